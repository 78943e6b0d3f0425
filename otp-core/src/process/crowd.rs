//! Whether callers of several threads want one process at once.
//!
//! Run now here and now there, a process drags its memory from processor to processor with each message. Where that is seen,
//! its callers leave it to its task for a while, which lets others come first and then handles what has gathered in one go.

/// So many calls are left to the task once a crowd is seen.
const CALLS: u8 = 64;

/// What was seen of late.
#[derive(Debug, Default)]
pub(crate) struct Crowd {
    /// So many calls are still left to the task.
    calls: u8,
    /// The task has let others come first, and is to run now.
    has_gathered: bool,
}

impl Crowd {
    /// A caller met another.
    pub(crate) fn note(&mut self) {
        self.calls = CALLS;
    }

    /// Whether this call is to be left to the task.
    pub(crate) fn takes_call(&mut self) -> bool {
        if self.calls == 0 {
            return false;
        }
        self.calls -= 1;
        true
    }

    /// Whether the task is to let others come first, which it does every other time.
    pub(crate) fn gathers(&mut self) -> bool {
        self.has_gathered = self.calls > 0 && !self.has_gathered;
        self.has_gathered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_is_there_for_a_while_and_then_no_more() {
        let mut crowd = Crowd::default();
        assert!(!crowd.takes_call());
        crowd.note();
        assert!((0..CALLS).all(|_| crowd.takes_call()));
        assert!(!crowd.takes_call());
    }

    #[test]
    fn the_task_waits_once_for_those_who_come_and_not_at_all_without_a_crowd() {
        let mut crowd = Crowd::default();
        assert!(!crowd.gathers());
        crowd.note();
        assert!(crowd.gathers());
        assert!(!crowd.gathers());
        assert!(crowd.gathers());
        assert!((0..CALLS).all(|_| crowd.takes_call()));
        assert!(!crowd.gathers());
    }
}
