//! `#[dynamic_supervisor]`: children that are started on demand.

mod check;
mod emit;
mod model;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use crate::diagnostics::Diagnostics;
use crate::doc_links;
use crate::spec::{Spec, unread};

/// The expansion. Options at fault count as not written, so that the supervisor is there for what uses it.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let spec = match Spec::read(options, &item) {
        Ok(spec) => spec,
        Err(error) => return unread(&item, &error),
    };
    let mut errors = Diagnostics::new();
    let model = check::check(&spec, &mut errors);
    let generated = model.as_ref().map(emit::emit);
    let mut item = spec.item;
    let mut links = None;
    if let (Item::Struct(item), Some(types)) = (&mut item, model.and_then(|model| model.takes)) {
        let docs = emit::docs(&types);
        item.attrs.push(parse_quote!(#[doc = #docs]));
        links = Some(doc_links::allowed());
    }
    let errors = errors.into_compile_errors();
    quote!(#links #item #errors #generated)
}
