//! What changes of a process while it lives, under its lock.

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::task::Waker;

use super::core::Core;
use super::pid_set::PidSet;
use super::slot::Owed;
use crate::pid::Pid;
use crate::reason::ExitReason;

/// What a process is while it lives, and a moment longer.
#[derive(Debug, Default, Clone)]
pub(crate) enum Status {
    #[default]
    Running,
    /// It is to end at its next await.
    Doomed(ExitReason),
    Dead(ExitReason),
}

/// Something that a process holds until its end, such as a name.
pub(crate) trait Holding: Any + Send + Sync {
    fn release(&self, holder: &Core);
    /// How it shows in `info`.
    fn names(&self) -> Vec<String>;
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) status: Status,
    pub(crate) trap_exit: bool,
    /// It has ended, and all that are to know have been told.
    pub(crate) is_over: bool,
    pub(crate) links: PidSet,
    pub(crate) holdings: Vec<Arc<dyn Holding>>,
    rare: Option<Box<Rare>>,
}

/// What most processes have nothing of.
#[derive(Default)]
pub(crate) struct Rare {
    /// Who monitors this process.
    pub(crate) watchers: BTreeMap<u64, Pid>,
    /// The monitors that this process has set.
    pub(crate) monitors: BTreeMap<u64, Pid>,
    /// Futures that wait for the end.
    pub(crate) waiters: BTreeMap<u64, Waker>,
    pub(crate) label: Option<Box<str>>,
    /// Calls whose answer is owed outside of the callback that took them, to be told of the end.
    pub(crate) owed: BTreeMap<u64, Owed>,
}

impl Rare {
    /// All whom an end concerns, but for those that wait for it to be over.
    pub(crate) fn take_contacts(
        &mut self,
    ) -> (BTreeMap<u64, Pid>, BTreeMap<u64, Pid>, BTreeMap<u64, Owed>) {
        let Self {
            watchers,
            monitors,
            owed,
            ..
        } = self;
        (
            std::mem::take(watchers),
            std::mem::take(monitors),
            std::mem::take(owed),
        )
    }
}

impl State {
    pub(crate) fn new(trap_exit: bool) -> Self {
        Self {
            trap_exit,
            ..Self::default()
        }
    }

    pub(crate) fn rare(&self) -> Option<&Rare> {
        self.rare.as_deref()
    }

    /// To put something in.
    pub(crate) fn rare_mut(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// To take something out, if there is anything.
    pub(crate) fn rare_if_any(&mut self) -> Option<&mut Rare> {
        self.rare.as_deref_mut()
    }

    pub(crate) fn take_rare(&mut self) -> Rare {
        self.rare.take().map(|rare| *rare).unwrap_or_default()
    }
}
