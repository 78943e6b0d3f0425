//! What there is one of in a node: registries and supervisors, whose types are their names. A second start of one fails.

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
        && is_alone(declaration)
    {
        return Some(FaultText::new(&[
            "a pool of what there is one of: `",
            declaration.name,
            "` is reached by its type, so a node has one; remove `count`",
        ]));
    }
    let (before, _) = children.split_at(index);
    match second(declaration, before) {
        Some((twin, field)) => Some(FaultText::new(&[
            "`",
            twin.name,
            "` is started twice: it is reached by its type, so a node has one, and `",
            field,
            "` starts it before; remove one of the two",
        ])),
        None => None,
    }
}

/// The first in a subtree that is started before, and the field that starts it.
const fn second(
    declaration: &'static Declaration,
    before: &'static [DeclaredChild],
) -> Option<(&'static Declaration, &'static str)> {
    if is_alone(declaration) {
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
        if let Some(child) = below[index].declaration
            && let Some(found) = second(child, before)
        {
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

/// Generic supervisors are as many as their arguments; of servers it is not known here.
const fn is_alone(declaration: &Declaration) -> bool {
    matches!(
        declaration.behaviour,
        Behaviour::Registry
            | Behaviour::DynamicSupervisor { .. }
            | Behaviour::Supervisor { generic: false, .. }
    )
}

/// Whether a pool is surely of more than one: its count is written as a number.
const fn is_several(count: &str) -> bool {
    matches!(count.as_bytes(), [b'2'..=b'9', ..] | [b'1', _, ..])
}
