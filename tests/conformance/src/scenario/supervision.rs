//! Scenarios of supervision trees.

use serde::Deserialize;
use serde_json::Value;

use super::{Malformed, Step, steps, typed};
use crate::reason::Reason;

#[derive(Debug, Clone)]
pub(crate) struct Script {
    pub(crate) tree: Child,
    pub(crate) steps: Vec<Step<Action>>,
}

/// A process of the tree, and how its supervisor treats it.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Value")]
pub(crate) struct Child {
    pub(crate) id: String,
    pub(crate) restart: Restart,
    pub(crate) shutdown: Option<Shutdown>,
    pub(crate) significant: bool,
    pub(crate) role: Role,
}

/// What every process of the tree has.
#[derive(Deserialize)]
struct AnyChild {
    id: String,
    #[serde(default)]
    kind: Kind,
    #[serde(default)]
    restart: Restart,
    shutdown: Option<Shutdown>,
    #[serde(default)]
    significant: bool,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Supervisor,
    Dynamic,
    #[default]
    Worker,
}

#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Restart {
    #[default]
    Permanent,
    Transient,
    Temporary,
}

/// `"infinity"`, `"brutal_kill"` or milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(untagged)]
#[serde(expecting = "a shutdown is \"brutal_kill\", \"infinity\" or milliseconds")]
pub(crate) enum Shutdown {
    After(u64),
    Word(ShutdownWord),
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ShutdownWord {
    Infinity,
    BrutalKill,
}

/// What a process of the tree is.
#[derive(Debug, Clone)]
pub(crate) enum Role {
    Supervisor(Supervisor),
    Dynamic(Dynamic),
    Worker(Worker),
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Supervisor {
    #[serde(default)]
    pub(crate) strategy: Strategy,
    #[serde(default = "three")]
    pub(crate) max_restarts: u32,
    #[serde(default = "five")]
    pub(crate) max_seconds: u64,
    #[serde(default)]
    pub(crate) auto_shutdown: AutoShutdown,
    #[serde(default)]
    pub(crate) children: Vec<Child>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Dynamic {
    #[serde(default = "three")]
    pub(crate) max_restarts: u32,
    #[serde(default = "five")]
    pub(crate) max_seconds: u64,
    pub(crate) max_children: Option<usize>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Worker {
    #[serde(default)]
    pub(crate) trap_exit: bool,
    /// What each start does; the last is for good.
    #[serde(default)]
    pub(crate) init: Vec<Init>,
    pub(crate) terminate: Option<Terminate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Strategy {
    #[default]
    OneForOne,
    OneForAll,
    RestForOne,
}

#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AutoShutdown {
    #[default]
    Never,
    AnySignificant,
    AllSignificant,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Init {
    Ok,
    Ignore,
    Fail,
    Crash,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Terminate {
    Ok,
    Slow,
    Crash,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(crate) enum Action {
    Exit {
        who: String,
        reason: Reason,
    },
    Signal {
        who: String,
        reason: Reason,
    },
    Wait {
        ms: u64,
    },
    StartChild {
        sup: String,
        child: Child,
    },
    TerminateChild {
        sup: String,
        who: String,
    },
    RestartChild {
        sup: String,
        who: String,
    },
    DeleteChild {
        sup: String,
        who: String,
    },
    WhichChildren {
        sup: String,
    },
    CountChildren {
        sup: String,
    },
    Stop {
        sup: String,
        #[serde(default = "Reason::normal")]
        reason: Reason,
    },
}

fn three() -> u32 {
    3
}

fn five() -> u64 {
    5
}

impl TryFrom<Value> for Child {
    type Error = Malformed;

    fn try_from(value: Value) -> Result<Self, Malformed> {
        let any: AnyChild = typed(&value)?;
        let role = match any.kind {
            Kind::Supervisor => typed(&value).map(Role::Supervisor),
            Kind::Dynamic => typed(&value).map(Role::Dynamic),
            Kind::Worker => typed(&value).map(Role::Worker),
        };
        Ok(Self {
            role: role.map_err(|error| error.within(&any.id))?,
            id: any.id,
            restart: any.restart,
            shutdown: any.shutdown,
            significant: any.significant,
        })
    }
}

impl Init {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Ignore => "ignore",
            Self::Fail => "fail",
            Self::Crash => "crash",
        }
    }
}

impl Worker {
    /// What the nth start does, counted from one.
    pub(crate) fn init(&self, incarnation: u32) -> Init {
        let index = usize::try_from(incarnation).unwrap_or(usize::MAX).max(1) - 1;
        let planned = self.init.get(index).or(self.init.last());
        planned.copied().unwrap_or(Init::Ok)
    }
}

impl Script {
    pub(super) fn parse(scenario: &Value) -> Result<Self, Malformed> {
        let tree = match &scenario["tree"] {
            Value::Null => return Err(Malformed::new("there is no `tree`")),
            tree => typed::<Child>(tree).map_err(|error| error.within("tree"))?,
        };
        if matches!(tree.role, Role::Worker(_)) {
            return Err(Malformed::new("tree: it is a supervisor or dynamic"));
        }
        // Labels are not checked: a supervisor is asked for children that it does not have. A tree that is only started
        // may have no steps at all.
        let steps = match &scenario["steps"] {
            Value::Null => Vec::new(),
            _ => steps(scenario, |_, _| Ok(()))?,
        };
        Ok(Self { tree, steps })
    }
}
