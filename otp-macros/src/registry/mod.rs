//! `#[registry]`: names of any type for processes.

mod check;
mod emit;
mod model;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::Diagnostics;
use crate::spec::{Spec, unread};

/// The expansion. Options at fault count as not written, so that the registry is there for what uses it.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let spec = match Spec::read(options, &item) {
        Ok(spec) => spec,
        Err(error) => return unread(&item, &error),
    };
    let mut errors = Diagnostics::new();
    let model = check::check(&spec, &mut errors);
    let generated = model.as_ref().map(emit::emit);
    let errors = errors.into_compile_errors();
    let item = spec.item_again(item);
    quote!(#item #errors #generated)
}
