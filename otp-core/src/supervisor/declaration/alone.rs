//! What there is one of in a node, as its type has one name: registries, supervisors, named servers. A second start of one fails.

use std::marker::PhantomData;

use super::text::{FaultText, same};
use super::{Behaviour, Declaration, DeclaredChild};

/// A child that would be, or start, the second of its type: as a pool, or beside one that is started before it.
pub(super) const fn fault_of_second(
    children: &'static [DeclaredChild],
    index: usize,
) -> Option<FaultText> {
    let child = &children[index];
    let Some(declaration) = child.declaration else {
        return None;
    };
    if let Some(count) = child.count
        && is_several(count)
        && is_alone(child)
    {
        return Some(FaultText::new(&[
            "a pool of what there is one of: `",
            declaration.name,
            "` has one name in a node; remove `count`, or the name",
        ]));
    }
    let (before, _) = children.split_at(index);
    match second(child, before) {
        Some((twin, field)) => Some(FaultText::new(&[
            "`",
            twin.name,
            "` is started twice: it has one name in a node, and `",
            field,
            "` starts it before; remove one of the two",
        ])),
        None => None,
    }
}

/// The first in a subtree that is started before, and the field that starts it.
const fn second(
    child: &DeclaredChild,
    before: &'static [DeclaredChild],
) -> Option<(&'static Declaration, &'static str)> {
    let Some(declaration) = child.declaration else {
        return None;
    };
    if is_alone(child) {
        let mut index = 0;
        while index < before.len() {
            if starts(&before[index], declaration.path) {
                return Some((declaration, before[index].field));
            }
            index += 1;
        }
    }
    let below = declaration.children();
    let mut index = 0;
    while index < below.len() {
        if let Some(found) = second(&below[index], before) {
            return Some(found);
        }
        index += 1;
    }
    None
}

/// Whether a child is what is declared there, or has it below.
const fn starts(child: &DeclaredChild, path: &str) -> bool {
    let Some(declaration) = child.declaration else {
        return false;
    };
    if same(declaration.path, path) {
        return true;
    }
    let below = declaration.children();
    let mut index = 0;
    while index < below.len() {
        if starts(&below[index], path) {
            return true;
        }
        index += 1;
    }
    false
}

/// Generic supervisors are as many as their arguments.
const fn is_alone(child: &DeclaredChild) -> bool {
    let Some(declaration) = child.declaration else {
        return false;
    };
    match declaration.behaviour {
        Behaviour::Registry | Behaviour::DynamicSupervisor { .. } => true,
        Behaviour::Supervisor { generic, .. } => !generic,
        Behaviour::Server { .. } => child.is_named,
    }
}

/// Whether a pool is surely of more than one: its count is written as a number.
const fn is_several(count: &str) -> bool {
    matches!(count.as_bytes(), [b'2'..=b'9', ..] | [b'1', _, ..])
}

/// A server without parameters that has one name: `#[gen_server(name)]` writes it.
pub trait HasName {}

/// Whether a type is a named server: `<Named<T>>::IS`, with [`Unnamed`] in scope.
#[derive(Debug)]
pub struct Named<T>(PhantomData<T>);

impl<T: HasName> Named<T> {
    /// It is. This comes before the constant of [`Unnamed`] where both are there.
    pub const IS: bool = true;
}

/// Stands in for types that are none.
pub trait Unnamed {
    /// It is not.
    const IS: bool = false;
}

impl<T> Unnamed for Named<T> {}
