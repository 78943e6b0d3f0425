//! One thing to do.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Date;

/// What is to be done, and on which day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The day it is to be done.
    pub date: Date,
    /// What is to be done.
    pub title: String,
}

impl Entry {
    /// An entry of that day.
    pub fn new(date: Date, title: impl Into<String>) -> Self {
        Self {
            date,
            title: title.into(),
        }
    }
}

/// The number of an entry within its list, from 1 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(pub u64);

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
