//! Writes a server's messages, its `GenServer` impl, its client's methods and its start functions.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Generics, Ident};

use super::model::Model;
use super::{emit_client, emit_messages, emit_server};

/// Everything beside the block itself. Its names are inside a `const _`, so nothing of the user's can meet them.
pub(super) fn emit(model: &Model) -> TokenStream {
    let cfgs = &model.cfgs;
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
            #promises
            #messages
            #server
            #operations
            #functions
        };
    }
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
