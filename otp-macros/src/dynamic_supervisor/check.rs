//! The rules of `#[dynamic_supervisor]`.

use std::time::Duration;

use syn::{Expr, Fields, Item, Type};

use super::model::Model;
use crate::diagnostics::Diagnostics;
use crate::options::intensity::Intensity;
use crate::options::spec::{Restart, SpecOptions};
use crate::options::{OptionList, Value, value};
use crate::spec::Spec;
use crate::{item_kind, type_shape};

const OPTIONS: &[&str] = &[
    "max_restarts",
    "max_seconds",
    "kill_timeout",
    "max_children",
    "children",
    "restart",
    "shutdown",
    "id",
    "significant",
    "crate",
];

const EXPLAINED: &[(&str, &str)] = &[
    (
        "strategy",
        "its children are alone of their kind, always `one_for_one`",
    ),
    (
        "auto_shutdown",
        "its children are temporary guests, none of them significant",
    ),
    ("intensity", "did you mean `max_restarts`?"),
    ("period", "did you mean `max_seconds`?"),
];

/// The supervisor as far as it is clear; `None` on an item that cannot be one.
pub(super) fn check(spec: &Spec, errors: &mut Diagnostics) -> Option<Model> {
    let options = &spec.options;
    options.check_names_explained("dynamic_supervisor", OPTIONS, EXPLAINED, errors);
    item_kind::check_alone("dynamic_supervisor", &spec.others, errors);
    let Item::Struct(item) = &spec.item else {
        let (token, kind) = item_kind::keyword(&spec.item);
        errors.at(
            token,
            format!("`#[dynamic_supervisor]` goes on a struct without fields, not on {kind}"),
        );
        return None;
    };
    if !matches!(item.fields, Fields::Unit) && !item.fields.is_empty() {
        errors.at(
            &item.fields,
            "the children of a dynamic supervisor are started as it runs, and it has no fields; a tree of fields is `#[supervisor]`",
        );
    }
    item_kind::check_not_generic("a dynamic supervisor", &item.generics, errors);
    let intensity = Intensity::check(options, errors);
    let model = Model {
        crate_path: options.crate_path(errors),
        cfgs: item_kind::cfgs(&item.attrs),
        vis: item.vis.clone(),
        ident: item.ident.clone(),
        spec: SpecOptions::check(options, OPTIONS, Some(Restart::Permanent), errors),
        intensity: intensity.restarts,
        period: intensity.period,
        kill_timeout: kill_timeout(options, errors),
        max_children: max_children(options, errors),
        takes: takes(options, errors),
    };
    item.generics.params.is_empty().then_some(model)
}

fn kill_timeout(options: &OptionList, errors: &mut Diagnostics) -> Option<Duration> {
    value::duration(options.get("kill_timeout")?, errors)
}

/// A number, or a constant that holds one.
fn max_children(options: &OptionList, errors: &mut Diagnostics) -> Option<Expr> {
    let entry = options.get("max_children")?;
    let Value::Expr(expr) = &entry.value else {
        value::integer::<usize>(entry, errors);
        return None;
    };
    if let Expr::Path(_) | Expr::Block(_) = expr {
        return Some(expr.clone());
    }
    let count = value::integer::<usize>(entry, errors)?;
    if count.value == 0 {
        errors.at_span(
            count.span,
            "a dynamic supervisor of no children starts none; leave `max_children` out for as many as there are",
        );
        return None;
    }
    Some(expr.clone())
}

/// The types of servers: one, or several in brackets.
fn takes(options: &OptionList, errors: &mut Diagnostics) -> Option<Vec<Type>> {
    let entry = options.get("children")?;
    let types = match &entry.value {
        Value::Type(ty) => match type_shape::peel(ty) {
            Type::Tuple(tuple) => tuple.elems.iter().cloned().collect(),
            ty => vec![ty.clone()],
        },
        _ => Vec::new(),
    };
    let expected = "`children` takes the types of servers: `children = TodoServer`, `children = (TodoServer, Timer)`";
    if types.is_empty() {
        value::wrong_kind(entry, expected.to_owned(), errors);
    }
    let mut taken: Vec<Type> = Vec::new();
    for ty in types {
        if !matches!(type_shape::peel(&ty), Type::Path(_)) {
            errors.at(&ty, expected);
        } else if taken.iter().any(|other| type_shape::same(other, &ty)) {
            errors.at(
                &ty,
                "this type is in `children` already: remove one of the two",
            );
        } else {
            taken.push(ty);
        }
    }
    Some(taken)
}
