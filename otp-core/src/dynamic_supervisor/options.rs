//! How a dynamic supervisor behaves, and which specs it refuses.

use std::time::Duration;

use crate::child_spec::ChildSpec;
use crate::supervisor::{DEFAULT_INTENSITY, DEFAULT_KILL_TIMEOUT, DEFAULT_PERIOD};

/// DYN-2.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    pub(crate) intensity: u32,
    pub(crate) period: Duration,
    pub(crate) max_children: Option<usize>,
    pub(crate) kill_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            intensity: DEFAULT_INTENSITY,
            period: DEFAULT_PERIOD,
            max_children: None,
            kill_timeout: DEFAULT_KILL_TIMEOUT,
        }
    }
}

/// DYN-26.
pub(crate) fn check_spec<R>(spec: &ChildSpec<R>) -> Result<(), String> {
    if spec.significant {
        return Err(format!(
            "invalid significant for child {}: a dynamic supervisor has no significant children",
            spec.id
        ));
    }
    Ok(())
}
