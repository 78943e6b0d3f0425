//! Whether the end of a significant child ends its supervisor.

use std::fmt;

/// Whether a supervisor ends by itself when significant children have ended for good.
///
/// OTP counterpart: `t:supervisor:auto_shutdown/0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum AutoShutdown {
    /// It does not; no child may be significant.
    #[default]
    Never,
    /// When one of them has.
    AnySignificant,
    /// When all of them have.
    AllSignificant,
}

impl fmt::Display for AutoShutdown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Never => "never",
            Self::AnySignificant => "any_significant",
            Self::AllSignificant => "all_significant",
        })
    }
}

/// Whether the end of a child that is not restarted ends the supervisor: SUP-71 to SUP-75. `left` is the number of
/// significant children that are still up, or being restarted.
pub(crate) fn ends_supervisor(auto: AutoShutdown, significant: bool, left: usize) -> bool {
    significant
        && match auto {
            AutoShutdown::Never => false,
            AutoShutdown::AnySignificant => true,
            AutoShutdown::AllSignificant => left == 0,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_prints_as_otp_writes_it() {
        let all = [
            AutoShutdown::Never,
            AutoShutdown::AnySignificant,
            AutoShutdown::AllSignificant,
        ];
        assert_eq!(
            all.map(|auto| auto.to_string()),
            ["never", "any_significant", "all_significant"]
        );
    }
}
