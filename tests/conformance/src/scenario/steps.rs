//! The steps of a scenario, whatever its kind.

use std::collections::HashSet;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Malformed, typed};

/// One step: its name, for the trace, and what it does.
#[derive(Debug, Clone)]
pub(crate) struct Step<A> {
    pub(crate) doing: String,
    pub(crate) action: A,
}

/// The labels that the steps so far have made.
#[derive(Debug, Default)]
pub(crate) struct Labels<'a>(HashSet<&'a str>);

impl<'a> Labels<'a> {
    pub(crate) fn made(&mut self, label: &'a str) {
        self.0.insert(label);
    }

    pub(crate) fn check(&self, label: &str) -> Result<(), Malformed> {
        if self.0.contains(label) {
            Ok(())
        } else {
            Err(Malformed::new(format!("no step before it made `{label}`")))
        }
    }
}

/// The steps of a scenario; `check` judges each, in order.
pub(crate) fn steps<A: DeserializeOwned>(
    scenario: &Value,
    check: impl for<'a> Fn(&'a A, &mut Labels<'a>) -> Result<(), Malformed>,
) -> Result<Vec<Step<A>>, Malformed> {
    let list = scenario["steps"]
        .as_array()
        .ok_or_else(|| Malformed::new("there is no list of `steps`"))?;
    let about = |index: usize| format!("step {} {}", index + 1, list[index]);
    let mut steps = Vec::with_capacity(list.len());
    for (index, value) in list.iter().enumerate() {
        let action = typed::<A>(value).map_err(|error| error.within(about(index)))?;
        let doing = value["do"].as_str().unwrap_or_default().to_owned();
        steps.push(Step { doing, action });
    }
    let mut labels = Labels::default();
    for (index, step) in steps.iter().enumerate() {
        check(&step.action, &mut labels).map_err(|error| error.within(about(index)))?;
    }
    Ok(steps)
}
