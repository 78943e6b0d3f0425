//! `#[supervisor]`: a tree, a field a child.

mod check;
mod check_child;
mod check_order;
mod emit;
mod emit_checks;
mod emit_declaration;
mod emit_docs;
mod emit_functions;
mod emit_warnings;
mod model;
mod spec;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use crate::diagnostics::Diagnostics;
use crate::doc_links;
use crate::spec::unread;
use spec::Spec;

/// The expansion. Children and options at fault count as not written, so that the supervisor is there for what uses it.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let spec = match Spec::read(options, &item) {
        Ok(spec) => spec,
        Err(error) => return unread(&item, &error),
    };
    let mut errors = Diagnostics::new();
    let model = check::check(&spec, &mut errors);
    let generated = model.as_ref().map(emit::emit);
    // A tree with errors is not judged as a whole.
    let is_clean = errors.is_empty();
    let checks = model.as_ref().filter(|_| is_clean).map(emit::checks);
    let mut item = spec.item.clone();
    if let Item::Struct(item) = &mut item {
        emit::without_values(item, &spec.fields);
    }
    if let (Item::Struct(item), Some(model)) = (&mut item, &model) {
        item.attrs.extend(emit_docs::docs(model));
    }
    let links = doc_links::allowed();
    let errors = errors.into_compile_errors();
    quote! {
        #[allow(dead_code, reason = "the fields declare children; no value of this type is made")]
        #links
        #item
        #errors
        #generated
        #checks
    }
}
