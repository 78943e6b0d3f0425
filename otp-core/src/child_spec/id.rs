//! What a static supervisor calls its children.

use std::borrow::Cow;
use std::fmt;

/// The id of a child: a word, a number, or both for the members of a pool.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChildId {
    name: Cow<'static, str>,
    number: Option<u64>,
}

impl ChildId {
    /// A word that is known at compile time.
    pub const fn named(name: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            number: None,
        }
    }

    /// The name of a type, without the path to it: the id of a child that is given none.
    pub fn of_type<T>() -> Self {
        Self::named(crate::short_type_name::of::<T>())
    }

    /// One of a pool: prints as `worker 2`.
    pub fn numbered(name: impl Into<Cow<'static, str>>, number: usize) -> Self {
        Self {
            name: name.into(),
            number: Some(number as u64),
        }
    }

    /// The word; empty for a bare number.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number, if there is one.
    pub fn number(&self) -> Option<u64> {
        self.number
    }
}

impl From<&'static str> for ChildId {
    fn from(name: &'static str) -> Self {
        Self::named(name)
    }
}

impl From<String> for ChildId {
    fn from(name: String) -> Self {
        Self {
            name: Cow::Owned(name),
            number: None,
        }
    }
}

impl From<u64> for ChildId {
    fn from(number: u64) -> Self {
        Self {
            name: Cow::Borrowed(""),
            number: Some(number),
        }
    }
}

impl From<&ChildId> for ChildId {
    fn from(id: &ChildId) -> Self {
        id.clone()
    }
}

impl fmt::Display for ChildId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&*self.name, self.number) {
            ("", Some(number)) => write!(f, "{number}"),
            (name, Some(number)) => write!(f, "{name} {number}"),
            (name, None) => f.write_str(name),
        }
    }
}

impl fmt::Debug for ChildId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
