//! Which runtime a task is on, remembered by the threads that it ran on.
//!
//! To ask tokio for the runtime of a thread counts a reference to it, which all threads share. A task stays on its
//! runtime and its id is never used again, so what was found once holds.

use std::cell::Cell;
use std::hash::{Hash, Hasher};

use tokio::task::Id;

/// A power of two. Two tasks that fall on one place push each other out, and are asked for again.
const PLACES: usize = 128;

thread_local! {
    static KNOWN: [Cell<Option<(Id, u32)>>; PLACES] = const { [const { Cell::new(None) }; PLACES] };
}

/// The number of the task's runtime, if it is known here.
#[inline]
pub(crate) fn known(task: Id) -> Option<u32> {
    KNOWN.with(|known| match known[place(task)].get() {
        Some((id, number)) if id == task => Some(number),
        _ => None,
    })
}

/// Remembers the number of the task's runtime.
pub(crate) fn note(task: Id, number: u32) {
    KNOWN.with(|known| known[place(task)].set(Some((task, number))));
}

/// Ids are numbers in a row, and say so to a hasher.
fn place(task: Id) -> usize {
    struct Last(usize);
    impl Hasher for Last {
        fn finish(&self) -> u64 {
            self.0 as u64
        }

        fn write(&mut self, bytes: &[u8]) {
            for byte in bytes {
                self.0 = (self.0 << 8) | usize::from(*byte);
            }
        }

        fn write_u64(&mut self, number: u64) {
            self.0 = number as usize;
        }
    }
    let mut last = Last(0);
    task.hash(&mut last);
    last.0 % PLACES
}
