//! What every macro keeps to, whatever it is given: it does not panic, what it writes is Rust, and the item is still there.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{ImplItem, Item};

use crate::{callbacks, dynamic_supervisor, gen_server, mark, registry, supervisor};

pub(crate) type Macro = fn(TokenStream, TokenStream) -> TokenStream;

pub(crate) const ALL: &[Macro] = &[
    gen_server::expand,
    callbacks::expand,
    supervisor::expand,
    dynamic_supervisor::expand,
    registry::expand,
    crate::test::expand,
    |_, item| mark::expand("call", item),
];

/// # Panics
/// The macro does not keep to it.
pub(crate) fn check(expand: Macro, options: TokenStream, item: TokenStream) {
    let source = format!("#[..({options})] {item}");
    let run = AssertUnwindSafe(|| expand(options, item.clone()));
    let Ok(emitted) = catch_unwind(run) else {
        panic!("a panic on {source}");
    };
    let Ok(written) = syn::parse2::<Item>(item.clone()) else {
        // What is no Rust is handed on as it is.
        let (emitted, item) = (emitted.to_string(), item.to_string());
        assert!(emitted.starts_with(&item), "lost the item of {source}");
        return;
    };
    let text = emitted.to_string();
    let file = match syn::parse2::<syn::File>(emitted) {
        Ok(file) => file,
        Err(error) => panic!("{error} in what {source} gives: {text}"),
    };
    let name = name(&written);
    let parts = parts(&written);
    let is_there = |item: &Item| self::name(item) == name && self::parts(item).is_superset(&parts);
    assert!(
        file.items.iter().any(is_there),
        "lost the item of {source}, or a part of it: {text}"
    );
}

/// What an item is known by.
fn name(item: &Item) -> Option<String> {
    let tokens = match item {
        Item::Struct(item) => item.ident.to_token_stream(),
        Item::Enum(item) => item.ident.to_token_stream(),
        Item::Fn(item) => item.sig.ident.to_token_stream(),
        Item::Impl(item) => item.self_ty.to_token_stream(),
        _ => return None,
    };
    Some(tokens.to_string())
}

/// The names of what is in an item: its fields, variants or functions.
fn parts(item: &Item) -> BTreeSet<String> {
    match item {
        Item::Struct(item) => item
            .fields
            .iter()
            .filter_map(|field| field.ident.as_ref())
            .map(ToString::to_string)
            .collect(),
        Item::Enum(item) => item
            .variants
            .iter()
            .map(|variant| variant.ident.to_string())
            .collect(),
        Item::Impl(item) => item
            .items
            .iter()
            .filter_map(|item| match item {
                ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
                _ => None,
            })
            .collect(),
        _ => BTreeSet::new(),
    }
}
