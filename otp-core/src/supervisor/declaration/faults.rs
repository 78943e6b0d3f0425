//! What is wrong with a tree that can only be seen in the whole of it, evaluated by the compiler.

use super::alone::fault_of_second;
use super::circle::Circle;
use super::text::{FaultText, same};
use super::{Behaviour, Declaration, DeclaredChild};
use crate::child_spec::{Restart, Shutdown};
use crate::supervisor::AutoShutdown;

/// What is wrong with the child of that field, where the tree may lead into a circle. Nothing else can be said of such a tree,
/// which has no end.
pub const fn fault_of_child(
    tree: &Declaration,
    circle: Option<Circle>,
    field: &str,
) -> Option<FaultText> {
    match circle {
        Some(circle) => circle.fault(tree.name, field),
        None => fault_of_finite(tree, field),
    }
}

const fn fault_of_finite(tree: &Declaration, field: &str) -> Option<FaultText> {
    let Behaviour::Supervisor {
        auto_shutdown,
        root,
        children,
        ..
    } = tree.behaviour
    else {
        return None;
    };
    let Some(index) = tree.place_of(field) else {
        return None;
    };
    let child = &children[index];
    if let Some(fault) = fault_of_registry(children, index, root) {
        return Some(fault);
    }
    if let Some(fault) = fault_of_id(children, index) {
        return Some(fault);
    }
    if let Some(fault) = fault_of_second(children, index) {
        return Some(fault);
    }
    if let Some(fault) = fault_of_shutdown(tree, child) {
        return Some(fault);
    }
    if let Some(fault) = fault_of_significance(auto_shutdown, child) {
        return Some(fault);
    }
    fault_of_generic(child)
}

/// What is wrong inside a child that is a generic supervisor. Such a tree is known, and judged, only where it is built: here.
const fn fault_of_generic(child: &DeclaredChild) -> Option<FaultText> {
    let Some(declaration) = child.declaration else {
        return None;
    };
    let Behaviour::Supervisor {
        generic: true,
        auto_shutdown,
        children,
        ..
    } = declaration.behaviour
    else {
        return None;
    };
    let mut index = 0;
    while index < children.len() {
        if let Some(fault) = fault_of_finite(declaration, children[index].field) {
            return Some(fault.inside(declaration.name));
        }
        index += 1;
    }
    if matches!(auto_shutdown, AutoShutdown::Never) {
        return None;
    }
    match fault_of_auto_shutdown(declaration) {
        Some(fault) => Some(fault.inside(declaration.name)),
        None => None,
    }
}

/// What is wrong with an `auto_shutdown`: it waits for a child that is not there.
pub const fn fault_of_auto_shutdown(tree: &Declaration) -> Option<FaultText> {
    let children = tree.children();
    let mut index = 0;
    while index < children.len() {
        if children[index].is_significant() || children[index].declaration.is_none() {
            return None;
        }
        index += 1;
    }
    Some(FaultText::new(&[
        "auto_shutdown waits for the end of a significant child, and no child of `",
        tree.name,
        "` is one; mark one `#[child(significant, restart = \"transient\")]`, or remove `auto_shutdown`",
    ]))
}

/// The children that are started before a place of the tree, innermost supervisor first.
struct Before<'a> {
    children: &'a [DeclaredChild],
    count: usize,
    outer: Option<&'a Before<'a>>,
}

/// A server, and the registry that it needs.
struct Need {
    server: &'static Declaration,
    registry: &'static Declaration,
}

/// A child needs its registry to run before it. What nothing in the tree starts is needed of the supervisor above, if there is
/// one.
const fn fault_of_registry(
    children: &'static [DeclaredChild],
    index: usize,
    root: bool,
) -> Option<FaultText> {
    let child = &children[index];
    let declaration = match child.declaration {
        Some(declaration) => declaration,
        None => return None,
    };
    let before = Before {
        children,
        count: index,
        outer: None,
    };
    let need = match unmet(declaration, &before, children, index, root) {
        Some(need) => need,
        None => return None,
    };
    let (field, server, registry) = (child.field, need.server.name, need.registry.name);
    let mut later = index + 1;
    while later < children.len() && !provides(&children[later], need.registry.path) {
        later += 1;
    }
    Some(if later < children.len() {
        FaultText::new(&[
            "`",
            field,
            "` starts too early: `",
            server,
            "` registers in `",
            registry,
            "`, which starts after it; put the field `",
            children[later].field,
            "` above `",
            field,
            "`",
        ])
    } else {
        FaultText::new(&[
            "`",
            field,
            "` misses its registry: `",
            server,
            "` registers in `",
            registry,
            "`, which nothing in this tree starts; add a field of type `",
            registry,
            "` above `",
            field,
            "`",
        ])
    })
}

