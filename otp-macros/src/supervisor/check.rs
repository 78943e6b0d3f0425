//! The rules of `#[supervisor]` about the supervisor itself and its children together.

use std::time::Duration;

use syn::{Fields, Ident, Item, ItemStruct, Lit};

use super::check_child::{self, Checked};
use super::check_order;
use super::model::{AutoShutdown, Child, Model, Places, Strategy};
use super::spec::Spec;
use crate::diagnostics::Diagnostics;
use crate::options::intensity::Intensity;
use crate::options::spec::{Restart, SpecOptions};
use crate::options::value::{self, Spanned};
use crate::options::{Entry, OptionList, Value};
use crate::{item_kind, type_shape};

const OPTIONS: &[&str] = &[
    "strategy",
    "max_restarts",
    "max_seconds",
    "kill_timeout",
    "auto_shutdown",
    "restart",
    "shutdown",
    "id",
    "significant",
    "root",
    "crate",
];

const EXPLAINED: &[(&str, &str)] = &[
    ("intensity", "did you mean `max_restarts`?"),
    ("period", "did you mean `max_seconds`?"),
    (
        "max_children",
        "did you mean `#[dynamic_supervisor]`? The children of this one are its fields",
    ),
    (
        "name",
        "a supervisor is found by its type: `System::which_children()`",
    ),
    (
        "children",
        "its children are its fields, started in their order",
    ),
    (
        "count",
        "it is of a child: `#[child(count = ..)]` on the field",
    ),
    (
        "args",
        "it is of a child: `#[child(args = ..)]` on the field",
    ),
    (
        "after",
        "it is of a child: `#[child(after = ..)]` on the field",
    ),
];

const STRATEGIES: &[(&str, Strategy)] = &[
    ("one_for_one", Strategy::OneForOne),
    ("one_for_all", Strategy::OneForAll),
    ("rest_for_one", Strategy::RestForOne),
];

const AUTO_SHUTDOWNS: &[(&str, AutoShutdown)] = &[
    ("never", AutoShutdown::Never),
    ("any_significant", AutoShutdown::AnySignificant),
    ("all_significant", AutoShutdown::AllSignificant),
];

/// The supervisor as far as it is clear; `None` on an item that cannot be one.
pub(super) fn check(spec: &Spec, errors: &mut Diagnostics) -> Option<Model> {
    let options = &spec.options;
    options.check_names_explained("supervisor", OPTIONS, EXPLAINED, errors);
    item_kind::check_alone("supervisor", &spec.others, errors);
    let item = declaration(&spec.item, errors)?;
    item_kind::check_owned("a supervisor", &item.generics, errors);
    let has_lifetimes = item.generics.lifetimes().next().is_some();
    let strategy = options
        .get("strategy")
        .and_then(|entry| strategy(entry, errors));
    let auto_shutdown = options
        .get("auto_shutdown")
        .and_then(|entry| value::word(entry, AUTO_SHUTDOWNS, errors));
    let root = options
        .get("root")
        .is_some_and(|entry| value::flag(entry, errors));

    let mut args = Vec::new();
    let mut children = Vec::new();
    // What auto_shutdown could not be read as is reported once, there.
    let unclear = options.get("auto_shutdown").is_some() && auto_shutdown.is_none();
    let may_end = unclear
        || auto_shutdown
            .as_ref()
            .is_some_and(|value| value.value != AutoShutdown::Never);
    for field in &spec.fields {
        if field.arg.is_empty() && check_order::is_itself(&field.ty, &item.ident) {
            check_order::refuse_itself(field, &item.ident, errors);
            continue;
        }
        match check_child::field(field, may_end, has_lifetimes, errors) {
            Some(Checked::Argument(argument)) => args.push(*argument),
            Some(Checked::Child(child)) => children.push(*child),
            None => {}
        }
    }
    check_ids(&children, errors);
    check_order::check(&children, errors);
    check_auto_shutdown(auto_shutdown.as_ref(), &children, errors);
    let model = Model {
        crate_path: options.crate_path(errors),
        cfgs: item_kind::cfgs(&item.attrs),
        allows: item_kind::allows(&item.attrs),
        vis: item.vis.clone(),
        ident: item.ident.clone(),
        generics: item.generics.clone(),
        spec: SpecOptions::check(options, OPTIONS, Some(Restart::Permanent), errors),
        places: places(strategy.as_ref(), options, &item.ident),
        strategy: strategy.map_or(Strategy::OneForOne, |strategy| strategy.value),
        intensity: Intensity::check(options, errors),
        kill_timeout: kill_timeout(options, errors),
        auto_shutdown: auto_shutdown.map_or(AutoShutdown::Never, |value| value.value),
        root,
        args,
        children,
    };
    (!has_lifetimes).then_some(model)
}

