//! A declared tree as text, for Graphviz and as Mermaid.

use std::fmt::{self, Write as _};

use super::{Behaviour, Declaration, DeclaredChild};
use crate::child_spec::Shutdown;

/// The tree as text, a line a child, every default filled in.
impl fmt::Display for Declaration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.name, self.behaviour)?;
        lines(f, self.children(), 1)
    }
}

fn lines(f: &mut fmt::Formatter<'_>, children: &[DeclaredChild], depth: usize) -> fmt::Result {
    for child in children {
        write!(f, "\n{:indent$}{child}", "", indent = depth * 2)?;
        if let Some(declaration) = child.declaration {
            lines(f, declaration.children(), depth + 1)?;
        }
    }
    Ok(())
}

/// The child's line in its tree.
impl fmt::Display for DeclaredChild {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.type_name)?;
        if let Some(count) = self.count {
            write!(f, " × {count}")?;
        }
        let Some(declaration) = self.declaration else {
            return f.write_str(" (declared by hand)");
        };
        if let Some(id) = self.id() {
            write!(f, ", id {id}")?;
        }
        write!(f, ", {}, shutdown ", self.restart())?;
        shutdown(f, self.shutdown())?;
        if self.is_significant() {
            f.write_str(", significant")?;
        }
        write!(f, "{}", declaration.behaviour)
    }
}

fn shutdown(f: &mut fmt::Formatter<'_>, shutdown: Shutdown) -> fmt::Result {
    match shutdown {
        Shutdown::BrutalKill => f.write_str("brutal_kill"),
        Shutdown::Timeout(time) => write!(f, "{time:?}"),
        Shutdown::Infinity => f.write_str("infinity"),
    }
}

/// What follows the name: `; supervisor, one_for_one, max_restarts 3 in 5s`.
impl fmt::Display for Behaviour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server { registry: None } => Ok(()),
            Self::Server {
                registry: Some(registry),
            } => write!(f, "; via {}", registry.name),
            Self::Registry => f.write_str("; registry"),
            Self::DynamicSupervisor {
                intensity,
                period,
                takes,
            } => {
                f.write_str("; dynamic supervisor")?;
                for (index, child) in takes.iter().copied().flatten().enumerate() {
                    let between = if index == 0 { " of" } else { "," };
                    write!(f, "{between} {}", child.type_name)?;
                }
                write!(f, ", max_restarts {intensity} in {period:?}")
            }
            Self::Supervisor {
                strategy,
                intensity,
                period,
                auto_shutdown,
                ..
            } => {
                write!(
                    f,
                    "; supervisor, {strategy}, max_restarts {intensity} in {period:?}"
                )?;
                match auto_shutdown {
                    crate::supervisor::AutoShutdown::Never => Ok(()),
                    ends => write!(f, ", auto_shutdown {ends}"),
                }
            }
        }
    }
}

impl Declaration {
    /// The tree in the language of Graphviz: `dot -Tsvg`.
    pub fn to_dot(&self) -> String {
        let mut text = "digraph tree {\n  node [shape=box]\n".to_owned();
        let mut edges = String::new();
        self.graph(&mut |number, label, parent| {
            let label = label.replace('\\', r"\\").replace('"', r#"\""#);
            // Writing to a string does not fail.
            let _ = writeln!(text, "  n{number} [label=\"{label}\"]");
            if let Some(parent) = parent {
                let _ = writeln!(edges, "  n{parent} -> n{number}");
            }
        });
        format!("{text}{edges}}}\n")
    }

    /// The tree as a Mermaid flowchart.
    pub fn to_mermaid(&self) -> String {
        let mut text = "flowchart TD\n".to_owned();
        let mut edges = String::new();
        self.graph(&mut |number, label, parent| {
            // Its marks for characters begin with `#`.
            let label = label.replace('#', "#35;").replace('"', "#quot;");
            let _ = writeln!(text, "  n{number}[\"{label}\"]");
            if let Some(parent) = parent {
                let _ = writeln!(edges, "  n{parent} --> n{number}");
            }
        });
        text + &edges
    }

    /// Tells the number, label and parent of each node, parents first.
    fn graph(&self, tell: &mut impl FnMut(usize, String, Option<usize>)) {
        fn below(
            children: &[DeclaredChild],
            parent: usize,
            next: &mut usize,
            tell: &mut impl FnMut(usize, String, Option<usize>),
        ) {
            for child in children {
                let number = *next;
                *next += 1;
                tell(number, child.to_string(), Some(parent));
                if let Some(declaration) = child.declaration {
                    below(declaration.children(), number, next, tell);
                }
            }
        }

        tell(0, format!("{}{}", self.name, self.behaviour), None);
        below(self.children(), 0, &mut 1, tell);
    }
}
