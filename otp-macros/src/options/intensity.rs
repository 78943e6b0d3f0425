//! How many restarts in how long a supervisor bears: `max_restarts` and `max_seconds`.

use std::time::Duration;

use super::{OptionList, value};
use crate::diagnostics::Diagnostics;

/// More restarts than `restarts` within `period` end the supervisor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Intensity {
    pub(crate) restarts: u32,
    pub(crate) period: Duration,
}

impl Default for Intensity {
    /// Elixir's: three in five seconds.
    fn default() -> Self {
        Self {
            restarts: 3,
            period: Duration::from_secs(5),
        }
    }
}

impl Intensity {
    pub(crate) fn check(options: &OptionList, errors: &mut Diagnostics) -> Self {
        let mut intensity = Self::default();
        if let Some(entry) = options.get("max_restarts")
            && let Some(restarts) = value::integer(entry, errors)
        {
            intensity.restarts = restarts.value;
        }
        if let Some(entry) = options.get("max_seconds")
            && let Some(period) = value::seconds(entry, errors)
        {
            if period.value.is_zero() {
                errors.at_span(
                    period.span,
                    "a period of nothing counts no restarts; write at least `max_seconds = 1` or a duration such as `\"100ms\"`",
                );
            } else {
                intensity.period = period.value;
            }
        }
        intensity
    }
}
