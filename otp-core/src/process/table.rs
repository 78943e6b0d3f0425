//! The process table of a node: pid to process.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use super::cell::Process;
use super::sync::RwLock;
use crate::pid::Pid;

/// A power of two; processes are dealt out to the shards in turn.
#[cfg(not(all(test, otp_loom)))]
const SHARDS: usize = 16;
#[cfg(all(test, otp_loom))]
const SHARDS: usize = 1;

/// Slots that are used again, each told from its earlier holders by the number of the start.
pub(crate) struct Table {
    shards: Box<[RwLock<Shard>]>,
    starts: AtomicU64,
    live: AtomicUsize,
}

#[derive(Default)]
struct Shard {
    slots: Vec<Slot>,
    free: Vec<u32>,
}

#[derive(Default)]
struct Slot {
    serial: u64,
    process: Option<Arc<dyn Process>>,
}

impl Table {
    pub(crate) fn new() -> Self {
        Self {
            shards: (0..SHARDS).map(|_| RwLock::default()).collect(),
            // The first process is number 1, so that no slot is anybody's to begin with.
            starts: AtomicU64::new(1),
            live: AtomicUsize::new(0),
        }
    }

    /// Makes the pid, has `make` make the process of it, and puts that in its place.
    pub(crate) fn insert<P: Process>(&self, node: u32, make: impl FnOnce(Pid) -> Arc<P>) -> Arc<P> {
        let serial = self.starts.fetch_add(1, Ordering::Relaxed);
        let shard_number = serial as usize % SHARDS;
        let mut guard = self.shards[shard_number].write();
        let shard = &mut *guard;
        let place = shard.free.pop().unwrap_or_else(|| {
            shard.slots.push(Slot::default());
            u32::try_from(shard.slots.len() - 1).expect("fewer than 2^32 processes")
        });
        let index = place * SHARDS as u32 + shard_number as u32;
        let process = make(Pid::new(node, index, serial));
        shard.slots[place as usize] = Slot {
            serial,
            process: Some(process.clone()),
        };
        self.live.fetch_add(1, Ordering::Relaxed);
        process
    }

    pub(crate) fn get(&self, pid: Pid) -> Option<Arc<dyn Process>> {
        let (shard, place) = Self::locate(pid);
        let shard = self.shards[shard].read();
        let slot = shard.slots.get(place)?;
        if slot.serial == pid.serial() {
            slot.process.clone()
        } else {
            None
        }
    }

    pub(crate) fn remove(&self, pid: Pid) {
        let (number, place) = Self::locate(pid);
        let mut guard = self.shards[number].write();
        let shard = &mut *guard;
        let Some(slot) = shard.slots.get_mut(place) else {
            return;
        };
        if slot.serial != pid.serial() {
            return;
        }
        let process = slot.process.take();
        if process.is_some() {
            shard.free.push(place as u32);
            self.live.fetch_sub(1, Ordering::Relaxed);
        }
        drop(guard);
        drop(process);
    }

    /// Every process, in the order of their starts.
    pub(crate) fn all(&self) -> Vec<Arc<dyn Process>> {
        let mut all: Vec<Arc<dyn Process>> = Vec::new();
        for shard in &self.shards {
            let shard = shard.read();
            all.extend(shard.slots.iter().filter_map(|slot| slot.process.clone()));
        }
        all.sort_by_key(|process| process.core().pid());
        all
    }

    pub(crate) fn len(&self) -> usize {
        self.live.load(Ordering::Relaxed)
    }

    fn locate(pid: Pid) -> (usize, usize) {
        let index = pid.index() as usize;
        (index % SHARDS, index / SHARDS)
    }
}

#[cfg(all(test, otp_loom))]
mod loom_models;
