//! The children of a static supervisor, in the order of their start.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeBounds;

use super::child_info::{ChildCounts, ChildInfo, ChildState};
use crate::child_spec::{ChildId, ChildSpec, ChildType, Restart, Shutdown, StartFn};
use crate::pid::Pid;
use crate::pid_map::PidMap;

/// A place in the order of start. A child keeps its own through all restarts; no later child gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place(u64);

/// One child. Its state changes through [`Children::set_state`] only.
#[derive(Clone)]
pub(crate) struct Child {
    pub(crate) id: ChildId,
    pub(crate) restart: Restart,
    pub(crate) shutdown: Shutdown,
    pub(crate) significant: bool,
    pub(crate) child_type: ChildType,
    /// Nothing for a temporary child once it was started (SPEC-15).
    pub(crate) start: Option<StartFn>,
    pub(crate) restarts: u64,
    state: ChildState,
}

impl Child {
    /// One that has not been started.
    fn new(spec: ChildSpec) -> Self {
        Self {
            id: spec.id,
            restart: spec.restart,
            shutdown: spec.shutdown,
            significant: spec.significant,
            child_type: spec.child_type,
            start: Some(spec.start),
            restarts: 0,
            state: ChildState::Undefined,
        }
    }

    pub(crate) fn state(&self) -> ChildState {
        self.state
    }

    pub(crate) fn is_temporary(&self) -> bool {
        self.restart == Restart::Temporary
    }

    /// Whether all-significant has to wait for this one.
    fn is_significant_and_up(&self) -> bool {
        self.significant && self.state != ChildState::Undefined
    }

    fn info(&self) -> ChildInfo {
        ChildInfo {
            id: Some(self.id.clone()),
            child: self.state,
            child_type: self.child_type,
            restart: self.restart,
            restarts: self.restarts,
        }
    }
}

/// Every operation takes logarithmic time at most, but for those that go over all or part of the children.
#[derive(Default)]
pub(crate) struct Children {
    by_place: BTreeMap<Place, Child>,
    by_id: HashMap<ChildId, Place>,
    by_pid: PidMap<Place>,
    significant_up: usize,
    next: u64,
}

impl Children {
    /// Puts a child that has not been started at the end of the order. Its id must be new: a supervisor refuses another before it starts it.
    pub(crate) fn push(&mut self, spec: ChildSpec) -> Place {
        let place = Place(self.next);
        self.next += 1;
        debug_assert!(!self.by_id.contains_key(&spec.id));
        self.by_id.insert(spec.id.clone(), place);
        self.by_place.insert(place, Child::new(spec));
        place
    }

    pub(crate) fn get(&self, place: Place) -> Option<&Child> {
        self.by_place.get(&place)
    }

    pub(crate) fn by_id(&self, id: &ChildId) -> Option<(Place, &Child)> {
        let place = *self.by_id.get(id)?;
        Some((place, self.by_place.get(&place)?))
    }

    pub(crate) fn by_pid(&self, pid: Pid) -> Option<(Place, &Child)> {
        let place = *self.by_pid.get(&pid)?;
        Some((place, self.by_place.get(&place)?))
    }

    pub(crate) fn set_state(&mut self, place: Place, state: ChildState) {
        let Some(child) = self.by_place.get_mut(&place) else {
            return;
        };
        self.significant_up -= usize::from(child.is_significant_and_up());
        if let ChildState::Running(pid) = std::mem::replace(&mut child.state, state) {
            self.by_pid.remove(&pid);
        }
        self.significant_up += usize::from(child.is_significant_and_up());
        if let ChildState::Running(pid) = state {
            self.by_pid.insert(pid, place);
        }
    }

    /// Notes that the supervisor has started a child again by itself.
    pub(crate) fn count_restart(&mut self, place: Place) {
        if let Some(child) = self.by_place.get_mut(&place) {
            child.restarts += 1;
        }
    }

    /// Lets go of what starts the child.
    pub(crate) fn forget_start(&mut self, place: Place) {
        if let Some(child) = self.by_place.get_mut(&place) {
            child.start = None;
        }
    }

    pub(crate) fn remove(&mut self, place: Place) -> Option<Child> {
        let child = self.by_place.remove(&place)?;
        self.by_id.remove(&child.id);
        if let ChildState::Running(pid) = child.state {
            self.by_pid.remove(&pid);
        }
        self.significant_up -= usize::from(child.is_significant_and_up());
        Some(child)
    }

    /// What a child that has ended for good leaves behind: its spec, or nothing if it is temporary.
    pub(crate) fn settle(&mut self, place: Place) {
        let temporary = self.get(place).is_some_and(Child::is_temporary);
        if temporary {
            self.remove(place);
        } else {
            self.set_state(place, ChildState::Undefined);
        }
    }

    /// Places in the order of start.
    pub(crate) fn places(&self, range: impl RangeBounds<Place>) -> Vec<Place> {
        self.by_place
            .range(range)
            .map(|(place, _)| *place)
            .collect()
    }

    /// How many significant children are up, or being restarted.
    pub(crate) fn significant_up(&self) -> usize {
        self.significant_up
    }

    /// SUP-14: newest first.
    pub(crate) fn infos(&self) -> Vec<ChildInfo> {
        self.by_place.values().rev().map(Child::info).collect()
    }

    /// SUP-15, SUP-16.
    pub(crate) fn counts(&self, is_alive: impl Fn(Pid) -> bool) -> ChildCounts {
        let mut counts = ChildCounts::default();
        for child in self.by_place.values() {
            counts.add(child.child_type, child.state.pid().is_some_and(&is_alive));
        }
        counts
    }
}
