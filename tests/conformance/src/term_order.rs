//! Erlang's order of terms, for JSON values as the recorder holds them: events and exits are sorted by it.

use std::cmp::Ordering;

use serde_json::{Map, Value};

/// Compares: numbers, then atoms, maps, lists and strings.
pub(crate) fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => match (a.as_i64(), b.as_i64()) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => f64::total_cmp(
                &a.as_f64().unwrap_or(f64::NAN),
                &b.as_f64().unwrap_or(f64::NAN),
            ),
        },
        (Value::Object(a), Value::Object(b)) => objects(a, b),
        (Value::Array(a), Value::Array(b)) => lists(a, b),
        (Value::String(a), Value::String(b)) => a.cmp(b),
        _ => rank(a).cmp(&rank(b)).then_with(|| atom(a).cmp(atom(b))),
    }
}

/// Sorts by the order.
pub(crate) fn sort(values: &mut [Value]) {
    values.sort_by(compare);
}

fn rank(value: &Value) -> u8 {
    match value {
        Value::Number(_) => 0,
        Value::Null | Value::Bool(_) => 1,
        Value::Object(_) => 2,
        Value::Array(_) => 3,
        Value::String(_) => 4,
    }
}

fn atom(value: &Value) -> &'static str {
    match value {
        Value::Null => "nil",
        Value::Bool(false) => "false",
        Value::Bool(true) => "true",
        _ => "",
    }
}

fn lists(a: &[Value], b: &[Value]) -> Ordering {
    let pairs = a.iter().zip(b).map(|(a, b)| compare(a, b));
    pairs
        .reduce(Ordering::then)
        .unwrap_or(Ordering::Equal)
        .then(a.len().cmp(&b.len()))
}

/// The smaller map first, then by keys, then by values; serde's keys are sorted.
fn objects(a: &Map<String, Value>, b: &Map<String, Value>) -> Ordering {
    let values = || {
        let pairs = a.values().zip(b.values()).map(|(a, b)| compare(a, b));
        pairs.reduce(Ordering::then).unwrap_or(Ordering::Equal)
    };
    a.len()
        .cmp(&b.len())
        .then_with(|| a.keys().cmp(b.keys()))
        .then_with(values)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_come_before_atoms_maps_lists_and_strings_as_in_erlang() {
        let sorted = [
            json!(-1),
            json!(2),
            json!(10),
            json!(false),
            json!(null),
            json!(true),
            json!({"b": 1}),
            json!({"a": 1, "b": 0}),
            json!([]),
            json!(["a", 1]),
            json!(["a", 1, 0]),
            json!(["a", {"shutdown": "x"}]),
            json!(["a", "boom"]),
            json!("a"),
            json!("ab"),
            json!("b"),
        ];
        for (i, a) in sorted.iter().enumerate() {
            for (j, b) in sorted.iter().enumerate() {
                assert_eq!(compare(a, b), i.cmp(&j), "{a} and {b}");
            }
        }
    }
}
