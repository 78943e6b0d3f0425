//! What types declare of themselves: a tree as it is known when the program compiles, checked then and printed on demand.
//!
//! `#[gen_server]`, `#[registry]`, `#[dynamic_supervisor]` and `#[supervisor]` write a [`Declaration`] each. A child of a type
//! that was written by hand has none: nothing is known of it, and nothing is held against it.

mod alone;
mod circle;
mod faults;
mod odd;
mod oddities;
mod print;
#[cfg(test)]
mod tests;
mod text;

use std::marker::PhantomData;
use std::time::Duration;

use super::auto_shutdown::AutoShutdown;
use super::strategy::Strategy;
use crate::child_spec::{Restart, Shutdown};

pub use alone::{HasName, Named, Unnamed};
pub use circle::{Below, ChildOf, Circle, Supervises, Top, Unsupervised, Way};
pub use faults::{fault_of_auto_shutdown, fault_of_child, fault_of_key};
pub use odd::{LegalButOdd, counts_none, has_one_child, is_cut_short, restarts_none};
pub use oddities::Oddity;
pub use text::FaultText;

/// What a type declares of itself as a child, and of its own children; [`Display`](std::fmt::Display) prints the tree.
#[derive(Debug, Clone, Copy)]
pub struct Declaration {
    /// The type's name.
    pub name: &'static str,
    /// Where the type is, which tells it from others of its name.
    pub path: &'static str,
    /// The id of a child of the type; nothing where it is not known before the program runs, as of a generic type.
    pub id: Option<&'static str>,
    /// When a child of the type is restarted.
    pub restart: Restart,
    /// How a child of the type is ended.
    pub shutdown: Shutdown,
    /// Whether the end of a child of the type can end its supervisor.
    pub significant: bool,
    /// What it is.
    pub behaviour: Behaviour,
}

/// What a declared type is, with what matters to a tree.
#[derive(Debug, Clone, Copy)]
pub enum Behaviour {
    /// A server.
    Server {
        /// Where it registers its key.
        registry: Option<&'static Declaration>,
    },
    /// A registry.
    Registry,
    /// A dynamic supervisor.
    DynamicSupervisor {
        /// How many restarts within the period are carried out.
        intensity: u32,
        /// The length of the window in which restarts are counted.
        period: Duration,
        /// The servers that it takes; nothing where it takes all.
        takes: Option<&'static [TakenChild]>,
    },
    /// A supervisor.
    Supervisor {
        /// What happens to the other children when one is restarted.
        strategy: Strategy,
        /// How many restarts within the period are carried out.
        intensity: u32,
        /// The length of the window in which restarts are counted.
        period: Duration,
        /// Whether the end of significant children ends it.
        auto_shutdown: AutoShutdown,
        /// Nothing starts above it.
        root: bool,
        /// It has parameters, so that it is checked where it is built.
        generic: bool,
        /// In the order of start.
        children: &'static [DeclaredChild],
    },
}

/// A type of children that a dynamic supervisor takes.
#[derive(Debug, Clone, Copy)]
pub struct TakenChild {
    /// The type as it is written.
    pub type_name: &'static str,
    /// What it declares; nothing where it was written by hand.
    pub declaration: Option<&'static Declaration>,
}

/// A field of a supervisor: a child, or a pool of them. What the field does not say its type does.
#[derive(Debug, Clone, Copy)]
pub struct DeclaredChild {
    /// The field's name.
    pub field: &'static str,
    /// The field's type as it is written.
    pub type_name: &'static str,
    /// What the type declares; nothing where it was written by hand.
    pub declaration: Option<&'static Declaration>,
    /// The id that the field gives.
    pub id: Option<&'static str>,
    /// The restart that the field gives.
    pub restart: Option<Restart>,
    /// The shutdown that the field gives.
    pub shutdown: Option<Shutdown>,
    /// What the field says of its significance.
    pub significant: Option<bool>,
    /// How many there are, as it is written, of a pool.
    pub count: Option<&'static str>,
    /// Its type is a server that has one name.
    pub is_named: bool,
}

impl DeclaredChild {
    /// When it is restarted.
    pub const fn restart(&self) -> Restart {
        match (self.restart, self.declaration) {
            (Some(restart), _) => restart,
            (None, Some(declaration)) => declaration.restart,
            (None, None) => Restart::Permanent,
        }
    }

    /// How it is ended.
    pub const fn shutdown(&self) -> Shutdown {
        match (self.shutdown, self.declaration) {
            (Some(shutdown), _) => shutdown,
            (None, Some(declaration)) => declaration.shutdown,
            (None, None) => Shutdown::DEFAULT,
        }
    }

    /// Whether its end can end its supervisor.
    pub const fn is_significant(&self) -> bool {
        match (self.significant, self.declaration) {
            (Some(significant), _) => significant,
            (None, Some(declaration)) => declaration.significant,
            (None, None) => false,
        }
    }

    /// Its id; nothing for a pool, and where it is not known before the program runs.
    pub const fn id(&self) -> Option<&'static str> {
        match (self.count, self.id, self.declaration) {
            (Some(_), _, _) => None,
            (None, Some(id), _) => Some(id),
            (None, None, Some(declaration)) => declaration.id,
            (None, None, None) => None,
        }
    }
}

impl Declaration {
    /// Its children, in the order of their start; none of what is no supervisor.
    pub const fn children(&self) -> &'static [DeclaredChild] {
        match self.behaviour {
            Behaviour::Supervisor { children, .. } => children,
            _ => &[],
        }
    }

    /// Which child is that of the field.
    const fn place_of(&self, field: &str) -> Option<usize> {
        let children = self.children();
        let mut place = 0;
        while place < children.len() {
            if text::same(children[place].field, field) {
                return Some(place);
            }
            place += 1;
        }
        None
    }
}

/// A type that declares what it is as a child; the macros write it.
pub trait Declares {
    /// What it declares.
    const DECLARATION: &'static Declaration;
}

/// What a type declares, whether it does or not: `<Declared<T>>::OF`, with [`Undeclared`] in scope, is `None` for a type
/// that is not [`Declares`].
#[derive(Debug)]
pub struct Declared<T>(PhantomData<T>);

impl<T: Declares> Declared<T> {
    /// What the type declares. It comes before the constant of [`Undeclared`] where both are there.
    pub const OF: Option<&'static Declaration> = Some(T::DECLARATION);
}

/// Stands in for types that declare nothing.
pub trait Undeclared {
    /// Nothing.
    const OF: Option<&'static Declaration> = None;
}

impl<T> Undeclared for Declared<T> {}
