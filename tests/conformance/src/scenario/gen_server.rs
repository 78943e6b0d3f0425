//! Scenarios of servers with scripted callbacks.

use serde::Deserialize;
use serde_json::Value;

use super::{Labels, Malformed, Step, steps};
use crate::reason::Reason;

#[derive(Debug, Clone)]
pub(crate) struct Script {
    pub(crate) steps: Vec<Step<Action>>,
}

/// What a server does, beside what it is told.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Server {
    #[serde(rename = "as")]
    pub(crate) label: String,
    pub(crate) name: Option<String>,
    #[serde(default)]
    pub(crate) init: Start,
    #[serde(default)]
    pub(crate) trap_exit: bool,
    #[serde(default = "Reason::normal")]
    pub(crate) stop_reason: Reason,
    pub(crate) terminate: Option<Terminate>,
}

/// What `init` does.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Start {
    #[default]
    Ok,
    Continue,
    Timeout,
    Ignore,
    Stop,
    StopNormal,
    StopShutdown,
    Crash,
    Exit,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Terminate {
    Ok,
    Crash,
}

/// What `handle_call` does.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OnCall {
    Reply,
    ReplyContinue,
    ReplyTimeout,
    Hold,
    Early,
    StopReply,
    Stop,
    Crash,
    Slow,
}

/// What `handle_cast` does.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OnCast {
    Noreply,
    Continue,
    Release,
    Stop,
    Crash,
}

/// A server, by label or by name; the name goes first.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Target {
    pub(crate) name: Option<String>,
    pub(crate) who: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(crate) enum Action {
    Start(Server),
    Call {
        #[serde(flatten)]
        to: Target,
        act: OnCall,
        #[serde(default)]
        v: Value,
        timeout: Option<u64>,
    },
    CallLater {
        #[serde(flatten)]
        to: Target,
        act: OnCall,
        #[serde(default)]
        v: Value,
        timeout: Option<u64>,
    },
    Cast {
        #[serde(flatten)]
        to: Target,
        act: OnCast,
        #[serde(default)]
        v: Value,
    },
    Info {
        #[serde(flatten)]
        to: Target,
        #[serde(default)]
        v: Value,
    },
    Stop {
        #[serde(flatten)]
        to: Target,
        #[serde(default = "Reason::normal")]
        reason: Reason,
    },
    Signal {
        who: String,
        reason: Reason,
    },
    Alive {
        #[serde(flatten)]
        to: Target,
    },
}

impl Script {
    pub(super) fn parse(scenario: &Value) -> Result<Self, Malformed> {
        let steps = steps(scenario, check)?;
        Ok(Self { steps })
    }
}

fn check<'a>(action: &'a Action, labels: &mut Labels<'a>) -> Result<(), Malformed> {
    match action {
        Action::Start(server) => {
            labels.made(&server.label);
            Ok(())
        }
        Action::Call { to, .. }
        | Action::CallLater { to, .. }
        | Action::Cast { to, .. }
        | Action::Info { to, .. }
        | Action::Stop { to, .. }
        | Action::Alive { to } => match to {
            Target { name: Some(_), .. } => Ok(()),
            Target { who: Some(who), .. } => labels.check(who),
            _ => Err(Malformed::new("there is neither `who` nor `name`")),
        },
        Action::Signal { who, .. } => labels.check(who),
    }
}
