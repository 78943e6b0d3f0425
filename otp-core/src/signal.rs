//! Exit signals and downs: what processes tell each other of their ends.

use crate::pid::Pid;
use crate::reason::ExitReason;

/// An exit signal as a message: what a process that traps exits receives instead of dying.
///
/// OTP counterpart: `{'EXIT', From, Reason}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Exit {
    /// The process that ended, or that sent the signal.
    pub from: Pid,
    /// Its reason.
    pub reason: ExitReason,
}

/// The end of a monitored process, as a message.
///
/// OTP counterpart: `{'DOWN', Ref, process, Pid, Reason}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Down {
    /// The monitor that tells.
    pub monitor: MonitorRef,
    /// The process that ended.
    pub pid: Pid,
    /// Its reason; [`ExitReason::NoProcess`] if it was gone when the monitor was set.
    pub reason: ExitReason,
}

/// Names one monitor; given by [`process::monitor`](crate::process::monitor).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MonitorRef {
    pub(crate) id: u64,
    pub(crate) target: Pid,
}

/// Either of the two.
#[derive(Clone, Debug, PartialEq)]
pub enum Signal {
    /// An exit signal that was trapped.
    Exit(Exit),
    /// The end of a monitored process.
    Down(Down),
}

/// How an exit signal came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A linked process ended.
    Link,
    /// Somebody else sent it: `exit/2`.
    Sent,
    /// The process sent it to itself: `exit(self(), Reason)`.
    Own,
}

/// What a living process does with an exit signal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    Ignore,
    Message,
    Die(ExitReason),
}

/// LNK-3 to LNK-10.
pub(crate) fn receive(origin: Origin, reason: &ExitReason, trapping: bool) -> Verdict {
    match (origin, reason) {
        (Origin::Sent | Origin::Own, ExitReason::Kill) => Verdict::Die(ExitReason::Killed),
        _ if trapping => Verdict::Message,
        (Origin::Link | Origin::Sent, ExitReason::Normal) => Verdict::Ignore,
        _ => Verdict::Die(reason.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::Origin::{Link, Own, Sent};
    use super::*;

    #[test]
    fn a_sent_kill_cannot_be_trapped_and_shows_as_killed_lnk_5_lnk_10() {
        for origin in [Sent, Own] {
            for trapping in [false, true] {
                assert_eq!(
                    receive(origin, &ExitReason::Kill, trapping),
                    Verdict::Die(ExitReason::Killed)
                );
            }
        }
    }

    #[test]
    fn a_kill_that_spreads_through_a_link_is_ordinary_lnk_6() {
        assert_eq!(receive(Link, &ExitReason::Kill, true), Verdict::Message);
        assert_eq!(
            receive(Link, &ExitReason::Kill, false),
            Verdict::Die(ExitReason::Kill)
        );
    }

    #[test]
    fn normal_ends_only_the_process_that_sends_it_to_itself_lnk_3_lnk_7() {
        assert_eq!(receive(Link, &ExitReason::Normal, false), Verdict::Ignore);
        assert_eq!(receive(Sent, &ExitReason::Normal, false), Verdict::Ignore);
        assert_eq!(
            receive(Own, &ExitReason::Normal, false),
            Verdict::Die(ExitReason::Normal)
        );
        assert_eq!(receive(Own, &ExitReason::Normal, true), Verdict::Message);
    }

    #[test]
    fn a_trapping_process_gets_every_other_signal_as_a_message_lnk_4() {
        for reason in [
            ExitReason::Normal,
            ExitReason::Shutdown,
            ExitReason::Killed,
            ExitReason::other("boom"),
        ] {
            assert_eq!(receive(Link, &reason, true), Verdict::Message);
            assert_eq!(receive(Sent, &reason, true), Verdict::Message);
        }
    }

    #[test]
    fn any_other_reason_ends_a_process_that_does_not_trap_lnk_8_lnk_9() {
        for reason in [
            ExitReason::Shutdown,
            ExitReason::Killed,
            ExitReason::other("boom"),
        ] {
            assert_eq!(receive(Sent, &reason, false), Verdict::Die(reason.clone()));
            assert_eq!(receive(Link, &reason, false), Verdict::Die(reason.clone()));
        }
    }
}
