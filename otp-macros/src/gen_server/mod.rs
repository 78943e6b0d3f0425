//! `#[gen_server]`: the specification of a server and its client struct.

mod check;
mod emit;
mod model;
mod spec;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::Diagnostics;

/// The expansion. On an error the item is still there, and so are the client and the specification as far as they are clear.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let spec = match spec::Spec::read(options, &item) {
        Ok(spec) => spec,
        Err(error) => {
            let error = error.into_compile_error();
            return quote!(#item #error);
        }
    };
    let mut errors = Diagnostics::new();
    let model = check::check(&spec, &mut errors);
    let generated = model.map(emit::emit);
    let errors = errors.into_compile_errors();
    quote!(#item #errors #generated)
}
