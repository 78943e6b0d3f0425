//! `#[supervisor]`: a tree, a field a child.

mod check;
mod check_child;
mod emit;
mod emit_functions;
mod model;
mod spec;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::Diagnostics;

/// The expansion. Children and options at fault count as not written, so that the supervisor is there for what uses it.
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
    let generated = model.as_ref().map(emit::emit);
    let errors = errors.into_compile_errors();
    let item = &spec.item;
    quote! {
        #[allow(dead_code, reason = "the fields declare children; no value of this type is made")]
        #item
        #errors
        #generated
    }
}
