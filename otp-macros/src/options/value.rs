//! The values that options take, judged one by one: words, durations, numbers, flags.

use std::time::Duration;

use proc_macro2::Span;
use syn::{Expr, ExprLit, Ident, Lit, LitStr, Type};

use super::{Entry, Value};
use crate::diagnostics::{Diagnostics, suggestion};

/// A number or a duration with the place where it is written.
#[derive(Clone)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// `significant` or `significant = true`.
pub(crate) fn flag(entry: &Entry, errors: &mut Diagnostics) -> bool {
    clear_flag(entry, errors).unwrap_or(false)
}

/// The same, or nothing where it cannot be read.
pub(super) fn clear_flag(entry: &Entry, errors: &mut Diagnostics) -> Option<bool> {
    match &entry.value {
        Value::None => Some(true),
        Value::Expr(expr) => match literal(expr) {
            Some(Lit::Bool(value)) => Some(value.value),
            _ => {
                let key = entry.key();
                errors.at(
                    expr,
                    format!("`{key}` takes no value, or `true` or `false`"),
                );
                None
            }
        },
        Value::Type(_) | Value::Path(_) => None,
    }
}

/// `id = "worker"`.
pub(crate) fn string(entry: &Entry, errors: &mut Diagnostics) -> Option<LitStr> {
    if let Value::Expr(expr) = &entry.value
        && let Some(Lit::Str(text)) = literal(expr)
    {
        return Some(text.clone());
    }
    let key = entry.key();
    wrong_kind(
        entry,
        format!("`{key}` takes a string: `{key} = \"..\"`"),
        errors,
    );
    None
}

/// A non-empty string.
pub(crate) fn filled_string(entry: &Entry, errors: &mut Diagnostics) -> Option<LitStr> {
    let text = string(entry, errors)?;
    if text.value().is_empty() {
        let key = entry.key();
        errors.at(
            &text,
            format!("`{key}` is empty; write a word, or remove the option"),
        );
        return None;
    }
    Some(text)
}

/// One of a few words, with the place where it is written.
pub(crate) fn word<T: Copy>(
    entry: &Entry,
    words: &[(&str, T)],
    errors: &mut Diagnostics,
) -> Option<Spanned<T>> {
    let key = entry.key();
    let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let text = match &entry.value {
        Value::Expr(expr) => match (literal(expr), path_word(expr)) {
            (Some(Lit::Str(text)), _) => text.clone(),
            (_, Some(bare)) => {
                // `restart = transient`, `restart = Restart::Transient`: the word is there, the quotes are not.
                let written = snake_case(&bare);
                let word = crate::diagnostics::closest(&written, &known).unwrap_or(known[0]);
                errors.at(
                    expr,
                    format!("`{key}` is written as a string: `{key} = \"{word}\"`"),
                );
                return None;
            }
            _ => {
                wrong_kind(
                    entry,
                    format!("`{key}` takes a word{}", suggestion("", &known)),
                    errors,
                );
                return None;
            }
        },
        _ => {
            wrong_kind(
                entry,
                format!("`{key}` takes a word{}", suggestion("", &known)),
                errors,
            );
            return None;
        }
    };
    let written = text.value();
    match words.iter().find(|(word, _)| *word == written) {
        Some((_, value)) => Some(Spanned {
            value: *value,
            span: text.span(),
        }),
        None => {
            let hint = suggestion(&written, &known);
            errors.at(&text, format!("unknown {key} `{written}`{hint}"));
            None
        }
    }
}

/// A whole number that fits `T`.
pub(crate) fn integer<T>(entry: &Entry, errors: &mut Diagnostics) -> Option<Spanned<T>>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    let key = entry.key();
    if let Value::Expr(expr) = &entry.value {
        if let Some(Lit::Int(number)) = literal(expr) {
            return match number.base10_parse::<T>() {
                Ok(value) => Some(Spanned {
                    value,
                    span: number.span(),
                }),
                Err(_) => {
                    errors.at(
                        number,
                        format!("`{key} = {number}` is out of range; write a smaller number"),
                    );
                    None
                }
            };
        }
        if let Expr::Unary(unary) = expr
            && matches!(unary.op, syn::UnOp::Neg(_))
        {
            errors.at(expr, format!("`{key}` is a count: it cannot be negative"));
            return None;
        }
    }
    wrong_kind(
        entry,
        format!("`{key}` takes a whole number: `{key} = 3`"),
        errors,
    );
    None
}

/// A duration such as `"5s"` or `"500ms"`, or the word `infinity` (`None`).
pub(crate) fn duration_or_infinity(
    entry: &Entry,
    errors: &mut Diagnostics,
) -> Option<Spanned<Option<Duration>>> {
    let key = entry.key();
    let Some(text) = duration_text(entry) else {
        wrong_kind(
            entry,
            format!("`{key}` takes a duration such as `\"5s\"`, or `\"infinity\"`"),
            errors,
        );
        return None;
    };
    if text.value() == "infinity" {
        return Some(Spanned {
            value: None,
            span: text.span(),
        });
    }
    let duration = parse_duration(&key, &text, &["infinity"], errors)?;
    Some(Spanned {
        value: Some(duration),
        span: text.span(),
    })
}

