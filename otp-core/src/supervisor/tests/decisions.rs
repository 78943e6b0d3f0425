use std::ops::RangeBounds;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use proptest::sample::select;

use crate::child_spec::{Restart, Shutdown};
use crate::reason::{ExitReason, FailedChild};
use crate::supervisor::auto_shutdown::{AutoShutdown, ends_supervisor};
use crate::supervisor::restart::{is_reported, is_restarted};
use crate::supervisor::shutdown::left_as_asked;
use crate::supervisor::strategy::{Strategy as Restarts, restart_range};

const CLEAN: [&str; 4] = ["normal", "shutdown", "{shutdown,x}", "{shutdown,failed}"];
const ABNORMAL: [&str; 5] = ["killed", "noproc", "boom", "error", "kill"];

fn reason(word: &str) -> ExitReason {
    match word {
        "normal" => ExitReason::Normal,
        "shutdown" => ExitReason::Shutdown,
        "{shutdown,x}" => ExitReason::shutdown_with("x"),
        "{shutdown,failed}" => ExitReason::FailedToStartChild(Arc::new(FailedChild {
            id: "a".to_owned(),
            reason: ExitReason::other("boom"),
        })),
        "killed" => ExitReason::Killed,
        "kill" => ExitReason::Kill,
        "noproc" => ExitReason::NoProcess,
        "error" => ExitReason::error(std::fmt::Error),
        word => ExitReason::other(word),
    }
}

#[test]
fn each_restart_type_restarts_after_its_own_kinds_of_ends_sup_31_sup_32_sup_33() {
    for word in CLEAN.into_iter().chain(ABNORMAL) {
        let reason = reason(word);
        let abnormal = ABNORMAL.contains(&word);
        assert!(is_restarted(Restart::Permanent, &reason));
        assert_eq!(
            is_restarted(Restart::Transient, &reason),
            abnormal,
            "{word}"
        );
        assert!(!is_restarted(Restart::Temporary, &reason));
    }
}

#[test]
fn a_clean_end_is_reported_only_of_a_child_that_is_restarted_log_2() {
    for word in CLEAN {
        assert!(is_reported(Restart::Permanent, &reason(word)));
        assert!(!is_reported(Restart::Transient, &reason(word)));
        assert!(!is_reported(Restart::Temporary, &reason(word)));
    }
    for word in ABNORMAL {
        for restart in [Restart::Permanent, Restart::Transient, Restart::Temporary] {
            assert!(is_reported(restart, &reason(word)));
        }
    }
}

/// What `supervisor:shutdown/1` and `do_terminate/2` take for an end as good as what was asked.
fn otp_takes_for_good(shutdown: Shutdown, restart: Restart, word: &str) -> bool {
    let permanent = restart == Restart::Permanent;
    match (shutdown, word) {
        (Shutdown::BrutalKill, "killed") => true,
        (Shutdown::BrutalKill, "shutdown") => !permanent,
        (Shutdown::BrutalKill, _) if word.starts_with("{shutdown") => !permanent,
        (Shutdown::Timeout(_) | Shutdown::Infinity, "shutdown") => true,
        (Shutdown::Timeout(_) | Shutdown::Infinity, _) if word.starts_with("{shutdown") => {
            !permanent
        }
        (_, "normal") => !permanent,
        // Ours: of a process that had ended before, its own end was the report.
        (_, "noproc") => true,
        _ => false,
    }
}

#[test]
fn only_a_child_that_left_otherwise_is_reported_sup_62_log_5() {
    let timeout = Shutdown::Timeout(Duration::from_secs(5));
    for shutdown in [Shutdown::BrutalKill, timeout, Shutdown::Infinity] {
        for restart in [Restart::Permanent, Restart::Transient, Restart::Temporary] {
            for word in CLEAN.into_iter().chain(ABNORMAL) {
                assert_eq!(
                    left_as_asked(shutdown, restart, &reason(word)),
                    otp_takes_for_good(shutdown, restart, word),
                    "{shutdown:?} {restart} {word}"
                );
            }
        }
    }
}

#[test]
fn auto_shutdown_asks_for_a_significant_child_and_for_those_left_sup_71_sup_73_sup_75() {
    use AutoShutdown::{AllSignificant, AnySignificant, Never};
    for left in 0..3 {
        for auto in [Never, AnySignificant, AllSignificant] {
            assert!(!ends_supervisor(auto, false, left), "{auto}");
        }
        assert!(!ends_supervisor(Never, true, left));
        assert!(ends_supervisor(AnySignificant, true, left));
        assert_eq!(ends_supervisor(AllSignificant, true, left), left == 0);
    }
}

proptest! {
    #[test]
    fn a_strategy_takes_the_failed_child_all_or_it_and_those_after_it_sup_35_sup_36_sup_37(
        failed in 0u32..20,
        child in 0u32..20,
        strategy in select(&[Restarts::OneForOne, Restarts::OneForAll, Restarts::RestForOne][..]),
    ) {
        let naive = match strategy {
            Restarts::OneForOne => child == failed,
            Restarts::OneForAll => true,
            Restarts::RestForOne => child >= failed,
        };
        prop_assert_eq!(restart_range(strategy, failed).contains(&child), naive);
    }
}
