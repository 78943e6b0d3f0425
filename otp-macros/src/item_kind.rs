//! The item under an attribute: what kind it is, and the attributes of it that generated items share.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, GenericParam, Generics, Item};

use crate::diagnostics::Diagnostics;

/// The keyword that says what an item is, to underline, and its name in English.
pub(crate) fn keyword(item: &Item) -> (TokenStream, &'static str) {
    match item {
        Item::Const(item) => (item.const_token.to_token_stream(), "a constant"),
        Item::Enum(item) => (item.enum_token.to_token_stream(), "an enum"),
        Item::Fn(item) => (item.sig.fn_token.to_token_stream(), "a function"),
        Item::Impl(item) => (item.impl_token.to_token_stream(), "an impl block"),
        Item::Macro(item) => (item.mac.path.to_token_stream(), "a macro"),
        Item::Mod(item) => (item.mod_token.to_token_stream(), "a module"),
        Item::Static(item) => (item.static_token.to_token_stream(), "a static"),
        Item::Struct(item) => (item.struct_token.to_token_stream(), "a struct"),
        Item::Trait(item) => (item.trait_token.to_token_stream(), "a trait"),
        Item::Type(item) => (item.type_token.to_token_stream(), "a type alias"),
        Item::Union(item) => (item.union_token.to_token_stream(), "a union"),
        Item::Use(item) => (item.use_token.to_token_stream(), "an import"),
        item => (item.to_token_stream(), "something else"),
    }
}

/// The `#[cfg]`s of an item, which what is generated for it must carry too.
pub(crate) fn cfgs(attributes: &[Attribute]) -> Vec<Attribute> {
    named("cfg", attributes)
}

/// The `#[allow]`s of an item, for what is generated and may be warned of.
pub(crate) fn allows(attributes: &[Attribute]) -> Vec<Attribute> {
    named("allow", attributes)
}

fn named(name: &str, attributes: &[Attribute]) -> Vec<Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name))
        .cloned()
        .collect()
}

/// The doc comments, the `#[deprecated]` and the `#[allow]`s of a method, which its client method carries too.
pub(crate) fn docs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes
        .iter()
        .filter(|attribute| {
            let carried = ["doc", "deprecated", "allow"];
            carried.iter().any(|name| attribute.path().is_ident(name))
        })
        .cloned()
        .collect()
}

/// The macros that make a type a process, and the one on its block.
const MACROS: &[&str] = &[
    "gen_server",
    "supervisor",
    "dynamic_supervisor",
    "registry",
    "callbacks",
];

/// Takes off what would make the item something else beside, or the same twice.
pub(crate) fn take_others(item: &mut Item) -> Vec<Attribute> {
    let attributes = match item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        _ => return Vec::new(),
    };
    let (others, kept) = std::mem::take(attributes)
        .into_iter()
        .partition(|attribute| macro_name(attribute).is_some());
    *attributes = kept;
    others
}

fn macro_name(attribute: &Attribute) -> Option<String> {
    let segments = &attribute.path().segments;
    let is_ours = segments.len() == 1 || segments[0].ident == "otp_core";
    let name = segments.last()?.ident.to_string();
    (is_ours && MACROS.contains(&name.as_str())).then_some(name)
}

/// Refuses another macro of ours, or the same, on the item.
pub(crate) fn check_alone(own: &str, others: &[Attribute], errors: &mut Diagnostics) {
    for other in others {
        let Some(name) = macro_name(other) else {
            continue;
        };
        let message = if name == own {
            format!("two `#[{own}]` on one item; write the options in one")
        } else if name == "callbacks" || own == "callbacks" {
            "`#[callbacks]` goes on the impl block of a server, the others on a type; remove one of the two".to_owned()
        } else {
            format!(
                "`#[{own}]` and `#[{name}]` on one type, which is one kind of process; remove one of the two"
            )
        };
        errors.at(other.path(), message);
    }
}

/// Refuses lifetime parameters: what lives in a task of its own borrows from nobody.
pub(crate) fn check_owned(what: &str, generics: &Generics, errors: &mut Diagnostics) {
    for parameter in &generics.params {
        if let GenericParam::Lifetime(parameter) = parameter {
            errors.at(
                &parameter.lifetime,
                format!(
                    "{what} cannot borrow: it lives in a process of its own; let it own its data (`String`, `Arc<..>`)"
                ),
            );
        }
    }
}

/// Refuses every parameter, of a type that there is one of.
pub(crate) fn check_not_generic(what: &str, generics: &Generics, errors: &mut Diagnostics) {
    if !generics.params.is_empty() {
        let params = &generics.params;
        errors.at(
            quote!(#params),
            format!("{what} is reached through its type and takes no parameters"),
        );
    }
}
