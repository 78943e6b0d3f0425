//! The rule about restart counts on what is restarted: they are the supervisor's, and of a temporary child there are none.

use syn::Lit;

use super::{OptionList, Value, value};

/// What to say of `max_restarts` and `max_seconds` on a server or a child.
pub(crate) fn misplaced(options: &OptionList) -> &'static [(&'static str, &'static str)] {
    if is_temporary(options) {
        &[
            (
                "max_restarts",
                "a temporary child is never restarted, so there is nothing to count; remove the option",
            ),
            (
                "max_seconds",
                "a temporary child is never restarted, so there is no time to count in; remove the option",
            ),
        ]
    } else {
        &[
            (
                "max_restarts",
                "restarts are counted by its supervisor, `#[supervisor(max_restarts = ..)]`",
            ),
            (
                "max_seconds",
                "restarts are counted by its supervisor, `#[supervisor(max_seconds = ..)]`",
            ),
        ]
    }
}

fn is_temporary(options: &OptionList) -> bool {
    match options.get("restart").map(|entry| &entry.value) {
        Some(Value::Expr(expr)) => {
            matches!(value::literal(expr), Some(Lit::Str(text)) if text.value() == "temporary")
        }
        _ => false,
    }
}
