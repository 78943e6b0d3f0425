//! How a supervisor behaves, and which specs it refuses.

use std::collections::HashSet;
use std::time::Duration;

use super::auto_shutdown::AutoShutdown;
use super::strategy::Strategy;
use crate::child_spec::{ChildSpec, Restart};

/// Three restarts, the default of `max_restarts`.
pub const DEFAULT_INTENSITY: u32 = 3;
/// Five seconds, the default of `max_seconds`.
pub const DEFAULT_PERIOD: Duration = Duration::from_secs(5);
/// How long a child that was killed may take to end before its supervisor goes on without it.
pub const DEFAULT_KILL_TIMEOUT: Duration = Duration::from_secs(5);

/// OTP counterpart: `t:supervisor:sup_flags/0`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    pub(crate) strategy: Strategy,
    pub(crate) intensity: u32,
    pub(crate) period: Duration,
    pub(crate) auto_shutdown: AutoShutdown,
    pub(crate) kill_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            strategy: Strategy::default(),
            intensity: DEFAULT_INTENSITY,
            period: DEFAULT_PERIOD,
            auto_shutdown: AutoShutdown::default(),
            kill_timeout: DEFAULT_KILL_TIMEOUT,
        }
    }
}

/// SUP-10, DYN-2.
pub(crate) fn check_period(period: Duration) -> Result<(), String> {
    if period.is_zero() {
        return Err("invalid period 0: it must be greater than zero".to_owned());
    }
    Ok(())
}

/// SPEC-7, SPEC-8, in that order.
pub(crate) fn check_spec(spec: &ChildSpec, auto_shutdown: AutoShutdown) -> Result<(), String> {
    let bad_combination = |other: &str| {
        Err(format!(
            "bad combination for child {}: significant with {other}",
            spec.id
        ))
    };
    match (spec.significant, auto_shutdown, spec.restart) {
        (true, AutoShutdown::Never, _) => bad_combination("auto_shutdown never"),
        (true, _, Restart::Permanent) => bad_combination("restart permanent"),
        _ => Ok(()),
    }
}

/// What `init` of a supervisor checks before it starts anything: SUP-10, SPEC-6 to SPEC-8.
pub(crate) fn check(options: &Options, children: &[ChildSpec]) -> Result<(), String> {
    check_period(options.period)?;
    let mut ids = HashSet::new();
    for spec in children {
        check_spec(spec, options.auto_shutdown)?;
        if !ids.insert(&spec.id) {
            return Err(format!(
                "duplicate child name {}: give one of them another id",
                spec.id
            ));
        }
    }
    Ok(())
}
