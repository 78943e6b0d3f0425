//! What is legal in a tree and seldom meant.

use std::fmt;

use super::Declaration;
use super::odd::{counts_none, cuts_short, has_one_child, restarts_none, text};

/// Something legal that is seldom meant. The compiler warns of it, but in a generic supervisor.
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
        let mut tell = |field, what, is_odd: bool| {
            let oddity = is_odd.then_some(Oddity {
                supervisor: self.name,
                field,
                what,
            });
            found.extend(oddity);
        };
        tell(None, text::ONE_CHILD, has_one_child(self));
        tell(None, text::NO_RESTARTS, restarts_none(self));
        tell(None, text::NONE_TO_COUNT, counts_none(self));
        for child in self.children() {
            tell(Some(child.field), text::CUT_SHORT, cuts_short(child));
        }
        for declaration in self.children().iter().filter_map(|child| child.declaration) {
            declaration.collect_oddities(found);
        }
    }
}
