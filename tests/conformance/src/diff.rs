//! Where two traces differ, for people.

use std::fmt::Write;

use serde_json::Value;

/// Says where a trace differs from the recorded one: the first step at fault, with what was expected and what came.
/// Nothing if they are equal, value for value.
///
/// `scenario` is the scenario's line, for the content of the step.
pub fn difference(scenario: &Value, expected: &Value, got: &Value) -> Option<String> {
    if expected == got {
        return None;
    }
    let mut text = format!("{}:\n", shown(&scenario["name"]));
    let lists = (expected["trace"].as_array(), got["trace"].as_array());
    let (Some(expected_entries), Some(got_entries)) = lists else {
        field(&mut text, "trace", &expected["trace"], &got["trace"]);
        return Some(text);
    };
    let first = (0..expected_entries.len().max(got_entries.len()))
        .find(|&index| expected_entries.get(index) != got_entries.get(index));
    let Some(index) = first else {
        field(&mut text, "name", &expected["name"], &got["name"]);
        return Some(text);
    };
    let entry = |entries: &[Value]| entries.get(index).cloned().unwrap_or(Value::Null);
    let (expected, got) = (entry(expected_entries), entry(got_entries));
    let _ = writeln!(text, "  {}", step(scenario, index));
    for name in ["do", "result", "events", "exits"] {
        field(&mut text, name, &expected[name], &got[name]);
    }
    Some(text)
}

/// The step that an entry is about. A tree's start is an entry of its own, before the first step's.
fn step(scenario: &Value, entry: usize) -> String {
    let before = usize::from(scenario["kind"] == "supervision");
    match entry.checked_sub(before) {
        None => format!("start of {}", scenario["tree"]),
        Some(step) => format!("step {} {}", step + 1, scenario["steps"][step]),
    }
}

fn field(text: &mut String, name: &str, expected: &Value, got: &Value) {
    if expected != got {
        let _ = writeln!(text, "    {name}: expected {expected}");
        let _ = writeln!(
            text,
            "    {:width$}  got      {got}",
            "",
            width = name.len()
        );
    }
}

fn shown(name: &Value) -> &str {
    name.as_str().unwrap_or("a scenario without a name")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn trace(result: &str) -> Value {
        let entry = json!({ "do": "exit", "result": result, "events": [], "exits": [] });
        let start = json!({ "do": "start", "result": "ok", "events": [], "exits": [] });
        json!({ "name": "x", "trace": [start, entry] })
    }

    #[test]
    fn a_difference_shows_the_step_and_the_field_at_fault() {
        let scenario =
            json!({ "name": "x", "kind": "supervision", "steps": [{ "do": "exit", "who": "a" }] });
        assert_eq!(difference(&scenario, &trace("ok"), &trace("ok")), None);
        assert_eq!(
            difference(&scenario, &trace("ok"), &trace("ignore")).as_deref(),
            Some(
                "x:\n  step 1 {\"do\":\"exit\",\"who\":\"a\"}\n    result: expected \"ok\"\n            got      \"ignore\"\n"
            )
        );
    }

    #[test]
    fn a_trace_that_ends_early_differs_at_its_first_missing_entry() {
        let scenario =
            json!({ "name": "x", "kind": "process", "steps": [{ "do": "a" }, { "do": "b" }] });
        let mut short = trace("ok");
        short["trace"].as_array_mut().unwrap().pop();
        let text = difference(&scenario, &trace("ok"), &short).unwrap();
        assert!(
            text.contains(
                "step 2 {\"do\":\"b\"}\n    do: expected \"exit\"\n        got      null"
            ),
            "{text}"
        );
    }
}
