//! What was seen after each step.

use serde::Serialize;
use serde_json::Value;

/// What one scenario showed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trace {
    /// The scenario's name.
    pub name: String,
    /// An entry a step.
    pub trace: Vec<Entry>,
}

/// What was seen between one step and the next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The step: its `do`.
    #[serde(rename = "do")]
    pub doing: String,
    /// What the step itself gave.
    pub result: Value,
    /// What the processes did, in order.
    pub events: Vec<Value>,
    /// `[label, incarnation, reason]` of each process that ended, sorted.
    pub exits: Vec<Value>,
}

impl Trace {
    /// As one line of JSON.
    pub fn to_json(&self) -> String {
        self.to_value().to_string()
    }

    /// As a value, to be compared with what was recorded.
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self).expect("strings and JSON values are JSON")
    }
}