/// A duration such as `"5s"` or `"500ms"`.
pub(crate) fn duration(entry: &Entry, errors: &mut Diagnostics) -> Option<Duration> {
    let key = entry.key();
    match duration_text(entry) {
        Some(text) => parse_duration(&key, &text, &[], errors),
        None => {
            wrong_kind(
                entry,
                format!("`{key}` takes a duration such as `\"5s\"`"),
                errors,
            );
            None
        }
    }
}

/// A number of whole seconds, or a duration as a string: `max_seconds = 5`, `max_seconds = "500ms"`.
pub(crate) fn seconds(entry: &Entry, errors: &mut Diagnostics) -> Option<Spanned<Duration>> {
    let key = entry.key();
    if let Some(text) = duration_text(entry) {
        let value = parse_duration(&key, &text, &[], errors)?;
        return Some(Spanned {
            value,
            span: text.span(),
        });
    }
    if let Value::Expr(expr) = &entry.value
        && let Some(Lit::Int(number)) = literal(expr)
    {
        let seconds = integer::<u64>(entry, errors)?;
        return Some(Spanned {
            value: Duration::from_secs(seconds.value),
            span: number.span(),
        });
    }
    wrong_kind(
        entry,
        format!("`{key}` takes whole seconds or a duration: `{key} = 5`, `{key} = \"500ms\"`"),
        errors,
    );
    None
}

/// The type of `via = Type`.
pub(crate) fn named_type(entry: &Entry, errors: &mut Diagnostics) -> Option<Type> {
    if let Value::Type(ty) = &entry.value {
        return Some(ty.clone());
    }
    let key = entry.key();
    let named = match &entry.value {
        Value::Expr(expr) => match literal(expr) {
            Some(Lit::Str(text)) => text.parse::<Ident>().ok(),
            _ => None,
        },
        _ => None,
    };
    let named = named.map_or_else(|| "MyRegistry".to_owned(), |ident| ident.to_string());
    wrong_kind(
        entry,
        format!("`{key}` takes a type: `{key} = {named}`"),
        errors,
    );
    None
}

/// The expression of an option that takes any.
pub(crate) fn expression<'a>(entry: &'a Entry, errors: &mut Diagnostics) -> Option<&'a Expr> {
    if let Value::Expr(expr) = &entry.value {
        return Some(expr);
    }
    let key = entry.key();
    errors.at(&entry.name, format!("`{key}` has no value: `{key} = ..`"));
    None
}

/// The string of an option whose value is one.
pub(super) fn duration_text(entry: &Entry) -> Option<LitStr> {
    match &entry.value {
        Value::Expr(expr) => match literal(expr) {
            Some(Lit::Str(text)) => Some(text.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// Reads `"5s"`; `words` are the other values the option takes.
pub(super) fn parse_duration(
    key: &str,
    text: &LitStr,
    words: &[&str],
    errors: &mut Diagnostics,
) -> Option<Duration> {
    let written = text.value();
    match humantime::parse_duration(&written) {
        Ok(duration) => Some(duration),
        Err(_) => {
            let hint = match crate::diagnostics::closest(&written, words) {
                Some(word) => format!("did you mean `\"{word}\"`?"),
                None if written.parse::<u64>().is_ok() => {
                    format!("a duration has a unit: `\"{written}s\"` or `\"{written}ms\"`")
                }
                None => "write one such as `\"5s\"` or `\"500ms\"`".to_owned(),
            };
            errors.at(text, format!("{key} `{written}` is no duration; {hint}"));
            None
        }
    }
}

/// An error at the value, or at the name where there is no value (those of types and paths have readers of their own).
pub(crate) fn wrong_kind(entry: &Entry, message: String, errors: &mut Diagnostics) {
    match &entry.value {
        Value::Expr(expr) => errors.at(expr, message),
        Value::Type(ty) => errors.at(ty, message),
        Value::None | Value::Path(_) => errors.at(&entry.name, message),
    }
}

/// The literal behind the invisible brackets that a `macro_rules!` leaves.
pub(crate) fn literal(expr: &Expr) -> Option<&Lit> {
    match expr {
        Expr::Lit(ExprLit { lit, .. }) => Some(lit),
        Expr::Group(group) => literal(&group.expr),
        _ => None,
    }
}

fn path_word(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        Expr::Group(group) => path_word(&group.expr),
        _ => None,
    }
}

/// `OneForAll` as `one_for_all`.
fn snake_case(word: &str) -> String {
    let mut snake = String::new();
    for (index, letter) in word.chars().enumerate() {
        if letter.is_uppercase() && index > 0 {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}
