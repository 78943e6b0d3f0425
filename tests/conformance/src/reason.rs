//! Exit reasons, as scenarios and traces write them.

use otp_core::{ExitReason, StartError};
use serde::Deserialize;
use serde_json::{Value, json};

/// The message of a scripted panic.
pub(crate) const CRASH: &str = "crash";

/// A reason in a scenario: a word, or `{"shutdown": "x"}`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
#[serde(expecting = "a reason is a word or {\"shutdown\": \"x\"}")]
pub(crate) enum Reason {
    Shutdown { shutdown: String },
    Word(String),
}

impl Reason {
    /// Whether a process that ends itself with it panics.
    pub(crate) fn is_crash(&self) -> bool {
        *self == Self::Word(CRASH.to_owned())
    }

    pub(crate) fn normal() -> Self {
        Self::Word("normal".to_owned())
    }
}

impl From<&Reason> for ExitReason {
    fn from(reason: &Reason) -> Self {
        match reason {
            Reason::Shutdown { shutdown } => Self::shutdown_with(shutdown.as_str()),
            Reason::Word(word) => match word.as_str() {
                "normal" => Self::Normal,
                "shutdown" => Self::Shutdown,
                "kill" => Self::Kill,
                "killed" => Self::Killed,
                "noproc" => Self::NoProcess,
                "timeout" => Self::Timeout,
                word => Self::other(word),
            },
        }
    }
}

/// A reason as traces show it.
pub(crate) fn shown(reason: &ExitReason) -> Value {
    match reason {
        ExitReason::Normal => json!("normal"),
        ExitReason::Shutdown => json!("shutdown"),
        ExitReason::ShutdownWith(term) => json!({ "shutdown": **term }),
        ExitReason::FailedToStartChild(failed) => {
            json!({ "failed_to_start_child": [failed.id, shown(&failed.reason)] })
        }
        ExitReason::Kill => json!("kill"),
        ExitReason::Killed => json!("killed"),
        ExitReason::NoProcess => json!("noproc"),
        ExitReason::Timeout => json!("timeout"),
        ExitReason::Panic(panic) if panic.message == CRASH => json!("crash"),
        ExitReason::Other(word) => json!(**word),
        other => match refusal(other) {
            Some(why) => json!(refused(why)),
            // No scenario asks for it, so it is to be seen.
            None => json!(format!("other:{other}")),
        },
    }
}

/// What a supervisor found wrong with its own spec, if that is the reason.
fn refusal(reason: &ExitReason) -> Option<&str> {
    match reason.downcast_ref::<StartError>() {
        Some(StartError::InvalidSpec(why)) => Some(why),
        _ => None,
    }
}

/// A spec that was refused, as traces show it: for the flags of a supervisor or for a child.
pub(crate) fn refused(why: &str) -> &'static str {
    if why.starts_with("invalid period") {
        "invalid_supervisor_flags"
    } else {
        "invalid_child_spec"
    }
}
