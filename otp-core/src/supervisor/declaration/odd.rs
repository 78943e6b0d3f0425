//! What is legal in a tree and seldom meant, judged by the compiler, which warns of it, and by the program.
//!
//! Stable Rust has no warnings for a macro to give, but for the use of what is deprecated: a constant of [`LegalButOdd<true>`] that is
//! named at the place. Whether it is that one, or the same of [`LegalButOdd<false>`], is a question to the tree.

use std::time::Duration;

use super::faults::fault_of_child;
use super::{Behaviour, Declaration, DeclaredChild};
use crate::child_spec::{Restart, Shutdown};
use crate::supervisor::{DEFAULT_INTENSITY, DEFAULT_PERIOD, Strategy};

/// Whether something is odd: `<LegalButOdd<{ has_one_child(tree) }>>::ONE_CHILD`.
#[derive(Debug)]
pub struct LegalButOdd<const IS_ODD: bool>;

macro_rules! told {
    ($($name:ident: $text:literal,)*) => {
        impl LegalButOdd<true> {
            $(#[doc = $text] #[deprecated(note = $text)] pub const $name: () = ();)*
        }

        impl LegalButOdd<false> {
            $(#[doc = concat!("Not so: ", $text)] pub const $name: () = ();)*
        }

        /// The same to be read.
        pub(super) mod text {
            $(pub(in super::super) const $name: &str = $text;)*
        }
    };
}

told! {
    ONE_CHILD: "a strategy for siblings, and one child; one_for_one does the same",
    NO_RESTARTS: "max_restarts = 0: the first end of a permanent child ends the supervisor",
    NONE_TO_COUNT: "a restart count, and every child is temporary; only what is started as it runs is ever restarted",
    CUT_SHORT: "a supervisor with a finite shutdown is killed when it is over, before its children have ended in order; \
        \"infinity\" lets it",
}

/// It has a strategy for siblings, and one child.
pub const fn has_one_child(tree: &Declaration) -> bool {
    let Behaviour::Supervisor {
        strategy, children, ..
    } = tree.behaviour
    else {
        return false;
    };
    matches!(strategy, Strategy::OneForAll | Strategy::RestForOne)
        && matches!(children, [only] if only.count.is_none())
}

/// It restarts nothing, and has a permanent child.
pub const fn restarts_none(tree: &Declaration) -> bool {
    let Behaviour::Supervisor {
        intensity: 0,
        children,
        ..
    } = tree.behaviour
    else {
        return false;
    };
    let mut index = 0;
    while index < children.len() {
        if matches!(children[index].restart(), Restart::Permanent) {
            return true;
        }
        index += 1;
    }
    false
}

/// It counts restarts as it says, and all its children are temporary.
pub const fn counts_none(tree: &Declaration) -> bool {
    let Behaviour::Supervisor {
        intensity,
        period,
        children,
        ..
    } = tree.behaviour
    else {
        return false;
    };
    let mut index = 0;
    while index < children.len() {
        if !matches!(children[index].restart(), Restart::Temporary) {
            return false;
        }
        index += 1;
    }
    let is_default = intensity == DEFAULT_INTENSITY && is_same(period, DEFAULT_PERIOD);
    index > 0 && !is_default
}

/// The child of that field supervises others, and does not wait for all of them. Where it is wrong besides, that is told alone.
pub const fn is_cut_short(tree: &Declaration, field: &str) -> bool {
    match tree.place_of(field) {
        Some(place) => {
            cuts_short(&tree.children()[place]) && fault_of_child(tree, None, field).is_none()
        }
        None => false,
    }
}

pub(super) const fn cuts_short(child: &DeclaredChild) -> bool {
    let Some(declaration) = child.declaration else {
        return false;
    };
    let supervises = matches!(
        declaration.behaviour,
        Behaviour::Supervisor { .. } | Behaviour::DynamicSupervisor { .. }
    );
    supervises && !matches!(child.shutdown(), Shutdown::Infinity)
}

const fn is_same(a: Duration, b: Duration) -> bool {
    a.as_nanos() == b.as_nanos()
}
