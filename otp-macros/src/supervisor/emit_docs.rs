//! Writes what the docs of a supervisor's type say of its tree: the strategy, and each child with what its field says.

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;
use syn::{Attribute, Meta, parse_quote};

use super::model::{AutoShutdown, Child, Model, Strategy};
use crate::doc_links::linked;
use crate::options::spec::Shutdown;
use crate::type_shape::written;

/// Lines of docs. A child that is there by a `#[cfg]` has its line by it too.
pub(super) fn docs(model: &Model) -> Vec<Attribute> {
    let mut docs = vec![line(&head(model), &[])];
    docs.extend(model.children.iter().map(|child| {
        let text = format!("1. {}", of_child(child, model));
        line(&text, &child.cfgs)
    }));
    docs
}

fn line(text: &str, cfgs: &[Attribute]) -> Attribute {
    let conditions: Vec<&TokenStream> = cfgs.iter().filter_map(condition).collect();
    if conditions.is_empty() {
        parse_quote!(#[doc = #text])
    } else {
        parse_quote!(#[cfg_attr(all(#(#conditions),*), doc = #text)])
    }
}

/// What is between the brackets of `#[cfg(..)]`.
fn condition(cfg: &Attribute) -> Option<&TokenStream> {
    match &cfg.meta {
        Meta::List(list) => Some(&list.tokens),
        _ => None,
    }
}

fn head(model: &Model) -> String {
    let strategy = match model.strategy {
        Strategy::OneForOne => "one_for_one",
        Strategy::OneForAll => "one_for_all",
        Strategy::RestForOne => "rest_for_one",
    };
    let (restarts, period) = (model.intensity.restarts, model.intensity.period);
    let end = match model.auto_shutdown {
        AutoShutdown::Never => "",
        AutoShutdown::AnySignificant => ", `auto_shutdown` any_significant",
        AutoShutdown::AllSignificant => ", `auto_shutdown` all_significant",
    };
    let children = if model.children.is_empty() {
        "nothing but what is added as it runs."
    } else {
        ""
    };
    format!(
        "\n\n# Tree\n\nStarts in this order, `{strategy}`, `max_restarts` {restarts} in {period:?}{end}:\n\n{children}"
    )
}

fn of_child(child: &Child, model: &Model) -> String {
    let overrides = &child.overrides;
    let mut text = format!(
        "`{}`: {}",
        child.ident.unraw(),
        linked(&child.ty, &model.generics)
    );
    if let Some(pool) = &child.pool {
        text += &format!(", a pool of `{}`", written(&pool.count));
    }
    if let Some(id) = &overrides.id {
        text += &format!(", id `{}`", id.value());
    }
    if let Some(restart) = overrides.restart {
        text += &format!(", {}", format!("{restart:?}").to_lowercase());
    }
    if let Some(shutdown) = &overrides.shutdown {
        text += &match shutdown.value {
            Shutdown::BrutalKill => ", shutdown brutal_kill".to_owned(),
            Shutdown::Timeout(time) => format!(", shutdown {time:?}"),
            Shutdown::Infinity => ", shutdown infinity".to_owned(),
        };
    }
    match overrides.significant {
        Some(true) => text += ", significant",
        Some(false) => text += ", not significant",
        None => {}
    }
    let after: Vec<String> = child
        .after
        .iter()
        .map(|name| format!("`{}`", name.unraw()))
        .collect();
    if !after.is_empty() {
        text += &format!(", after {}", after.join(" and "));
    }
    text
}
