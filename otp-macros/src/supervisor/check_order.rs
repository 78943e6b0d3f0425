//! The rules about the order of children: `#[child(after = ..)]`, and that a tree has an end.

use quote::ToTokens as _;
use syn::{Expr, Ident, Type};

use super::model::Child;
use super::spec::Field;
use crate::diagnostics::{Diagnostics, suggestion};
use crate::options::{Entry, OptionList, Value, value};
use crate::type_shape;

/// The names in `after = database` or `after = (database, cache)`.
pub(super) fn names(options: &OptionList, errors: &mut Diagnostics) -> Vec<Ident> {
    let Some(entry) = options.get("after") else {
        return Vec::new();
    };
    let names = match &entry.value {
        Value::Expr(Expr::Tuple(tuple)) => tuple.elems.iter().map(name).collect(),
        Value::Expr(Expr::Array(array)) => array.elems.iter().map(name).collect(),
        Value::Expr(expr) => name(expr).map(|name| vec![name]),
        _ => None,
    };
    names.unwrap_or_else(|| {
        refuse_value(entry, errors);
        Vec::new()
    })
}

fn refuse_value(entry: &Entry, errors: &mut Diagnostics) {
    value::wrong_kind(
        entry,
        "`after` takes the names of siblings: `after = database`, `after = (database, cache)`"
            .to_owned(),
        errors,
    );
}

fn name(expr: &Expr) -> Option<Ident> {
    match expr {
        Expr::Path(path) => path.path.get_ident().cloned(),
        Expr::Paren(paren) => name(&paren.expr),
        Expr::Group(group) => name(&group.expr),
        _ => None,
    }
}

/// Each child starts after those that it says it does: the fields are in that order.
pub(super) fn check(children: &[Child], errors: &mut Diagnostics) {
    for (index, child) in children.iter().enumerate() {
        for name in &child.after {
            let ident = &child.ident;
            match children.iter().position(|other| other.ident == *name) {
                None => {
                    let known: Vec<String> = children
                        .iter()
                        .filter(|other| other.ident != *ident)
                        .map(|other| other.ident.to_string())
                        .collect();
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    let hint = match known.as_slice() {
                        [] => String::new(),
                        known => suggestion(&name.to_string(), known),
                    };
                    errors.at(name, format!("no child `{name}` in this supervisor{hint}"));
                }
                Some(place) if place == index => {
                    errors.at(name, "a child cannot start after itself; remove the name from `after`");
                }
                Some(place) if place > index && leads_to(children, place, index) => errors.at(
                    name,
                    format!("a cycle: `{ident}` starts after `{name}`, which starts after `{ident}`; remove one of the two"),
                ),
                Some(place) if place > index => errors.at(
                    name,
                    format!("`{ident}` starts before `{name}`, as children start in the order of their fields; put the field `{ident}` below `{name}`"),
                ),
                Some(_) => {}
            }
        }
    }
}

/// Whether a child starts after another, directly or through others.
fn leads_to(children: &[Child], from: usize, to: usize) -> bool {
    let mut seen = vec![from];
    let mut next = 0;
    while let Some(place) = seen.get(next).copied() {
        if place == to {
            return true;
        }
        let after = children[place].after.iter();
        for found in after.filter_map(|name| children.iter().position(|other| other.ident == *name))
        {
            if !seen.contains(&found) {
                seen.push(found);
            }
        }
        next += 1;
    }
    false
}

/// Whether a field is of the supervisor's own type.
pub(super) fn is_itself(ty: &Type, ident: &Ident) -> bool {
    match type_shape::peel(ty) {
        Type::Path(path) if path.qself.is_none() => {
            path.path.segments.last().is_some_and(|segment| {
                path.path.segments.len() == 1
                    && (segment.ident == *ident || segment.ident == "Self")
            })
        }
        _ => false,
    }
}

pub(super) fn refuse_itself(field: &Field, ident: &Ident, errors: &mut Diagnostics) {
    errors.at(
        field.ty.to_token_stream(),
        format!("a supervisor that contains itself has no end: `{ident}` cannot be a child of `{ident}`; remove the field"),
    );
}
