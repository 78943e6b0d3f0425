//! Whether a supervisor is below itself.
//!
//! This is found out by types, before there is a tree to look at: the declaration of such a tree would need itself, which
//! rustc tells as a cycle of its own. A way down is a type, `Below<Cache, Below<System, Top>>`, and what a supervisor leads to
//! from there a constant. That of a child is needed in a function of its own, called only where the way has not come back: the
//! compiler evaluates what a function needs when it is called, and not before.

use std::marker::PhantomData;

use super::text::{FaultText, is_less, same};
use super::{Declaration, Declares};

/// A way down a tree.
pub trait Way {
    /// Its last step; nothing where it begins.
    const LAST: Option<&'static Step>;
}

/// A supervisor on a way.
#[derive(Debug)]
pub struct Step {
    path: &'static str,
    before: Option<&'static Step>,
}

/// Where a way begins.
#[derive(Debug)]
pub struct Top;

impl Way for Top {
    const LAST: Option<&'static Step> = None;
}

/// A way that goes on to a supervisor.
#[derive(Debug)]
pub struct Below<T, W>(PhantomData<(T, W)>);

impl<T: Supervises<W>, W: Way> Way for Below<T, W> {
    const LAST: Option<&'static Step> = Some(&Step {
        path: T::PATH,
        before: W::LAST,
    });
}

/// A supervisor at the end of a way; `#[supervisor]` writes it.
pub trait Supervises<W: Way> {
    /// Where the type is, which tells it from others of its name.
    const PATH: &'static str;

    /// The circle that its children lead into, or the way to it.
    const CIRCLE: Option<Circle>;
}

/// A way down that comes back to a supervisor on it.
#[derive(Debug, Clone, Copy)]
pub struct Circle {
    /// The field of the first supervisor that leads there.
    field: &'static str,
    /// It comes back to the first supervisor, which is the one of them to tell: the one whose path is the least.
    is_told: bool,
}

impl Circle {
    /// The circle that some fields lead into, each with whether it is to be told; one that is comes before others.
    pub const fn among(fields: &[(&'static str, Option<bool>)]) -> Option<Self> {
        let mut found = None;
        let mut index = 0;
        while index < fields.len() {
            if let (field, Some(is_told)) = fields[index] {
                let circle = Self { field, is_told };
                if is_told {
                    return Some(circle);
                }
                found = Some(circle);
            }
            index += 1;
        }
        found
    }

    /// What is wrong with a field of the first supervisor.
    pub(super) const fn fault(self, supervisor: &str, field: &str) -> Option<FaultText> {
        if !self.is_told || !same(self.field, field) {
            return None;
        }
        Some(FaultText::new(&[
            "a supervisor that contains itself has no end: below `",
            field,
            "` is `",
            supervisor,
            "` again; remove this field, or the one below that leads back",
        ]))
    }
}

/// A child of the last supervisor of a way: `<ChildOf<T, W>>::DECLARATION`, with [`Unsupervised`] in scope.
#[derive(Debug)]
pub struct ChildOf<T, W>(PhantomData<(T, W)>);

impl<T: Declares, P: Supervises<Top>> ChildOf<T, Below<P, Top>> {
    /// What the child declares, where it is finite. This comes before the constant of [`Unsupervised`] where both are there.
    pub const DECLARATION: Option<&'static Declaration> = match P::CIRCLE {
        Some(_) => None,
        None => Some(declaration::<T>()),
    };
}

impl<T: Supervises<W>, W: Way> ChildOf<T, W> {
    /// Whether it leads into a circle, and if so, whether the first supervisor of the way is to tell.
    pub const CIRCLE: Option<bool> = match comes_back(T::PATH, W::LAST) {
        None => circle::<T, W>(),
        told => told,
    };
}

/// Stands in for children that declare nothing, and for those that are no supervisors.
pub trait Unsupervised {
    /// Nothing.
    const DECLARATION: Option<&'static Declaration> = None;
    /// None.
    const CIRCLE: Option<bool> = None;
}

impl<T, W> Unsupervised for ChildOf<T, W> {}

const fn declaration<T: Declares>() -> &'static Declaration {
    T::DECLARATION
}

const fn circle<T: Supervises<W>, W: Way>() -> Option<bool> {
    match T::CIRCLE {
        Some(circle) => Some(circle.is_told),
        None => None,
    }
}

/// Whether a supervisor is on the way to it, and if so, whether it is the first one, and the one of the circle to tell.
const fn comes_back(path: &str, last: Option<&Step>) -> Option<bool> {
    let mut is_least = true;
    let mut step = last;
    while let Some(above) = step {
        if same(above.path, path) {
            return Some(is_least && above.before.is_none());
        }
        is_least = is_least && !is_less(above.path, path);
        step = above.before;
    }
    None
}
