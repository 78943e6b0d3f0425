//! Scenarios as they are written: one JSON object each, checked as far as it can be without playing it.

pub(crate) mod gen_server;
pub(crate) mod process;
pub(crate) mod registry;
mod steps;
pub(crate) mod supervision;

use std::error::Error;
use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) use steps::{Labels, Step, steps};

/// One scenario.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Its name, which its trace bears too.
    pub name: String,
    pub(crate) script: Script,
}

/// What is played, by kind.
#[derive(Debug, Clone)]
pub(crate) enum Script {
    Supervision(supervision::Script),
    Process(process::Script),
    Registry(registry::Script),
    GenServer(gen_server::Script),
}

/// Why something is no scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed(pub(crate) String);

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Malformed {}

impl Malformed {
    pub(crate) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }

    /// The same, with what it is about before it.
    pub(crate) fn within(self, what: impl fmt::Display) -> Self {
        Self(format!("{what}: {}", self.0))
    }
}

#[derive(Deserialize)]
struct Head {
    name: String,
    kind: String,
}

impl Scenario {
    /// Reads one line.
    ///
    /// # Errors
    ///
    /// It is no JSON, a field is missing or of the wrong type, or a step names a process that no step before it made.
    pub fn parse(line: &str) -> Result<Self, Malformed> {
        let value: Value =
            serde_json::from_str(line).map_err(|error| Malformed(format!("not JSON: {error}")))?;
        if !value.is_object() {
            return Err(Malformed::new("a scenario is a JSON object"));
        }
        let Head { name, kind } = typed(&value)?;
        let script = match kind.as_str() {
            "supervision" => supervision::Script::parse(&value).map(Script::Supervision),
            "process" => process::Script::parse(&value).map(Script::Process),
            "registry" => registry::Script::parse(&value).map(Script::Registry),
            "gen_server" => gen_server::Script::parse(&value).map(Script::GenServer),
            other => Err(Malformed(format!(
                "unknown kind `{other}`, expected supervision, process, registry or gen_server"
            ))),
        };
        match script {
            Ok(script) => Ok(Self { name, script }),
            Err(error) => Err(error.within(name)),
        }
    }
}

/// A value as a type, or why it is none.
pub(crate) fn typed<T: DeserializeOwned>(value: &Value) -> Result<T, Malformed> {
    T::deserialize(value).map_err(|error| Malformed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(line: &str) -> String {
        Scenario::parse(line).unwrap_err().to_string()
    }

    #[test]
    fn what_is_wrong_with_a_scenario_is_said() {
        for (line, says) in [
            ("{", "not JSON: EOF while parsing"),
            ("[]", "a scenario is a JSON object"),
            (r#"{"kind":"process","steps":[]}"#, "missing field `name`"),
            (r#"{"name":"x","kind":"agent"}"#, "unknown kind `agent`"),
            (
                r#"{"name":"x","kind":"process"}"#,
                "x: there is no list of `steps`",
            ),
            (
                r#"{"name":"x","kind":"process","steps":[{"do":"spawn","as":"a"},{"do":"jump"}]}"#,
                "x: step 2 {\"do\":\"jump\"}: unknown variant `jump`",
            ),
            (
                r#"{"name":"x","kind":"process","steps":[{"do":"exit","who":"a","reason":"boom"}]}"#,
                "no step before it made `a`",
            ),
            (
                r#"{"name":"x","kind":"process","steps":[{"do":"spawn","as":"a"},{"do":"exit","who":"a","reason":7}]}"#,
                "a reason is a word or",
            ),
            (
                r#"{"name":"x","kind":"registry","keys":"many","steps":[]}"#,
                "unknown variant `many`",
            ),
            (
                r#"{"name":"x","kind":"registry","keys":"duplicate","steps":[{"do":"whereis","key":"k"}]}"#,
                "needs unique keys",
            ),
            (
                r#"{"name":"x","kind":"gen_server","steps":[{"do":"alive"}]}"#,
                "neither `who` nor `name`",
            ),
            (
                r#"{"name":"x","kind":"supervision","steps":[]}"#,
                "there is no `tree`",
            ),
            (
                r#"{"name":"x","kind":"supervision","tree":{"kind":"supervisor","id":"r","strategy":"one_for_al"},"steps":[]}"#,
                "unknown variant `one_for_al`",
            ),
        ] {
            let said = error(line);
            assert!(said.contains(says), "{line}\n  {said}\n  {says}");
        }
    }
}
