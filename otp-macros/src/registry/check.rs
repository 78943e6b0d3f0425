//! The rules of `#[registry]`.

use syn::{Expr, Item};

use super::model::{Keys, Model};
use crate::diagnostics::Diagnostics;
use crate::item_kind;
use crate::options::spec::{Restart, SpecOptions};
use crate::options::{OptionList, Value, value};
use crate::spec::Spec;

const OPTIONS: &[&str] = &["keys", "partitions", "restart", "shutdown", "id", "crate"];

const EXPLAINED: &[(&str, &str)] = &[
    (
        "name",
        "a registry is found by its type: `#[gen_server(via = ..)]`",
    ),
    ("kind", "did you mean `keys`?"),
];

/// The registry as far as it is clear; `None` on an item that cannot be one.
pub(super) fn check(spec: &Spec, errors: &mut Diagnostics) -> Option<Model> {
    let options = &spec.options;
    options.check_names_explained("registry", OPTIONS, EXPLAINED, errors);
    item_kind::check_alone("registry", &spec.others, errors);
    let Item::Struct(item) = &spec.item else {
        let (token, kind) = item_kind::keyword(&spec.item);
        errors.at(
            token,
            format!("`#[registry]` goes on a struct without fields, not on {kind}"),
        );
        return None;
    };
    if !item.fields.is_empty() {
        errors.at(
            &item.fields,
            "a registry is reached through its type and has no fields",
        );
    }
    item_kind::check_not_generic("a registry", &item.generics, errors);
    let model = Model {
        crate_path: options.crate_path(errors),
        cfgs: item_kind::cfgs(&item.attrs),
        vis: item.vis.clone(),
        ident: item.ident.clone(),
        spec: SpecOptions::check(options, OPTIONS, Some(Restart::Permanent), errors),
        keys: keys(spec, errors),
        partitions: partitions(options, errors),
    };
    item.generics.params.is_empty().then_some(model)
}

/// `keys` must be written, as in Elixir: neither kind is the usual one.
fn keys(spec: &Spec, errors: &mut Diagnostics) -> Keys {
    const KEYS: &[(&str, Keys)] = &[("unique", Keys::Unique), ("duplicate", Keys::Duplicate)];
    match spec.options.get("keys") {
        Some(entry) => value::word(entry, KEYS, errors).map_or(Keys::Unique, |keys| keys.value),
        None => {
            if let Item::Struct(item) = &spec.item
                && spec.options.malformed.is_empty()
            {
                errors.at(
                    &item.ident,
                    "a registry needs its kind of keys: `#[registry(keys = \"unique\")]` or `keys = \"duplicate\"`",
                );
            }
            Keys::Unique
        }
    }
}

/// A number, or a constant that holds one.
fn partitions(options: &OptionList, errors: &mut Diagnostics) -> Option<Expr> {
    let entry = options.get("partitions")?;
    let Value::Expr(expr) = &entry.value else {
        value::integer::<usize>(entry, errors);
        return None;
    };
    if let Expr::Path(_) | Expr::Block(_) = expr {
        return Some(expr.clone());
    }
    let count = value::integer::<usize>(entry, errors)?;
    if count.value == 0 {
        errors.at_span(count.span, "a registry has at least 1 partition");
        return None;
    }
    Some(expr.clone())
}
