//! Scenarios of registries.

use serde::Deserialize;
use serde_json::Value;

use super::{Labels, Malformed, Step, steps, typed};

#[derive(Debug, Clone)]
pub(crate) struct Script {
    pub(crate) keys: Keys,
    pub(crate) partitions: usize,
    pub(crate) steps: Vec<Step<Action>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Keys {
    Unique,
    Duplicate,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(crate) enum Action {
    Spawn {
        #[serde(rename = "as")]
        label: String,
    },
    Register {
        who: String,
        key: String,
        #[serde(default)]
        value: Value,
    },
    Unregister {
        who: String,
        key: String,
    },
    Lookup {
        key: String,
    },
    Keys {
        who: String,
    },
    Values {
        who: String,
        key: String,
    },
    Count,
    Dispatch {
        key: String,
    },
    UpdateValue {
        who: String,
        key: String,
        by: i64,
    },
    Whereis {
        key: String,
    },
    Kill {
        who: String,
    },
    Finish {
        who: String,
    },
}

#[derive(Deserialize)]
struct Options {
    keys: Keys,
    partitions: Option<usize>,
}

impl Script {
    pub(super) fn parse(scenario: &Value) -> Result<Self, Malformed> {
        let Options { keys, partitions } = typed(scenario)?;
        let partitions = partitions.unwrap_or(1);
        if partitions == 0 {
            return Err(Malformed::new("a registry has at least one partition"));
        }
        let steps = steps(scenario, |action, labels| check(action, labels, keys))?;
        Ok(Self {
            keys,
            partitions,
            steps,
        })
    }
}

fn check<'a>(action: &'a Action, labels: &mut Labels<'a>, keys: Keys) -> Result<(), Malformed> {
    match action {
        Action::Spawn { label } => {
            labels.made(label);
            Ok(())
        }
        Action::Whereis { .. } | Action::UpdateValue { .. } if keys == Keys::Duplicate => {
            Err(Malformed::new("this needs unique keys"))
        }
        Action::Register { who, .. }
        | Action::Unregister { who, .. }
        | Action::Keys { who }
        | Action::Values { who, .. }
        | Action::UpdateValue { who, .. }
        | Action::Kill { who }
        | Action::Finish { who } => labels.check(who),
        Action::Lookup { .. }
        | Action::Count
        | Action::Dispatch { .. }
        | Action::Whereis { .. } => Ok(()),
    }
}
