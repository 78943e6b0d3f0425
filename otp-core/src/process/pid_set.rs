//! A set of pids that is small when it holds one, as nearly every process has one link: its supervisor.

use std::collections::BTreeSet;

use crate::pid::Pid;

#[derive(Debug, Default, Clone, PartialEq)]
#[allow(
    clippy::box_collection,
    reason = "every process has one of these, and nearly none has many"
)]
pub(crate) enum PidSet {
    #[default]
    Empty,
    One(Pid),
    Many(Box<BTreeSet<Pid>>),
}

impl PidSet {
    /// Says whether it was new.
    pub(crate) fn insert(&mut self, pid: Pid) -> bool {
        match self {
            Self::Empty => {
                *self = Self::One(pid);
                true
            }
            Self::One(one) if *one == pid => false,
            Self::One(one) => {
                *self = Self::Many(Box::new(BTreeSet::from([*one, pid])));
                true
            }
            Self::Many(many) => many.insert(pid),
        }
    }

    /// Says whether it was there.
    pub(crate) fn remove(&mut self, pid: Pid) -> bool {
        match self {
            Self::Empty => false,
            Self::One(one) => {
                let found = *one == pid;
                if found {
                    *self = Self::Empty;
                }
                found
            }
            Self::Many(many) => {
                let found = many.remove(&pid);
                if many.is_empty() {
                    *self = Self::Empty;
                }
                found
            }
        }
    }

    pub(crate) fn contains(&self, pid: Pid) -> bool {
        match self {
            Self::Empty => false,
            Self::One(one) => *one == pid,
            Self::Many(many) => many.contains(&pid),
        }
    }

    /// In the order of their starts.
    pub(crate) fn to_vec(&self) -> Vec<Pid> {
        match self {
            Self::Empty => Vec::new(),
            Self::One(one) => vec![*one],
            Self::Many(many) => many.iter().copied().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn behaves_as_a_set(steps in prop::collection::vec((any::<bool>(), 0u64..6), 0..60)) {
            let mut set = PidSet::default();
            let mut model = BTreeSet::new();
            for (insert, n) in steps {
                let pid = Pid::new(0, 0, n);
                if insert {
                    prop_assert_eq!(set.insert(pid), model.insert(pid));
                } else {
                    prop_assert_eq!(set.remove(pid), model.remove(&pid));
                }
                prop_assert_eq!(set.to_vec(), model.iter().copied().collect::<Vec<_>>());
            }
        }
    }
}
