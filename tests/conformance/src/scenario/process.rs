//! Scenarios of bare processes.

use serde::Deserialize;
use serde_json::Value;

use super::{Labels, Malformed, Step, steps};
use crate::reason::Reason;

#[derive(Debug, Clone)]
pub(crate) struct Script {
    pub(crate) steps: Vec<Step<Action>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(crate) enum Action {
    Spawn {
        #[serde(rename = "as")]
        label: String,
        #[serde(default)]
        trap_exit: bool,
        link_to: Option<String>,
    },
    Link {
        from: String,
        to: String,
    },
    Unlink {
        from: String,
        to: String,
    },
    Monitor {
        from: String,
        to: String,
        #[serde(rename = "as")]
        name: String,
    },
    Demonitor {
        from: String,
        #[serde(rename = "as")]
        name: String,
    },
    TrapExit {
        who: String,
        on: bool,
    },
    Signal {
        from: String,
        to: String,
        reason: Reason,
    },
    Exit {
        who: String,
        reason: Reason,
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
        Action::Spawn { label, link_to, .. } => {
            if let Some(other) = link_to {
                labels.check(other)?;
            }
            labels.made(label);
            Ok(())
        }
        Action::Link { from, to }
        | Action::Unlink { from, to }
        | Action::Monitor { from, to, .. }
        | Action::Signal { from, to, .. } => labels.check(from).and(labels.check(to)),
        Action::Demonitor { from: who, .. }
        | Action::TrapExit { who, .. }
        | Action::Exit { who, .. } => labels.check(who),
    }
}