/// The first need that is not met before and is a fault: a later sibling would meet it, or nothing is above.
const fn unmet(
    declaration: &'static Declaration,
    before: &Before<'_>,
    siblings: &'static [DeclaredChild],
    index: usize,
    root: bool,
) -> Option<Need> {
    match declaration.behaviour {
        Behaviour::Server {
            registry: Some(registry),
        } => {
            if is_met(before, registry.path) {
                return None;
            }
            let mut later = index + 1;
            let mut is_fault = root;
            while later < siblings.len() {
                is_fault = is_fault || provides(&siblings[later], registry.path);
                later += 1;
            }
            // What the child itself starts too late is a fault of its own.
            if is_fault && !provides(&siblings[index], registry.path) {
                return Some(Need {
                    server: declaration,
                    registry,
                });
            }
            None
        }
        Behaviour::Supervisor { children, .. } => {
            let mut count = 0;
            while count < children.len() {
                let inner = Before {
                    children,
                    count,
                    outer: Some(before),
                };
                if let Some(child) = children[count].declaration
                    && let Some(need) = unmet(child, &inner, siblings, index, root)
                {
                    return Some(need);
                }
                count += 1;
            }
            None
        }
        Behaviour::DynamicSupervisor {
            takes: Some(takes), ..
        } => {
            let mut index_of_type = 0;
            while index_of_type < takes.len() {
                if let Some(server) = takes[index_of_type].declaration
                    && let Some(need) = unmet(server, before, siblings, index, root)
                {
                    return Some(need);
                }
                index_of_type += 1;
            }
            None
        }
        _ => None,
    }
}

/// Whether a registry runs by then, or may: of a child that was written by hand nobody knows.
const fn is_met(before: &Before<'_>, path: &str) -> bool {
    let mut index = 0;
    while index < before.count {
        let child = &before.children[index];
        if child.declaration.is_none() || provides(child, path) {
            return true;
        }
        index += 1;
    }
    match before.outer {
        Some(outer) => is_met(outer, path),
        None => false,
    }
}

/// Whether a child is that registry, or starts it.
const fn provides(child: &DeclaredChild, path: &str) -> bool {
    let Some(declaration) = child.declaration else {
        return false;
    };
    match declaration.behaviour {
        Behaviour::Registry => same(declaration.path, path),
        Behaviour::Supervisor { children, .. } => {
            let mut index = 0;
            while index < children.len() {
                if provides(&children[index], path) {
                    return true;
                }
                index += 1;
            }
            false
        }
        _ => false,
    }
}

/// Ids are unique among siblings, whatever their types are called where they are used.
const fn fault_of_id(children: &[DeclaredChild], index: usize) -> Option<FaultText> {
    let child = &children[index];
    let Some(id) = child.id() else {
        return None;
    };
    let mut other = 0;
    while other < index {
        if let Some(taken) = children[other].id()
            && same(taken, id)
        {
            return Some(FaultText::new(&[
                "duplicate child id `",
                id,
                "`: `",
                children[other].field,
                "` has it already, and ids are unique among siblings; write `#[child(id = \"",
                child.field,
                "\")]`",
            ]));
        }
        other += 1;
    }
    None
}

/// A server with a registry and no key to register there. It is asked where its `init` is.
pub const fn fault_of_key(server: Option<&'static Declaration>) -> Option<FaultText> {
    let Some(declaration) = server else {
        return None;
    };
    let Behaviour::Server {
        registry: Some(registry),
    } = declaration.behaviour
    else {
        return None;
    };
    Some(FaultText::new(&[
        "`",
        declaration.name,
        "` registers in `",
        registry.name,
        "`, and no argument of its `init` is its key there; mark one, `init(#[key] name: String)`, or remove `via`",
    ]))
}

/// A supervisor that is killed while it waits for a child leaves the child's time unused.
const fn fault_of_shutdown(tree: &Declaration, child: &DeclaredChild) -> Option<FaultText> {
    if is_longer(child.shutdown(), tree.shutdown) {
        return Some(FaultText::new(&[
            "the shutdown of `",
            child.field,
            "` is longer than that of its supervisor `",
            tree.name,
            "`, which would be killed while it waits; shorten it, or give `",
            tree.name,
            "` a longer one",
        ]));
    }
    let (Some(_), Some(declaration)) = (child.shutdown, child.declaration) else {
        return None;
    };
    let below = declaration.children();
    let mut index = 0;
    while index < below.len() {
        if is_longer(below[index].shutdown(), child.shutdown()) {
            return Some(FaultText::new(&[
                "the shutdown of `",
                child.field,
                "` is shorter than that of its own child `",
                below[index].field,
                "`: it would be killed while it waits; give it a longer one, or `\"infinity\"`",
            ]));
        }
        index += 1;
    }
    None
}

const fn is_longer(child: Shutdown, supervisor: Shutdown) -> bool {
    match (child, supervisor) {
        (Shutdown::Timeout(child), Shutdown::Timeout(supervisor)) => {
            child.as_nanos() > supervisor.as_nanos()
        }
        _ => false,
    }
}

/// What a type says of its significance fits its field and its supervisor.
const fn fault_of_significance(
    auto_shutdown: AutoShutdown,
    child: &DeclaredChild,
) -> Option<FaultText> {
    if !child.is_significant() {
        return None;
    }
    if matches!(auto_shutdown, AutoShutdown::Never) {
        return Some(FaultText::new(&[
            "`",
            child.field,
            "` is significant by its type, and its supervisor has no `auto_shutdown`; write \
             `#[supervisor(auto_shutdown = \"any_significant\")]`, or `#[child(significant = false)]`",
        ]));
    }
    if matches!(child.restart(), Restart::Permanent) {
        return Some(FaultText::new(&[
            "`",
            child.field,
            "` is significant and permanent: it is always started again; write `#[child(restart = \"transient\")]`, or \
             `#[child(significant = false)]`",
        ]));
    }
    None
}
