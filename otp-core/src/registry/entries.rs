//! The entries under one key of a registry: a pure structure.

use std::any::Any;
use std::sync::Arc;

use crate::pid::Pid;
use crate::process::Process;

/// One registration.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) number: u64,
    pub(crate) process: Arc<dyn Process>,
    pub(crate) value: Arc<dyn Any + Send + Sync>,
}

impl Entry {
    pub(crate) fn pid(&self) -> Pid {
        self.process.core().pid()
    }
}

/// In order of registration. A unique registry has one at most, so one costs no allocation.
pub(crate) enum Entries {
    One(Entry),
    Many(Vec<Entry>),
}

impl Entries {
    pub(crate) fn as_slice(&self) -> &[Entry] {
        match self {
            Self::One(entry) => std::slice::from_ref(entry),
            Self::Many(entries) => entries,
        }
    }

    pub(crate) fn as_mut_slice(&mut self) -> &mut [Entry] {
        match self {
            Self::One(entry) => std::slice::from_mut(entry),
            Self::Many(entries) => entries,
        }
    }

    pub(crate) fn push(&mut self, entry: Entry) {
        match self {
            Self::One(first) => *self = Self::Many(vec![first.clone(), entry]),
            Self::Many(entries) => entries.push(entry),
        }
    }

    /// Keeps those for which `keep` holds; says whether any is left, and gives those that went.
    pub(crate) fn retain(&mut self, keep: impl Fn(&Entry) -> bool) -> (bool, Vec<Entry>) {
        match self {
            Self::One(entry) => {
                let stays = keep(entry);
                (
                    stays,
                    if stays {
                        Vec::new()
                    } else {
                        vec![entry.clone()]
                    },
                )
            }
            Self::Many(entries) => {
                let gone = entries.extract_if(.., |entry| !keep(entry)).collect();
                (!entries.is_empty(), gone)
            }
        }
    }
}
