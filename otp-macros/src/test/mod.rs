//! `#[otp_core::test]`: an async test in a node of its own.

mod check;
mod emit;
mod model;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::Diagnostics;
use crate::spec::{Spec, unread};

/// The expansion. On an error the function is still there, as no test.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let spec = match Spec::read(options, &item) {
        Ok(spec) => spec,
        Err(error) => return unread(&item, &error),
    };
    let mut errors = Diagnostics::new();
    match check::check(&spec, &mut errors) {
        Some(model) if errors.is_empty() => emit::emit(&model),
        _ => {
            let errors = errors.into_compile_errors();
            quote! {
                #[allow(dead_code, reason = "nothing calls a test with errors")]
                #item
                #errors
            }
        }
    }
}
