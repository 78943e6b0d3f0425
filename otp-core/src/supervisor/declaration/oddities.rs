//! What is legal in a tree and seldom meant.

use std::fmt;

use super::{Behaviour, Declaration, DeclaredChild};
use crate::child_spec::{Restart, Shutdown};
use crate::supervisor::{DEFAULT_INTENSITY, DEFAULT_PERIOD, Strategy};

/// Something legal that is seldom meant, of which stable Rust has no warning for a macro to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    /// The supervisor's type.
    pub supervisor: &'static str,
    /// The child's field, where it is about one.
    pub field: Option<&'static str>,
    /// What is odd.
    pub what: &'static str,
}

impl fmt::Display for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field {
            Some(field) => write!(f, "{}, `{field}`: {}", self.supervisor, self.what),
            None => write!(f, "{}: {}", self.supervisor, self.what),
        }
    }
}

impl Declaration {
    /// What is legal in the tree and seldom meant: for a test, `assert_eq!(System::tree().oddities(), [])`.
    pub fn oddities(&self) -> Vec<Oddity> {
        let mut found = Vec::new();
        self.collect_oddities(&mut found);
        found
    }

    fn collect_oddities(&self, found: &mut Vec<Oddity>) {
        let Behaviour::Supervisor {
            strategy,
            intensity,
            period,
            children,
            ..
        } = self.behaviour
        else {
            return;
        };
        let mut tell = |field, what| {
            found.push(Oddity {
                supervisor: self.name,
                field,
                what,
            });
        };
        if let (Strategy::OneForAll | Strategy::RestForOne, [only]) = (strategy, children)
            && only.count.is_none()
        {
            tell(
                None,
                "a strategy for siblings, and one child; one_for_one does the same",
            );
        }
        let is_permanent = |child: &DeclaredChild| child.restart() == Restart::Permanent;
        if intensity == 0 && children.iter().any(is_permanent) {
            tell(
                None,
                "max_restarts = 0: the first end of a permanent child ends the supervisor",
            );
        }
        let is_temporary = |child: &DeclaredChild| child.restart() == Restart::Temporary;
        let counts = (intensity, period) != (DEFAULT_INTENSITY, DEFAULT_PERIOD);
        if counts && !children.is_empty() && children.iter().all(is_temporary) {
            tell(
                None,
                "a restart count, and every child is temporary; only what is started as it runs is ever restarted",
            );
        }
        for child in children {
            let supervises = child.declaration.is_some_and(|declaration| {
                matches!(
                    declaration.behaviour,
                    Behaviour::Supervisor { .. } | Behaviour::DynamicSupervisor { .. }
                )
            });
            if supervises && child.shutdown() != Shutdown::Infinity {
                tell(
                    Some(child.field),
                    "a supervisor with a finite shutdown is killed when it is over, before its children have ended in order; \"infinity\" lets it",
                );
            }
        }
        for declaration in children.iter().filter_map(|child| child.declaration) {
            declaration.collect_oddities(found);
        }
    }
}
