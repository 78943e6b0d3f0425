//! Writes a server's messages, its `GenServer` impl, its client's methods and its start functions.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Generics, Ident, WherePredicate, parse_quote};

use super::model::Model;
use super::{emit_client, emit_messages, emit_server};

/// Everything beside the block itself. Its names are inside a `const _`, so nothing of the user's can meet them.
pub(super) fn emit(mut model: Model) -> TokenStream {
    let otp = model.crate_path.shorten();
    let model = &model;
    let cfgs = &model.cfgs;
    let facts = emit_messages::facts(model).tokens();
    let promises = emit_messages::promises(model);
    let messages = emit_messages::messages(model);
    let server = emit_server::gen_server(model);
    let operations = emit_client::operations(model);
    let functions = emit_client::functions(model);
    quote! {
        #(#cfgs)*
        #[allow(
            dead_code,
            deprecated,
            refining_impl_trait,
            private_interfaces,
            private_bounds,
            clippy::all,
            clippy::pedantic,
            clippy::nursery,
            reason = "generated whether it is used or not"
        )]
        const _: () = {
            #otp
            #facts
            #promises
            #messages
            #server
            #operations
            #functions
        };
    }
}

/// The block's parameters, where what is asked of what is sent is taken for granted. What a generic server needs is asked where
/// it is used.
///
/// What has nothing behind its `where` is cheaper for rustc to check, so only what is not surely sent is there.
pub(super) fn sending(model: &Model) -> Generics {
    let mut generics = model.server.generics.clone();
    let known = emit_messages::facts(model).known();
    if !known.is_empty() {
        generics.make_where_clause().predicates.extend(known);
    }
    generics
}

/// The same, where what is asked of the state is taken for granted as well.
pub(super) fn knowing(model: &Model) -> Generics {
    let mut generics = sending(model);
    if let Some(held) = held(model) {
        generics.make_where_clause().predicates.push(held);
    }
    generics
}

/// What is asked of the state, taken for granted.
pub(super) fn held(model: &Model) -> Option<WherePredicate> {
    let otp = model.crate_path.tokens();
    let ty = &model.server.ty;
    let is_generic = !model.server.generics.params.is_empty();
    (!is_generic).then(|| parse_quote!(for<'__fact> #ty: #otp::Held))
}

/// The generic arguments of a generated enum: the block's parameters by name.
pub(super) fn arguments(generics: &Generics) -> TokenStream {
    let (_, arguments, _) = generics.split_for_impl();
    quote!(#arguments)
}

/// The variables that hold `count` arguments of a message.
pub(super) fn bindings(count: usize) -> Vec<Ident> {
    (0..count)
        .map(|index| format_ident!("__a{index}", span = proc_macro2::Span::mixed_site()))
        .collect()
}
