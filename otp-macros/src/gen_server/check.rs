//! The rules of `#[gen_server]`.

use syn::{Expr, Generics, Ident, Item, Lit, Visibility, parse_quote};

use super::model::{CallTimeout, Mailbox, Model, Naming};
use crate::diagnostics::Diagnostics;
use crate::item_kind;
use crate::options::spec::{Restart, SpecOptions};
use crate::options::{OptionList, Value, check_count, value};
use crate::spec::Spec;

/// Every option, in the order in which the docs list them.
const OPTIONS: &[&str] = &[
    "restart",
    "shutdown",
    "id",
    "significant",
    "name",
    "via",
    "mailbox",
    "call_timeout",
    "trap_exit",
    "blocking",
    "debug_state",
    "crate",
];

const EXPLAINED: &[(&str, &str)] = &[
    ("timeout", "did you mean `call_timeout`?"),
    ("registry", "did you mean `via`?"),
    (
        "strategy",
        "a strategy is its supervisor's, `#[supervisor(strategy = ..)]`",
    ),
    (
        "hibernate_after",
        "there is nothing to hibernate: an idle server is a few hundred bytes",
    ),
];

/// The server as far as it is clear; `None` on an item that cannot be one. Options at fault count as not written.
pub(super) fn check(spec: &Spec, errors: &mut Diagnostics) -> Option<Model> {
    let options = &spec.options;
    let explained = [EXPLAINED, check_count::misplaced(options)].concat();
    options.check_names_explained("gen_server", OPTIONS, &explained, errors);
    item_kind::check_alone("gen_server", &spec.others, errors);
    let (vis, ident, generics) = state(&spec.item, errors)?;
    item_kind::check_owned("a server", generics, errors);
    let has_lifetimes = generics.lifetimes().next().is_some();
    let model = Model {
        crate_path: options.crate_path(errors),
        cfgs: item_kind::cfgs(attributes(&spec.item)),
        vis: vis.clone(),
        ident: ident.clone(),
        generics: generics.clone(),
        fields: fields(&spec.item),
        spec: SpecOptions::check(options, OPTIONS, Some(Restart::Permanent), errors),
        name: naming(options, errors),
        mailbox: mailbox(options, errors),
        call_timeout: call_timeout(options, errors),
        trap_exit: flag(options, "trap_exit", errors),
        blocking: flag(options, "blocking", errors),
        debug_state: flag(options, "debug_state", errors),
    };
    // A client of a state that borrows would be an error of rustc's in code that nobody wrote.
    (!has_lifetimes).then_some(model)
}

/// A struct or an enum.
fn state<'a>(
    item: &'a Item,
    errors: &mut Diagnostics,
) -> Option<(&'a Visibility, &'a Ident, &'a Generics)> {
    match item {
        Item::Struct(item) => Some((&item.vis, &item.ident, &item.generics)),
        Item::Enum(item) => Some((&item.vis, &item.ident, &item.generics)),
        item => {
            let (token, kind) = item_kind::keyword(item);
            let hint = match item {
                Item::Impl(_) => "; the block with the operations takes `#[callbacks]`",
                _ => "",
            };
            errors.at(
                token,
                format!("`#[gen_server]` goes on the struct or enum that is the server's state, not on {kind}{hint}"),
            );
            None
        }
    }
}

fn attributes(item: &Item) -> &[syn::Attribute] {
    match item {
        Item::Struct(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        _ => &[],
    }
}

/// The types in a state. Those of fields that may not be there are left out.
fn fields(item: &Item) -> Vec<syn::Type> {
    let fields: Vec<&syn::Field> = match item {
        Item::Struct(item) => item.fields.iter().collect(),
        Item::Enum(item) => item
            .variants
            .iter()
            .filter(|variant| item_kind::cfgs(&variant.attrs).is_empty())
            .flat_map(|variant| variant.fields.iter())
            .collect(),
        _ => Vec::new(),
    };
    fields
        .into_iter()
        .filter(|field| item_kind::cfgs(&field.attrs).is_empty())
        .map(|field| field.ty.clone())
        .collect()
}

fn flag(options: &OptionList, name: &str, errors: &mut Diagnostics) -> bool {
    options
        .get(name)
        .is_some_and(|entry| value::flag(entry, errors))
}

/// `name` and `via` are two ways to be found, and a server takes one.
fn naming(options: &OptionList, errors: &mut Diagnostics) -> Naming {
    let own = options.get("name").map(|entry| match &entry.value {
        Value::None => Naming::OfType,
        _ => value::filled_string(entry, errors).map_or(Naming::OfType, Naming::Text),
    });
    let Some(via) = options.get("via") else {
        return own.unwrap_or(Naming::Free);
    };
    let registry = value::named_type(via, errors);
    if own.is_some() {
        errors.at(
            &via.name,
            "a server has one name: `name` is for the only one of its kind, `via` for many of a kind; remove one",
        );
    }
    let registry = registry.filter(|_| own.is_none()).unwrap_or_else(|| {
        // One is there, so that neither a `#[key]` nor the lack of it is an error too.
        let path = options.crate_path(&mut Diagnostics::new());
        let otp = path.tokens();
        parse_quote!(#otp::UnclearRegistry)
    });
    Naming::Via(Box::new(registry))
}

/// A number of messages, or a constant that holds one.
fn mailbox(options: &OptionList, errors: &mut Diagnostics) -> Mailbox {
    let Some(entry) = options.get("mailbox") else {
        return Mailbox::Unbounded;
    };
    if let Value::Expr(expr @ (Expr::Path(_) | Expr::Block(_))) = &entry.value {
        return Mailbox::Bounded(Box::new(expr.clone()));
    }
    if let Value::Expr(expr) = &entry.value
        && let Some(Lit::Str(text)) = value::literal(expr)
        && text.value() == "unbounded"
    {
        errors.at(
            text,
            "a mailbox is unbounded unless `mailbox` gives its size: remove the option",
        );
        return Mailbox::Unbounded;
    }
    match value::integer::<usize>(entry, errors) {
        Some(size) if size.value == 0 => {
            errors.at_span(
                size.span,
                "a mailbox that holds nothing takes no message; write at least 1",
            );
            Mailbox::Unbounded
        }
        Some(_) => match &entry.value {
            Value::Expr(expr) => Mailbox::Bounded(Box::new(expr.clone())),
            _ => Mailbox::Unbounded,
        },
        None => Mailbox::Unbounded,
    }
}

fn call_timeout(options: &OptionList, errors: &mut Diagnostics) -> Option<CallTimeout> {
    let entry = options.get("call_timeout")?;
    let timeout = value::duration_or_infinity(entry, errors)?;
    Some(match timeout.value {
        Some(time) => CallTimeout::After(time),
        None => CallTimeout::Infinity,
    })
}