fn places(strategy: Option<&Spanned<Strategy>>, options: &OptionList, ident: &Ident) -> Places {
    let written = |name| options.get(name).map(|entry| entry.name.span());
    Places {
        strategy: strategy.map_or(ident.span(), |strategy| strategy.span),
        restarts: written("max_restarts")
            .or_else(|| written("max_seconds"))
            .unwrap_or_else(|| ident.span()),
    }
}

/// One of the three; the fourth that OTP once had is a macro of its own.
fn strategy(entry: &Entry, errors: &mut Diagnostics) -> Option<Spanned<Strategy>> {
    if let Value::Expr(expr) = &entry.value
        && let Some(Lit::Str(text)) = value::literal(expr)
        && text.value() == "simple_one_for_one"
    {
        errors.at(
            text,
            "children of one kind that are started on demand are `#[dynamic_supervisor]`",
        );
        return None;
    }
    value::word(entry, STRATEGIES, errors)
}

fn kill_timeout(options: &OptionList, errors: &mut Diagnostics) -> Option<Duration> {
    value::duration(options.get("kill_timeout")?, errors)
}

/// A struct with named fields, or none.
fn declaration<'a>(item: &'a Item, errors: &mut Diagnostics) -> Option<&'a ItemStruct> {
    let Item::Struct(item) = item else {
        let (token, kind) = item_kind::keyword(item);
        errors.at(
            token,
            format!(
                "`#[supervisor]` goes on a struct whose fields are the children, not on {kind}"
            ),
        );
        return None;
    };
    if let Fields::Unnamed(fields) = &item.fields {
        errors.at(
            fields,
            "the children of a supervisor are named fields: `struct System { database: Database, cache: Cache }`",
        );
        return None;
    }
    Some(item)
}

/// The id of a child is the one of its type, unless the field gives another.
fn check_ids(children: &[Child], errors: &mut Diagnostics) {
    for (index, child) in children.iter().enumerate() {
        if child.pool.is_some() {
            continue;
        }
        for other in &children[..index] {
            let exclusive = !child.cfgs.is_empty() && !other.cfgs.is_empty();
            if exclusive || other.pool.is_some() {
                continue;
            }
            match (&child.overrides.id, &other.overrides.id) {
                (Some(id), Some(first)) if id.value() == first.value() => errors.at(
                    id,
                    format!(
                        "duplicate child id `{}`: `{}` has it already; ids are unique among siblings",
                        id.value(),
                        other.ident
                    ),
                ),
                (None, None) if type_shape::same(&child.ty, &other.ty) => errors.at(
                    &child.ty,
                    format!(
                        "duplicate child id: `{}` is of this type too, and both have the type's id; give one `#[child(id = \"{}\")]`",
                        other.ident, child.ident
                    ),
                ),
                _ => continue,
            }
            break;
        }
    }
}

/// Auto shutdown waits for the end of a significant child, so there must be one. A child's type can say so itself, which
/// cannot be seen here: only children that are surely not significant are none.
fn check_auto_shutdown(
    auto_shutdown: Option<&Spanned<AutoShutdown>>,
    children: &[Child],
    errors: &mut Diagnostics,
) {
    let Some(written) = auto_shutdown.filter(|value| value.value != AutoShutdown::Never) else {
        return;
    };
    let may_be_significant = |child: &Child| {
        match child.overrides.significant {
            // Of one that is permanent too, that is told.
            Some(significant) => significant,
            None => child.overrides.restart != Some(Restart::Permanent),
        }
    };
    if !children.iter().any(may_be_significant) {
        errors.at_span(
            written.span,
            "auto_shutdown waits for the end of a significant child, and there is none; mark one \
             `#[child(significant, restart = \"transient\")]`, or remove `auto_shutdown`",
        );
    }
}
