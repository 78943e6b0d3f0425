//! Which children a restart takes along.

use std::fmt;
use std::ops::Bound;

/// What happens to the other children when one is restarted.
///
/// OTP counterpart: `t:supervisor:strategy/0`, but for `simple_one_for_one`: that is a
/// [`DynamicSupervisor`](crate::dynamic_supervisor::DynamicSupervisor).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Strategy {
    /// Nothing.
    #[default]
    OneForOne,
    /// All are stopped and started again.
    OneForAll,
    /// Those that were started after it are stopped and started again.
    RestForOne,
}

impl fmt::Display for Strategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OneForOne => "one_for_one",
            Self::OneForAll => "one_for_all",
            Self::RestForOne => "rest_for_one",
        })
    }
}

/// The children that are stopped, and started, with one that is restarted: SUP-35 to SUP-37. `P` is a place in the
/// order of start.
pub(crate) fn restart_range<P>(strategy: Strategy, failed: P) -> (Bound<P>, Bound<P>)
where
    P: Copy,
{
    match strategy {
        Strategy::OneForOne => (Bound::Included(failed), Bound::Included(failed)),
        Strategy::OneForAll => (Bound::Unbounded, Bound::Unbounded),
        Strategy::RestForOne => (Bound::Included(failed), Bound::Unbounded),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_prints_as_otp_writes_it() {
        let all = [
            Strategy::OneForOne,
            Strategy::OneForAll,
            Strategy::RestForOne,
        ];
        assert_eq!(
            all.map(|strategy| strategy.to_string()),
            ["one_for_one", "one_for_all", "rest_for_one"]
        );
    }
}
