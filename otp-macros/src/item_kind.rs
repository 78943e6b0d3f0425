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
