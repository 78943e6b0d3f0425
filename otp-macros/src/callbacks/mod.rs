//! `#[callbacks]`: the operations of a server, each a message, its handler and its client method.

mod check;
mod check_init;
mod check_operation;
mod check_signature;
mod emit;
mod emit_client;
mod emit_messages;
mod emit_server;
mod keyless;
mod model;
mod reserved;
mod skeleton;
mod spec;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::Diagnostics;
use crate::spec::unread;
use spec::Spec;

/// The expansion. On an error the block is still there, and a skeleton of what it would have given, so that what uses the
/// server does not add errors of its own.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let spec = match Spec::read(options, &item) {
        Ok(spec) => spec,
        Err(error) => return unread(&item, &error),
    };
    let mut errors = Diagnostics::new();
    let model = check::check(&spec, &mut errors);
    let item = &spec.item;
    match model {
        Some(model) if errors.is_empty() => {
            let keyless = keyless::question(&model);
            let generated = emit::emit(model);
            quote!(#item #generated #keyless)
        }
        _ => {
            let errors = errors.into_compile_errors();
            let skeleton = skeleton::emit(&spec);
            let item = skeleton::mended(&spec);
            quote! {
                #[allow(dead_code, reason = "nothing calls the operations of a block with errors")]
                #item
                #errors
                #skeleton
            }
        }
    }
}
