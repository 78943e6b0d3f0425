//! Maps by pid, with a hash that trusts pids to be different already.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::pid::Pid;

pub(crate) type PidMap<V> = HashMap<Pid, V, BuildHasherDefault<PidHasher>>;

/// Multiplies and rotates: pids are counted up, not chosen by anybody who could make them collide.
#[derive(Default, Clone, Copy)]
pub(crate) struct PidHasher(u64);

impl PidHasher {
    fn add(&mut self, word: u64) {
        // 2^64 divided by the golden ratio, made odd: spreads counted numbers over all bits.
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Hasher for PidHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.add(u64::from(byte));
        }
    }

    fn write_u32(&mut self, word: u32) {
        self.add(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }
}
