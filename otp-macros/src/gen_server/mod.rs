//! `#[gen_server]`: the specification of a server and its client struct.

mod check;
mod emit;
mod model;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::Diagnostics;
use crate::spec::{Spec, unread};
use model::{Model, Naming};

/// The expansion. On an error the item is still there, and so are the client and the specification as far as they are clear.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let spec = match Spec::read(options, &item) {
        Ok(spec) => spec,
        Err(error) => return unread(&item, &error),
    };
    let mut errors = Diagnostics::new();
    let model = check::check(&spec, &mut errors);
    let name = model.as_ref().and_then(has_name);
    let generated = model.map(emit::emit);
    let errors = errors.into_compile_errors();
    let item = spec.item_again(item);
    quote!(#item #errors #generated #name)
}

/// Says to the trees that the compiler judges that there is one of the server in a node. Of a generic one there may be others.
fn has_name(model: &Model) -> Option<TokenStream> {
    let is_named = matches!(model.name, Naming::OfType | Naming::Text(_));
    let otp = model.crate_path.tokens();
    let Model { cfgs, ident, .. } = model;
    (is_named && model.generics.params.is_empty()).then(|| {
        quote! {
            #(#cfgs)*
            #[automatically_derived]
            impl #otp::HasName for #ident {}
        }
    })
}
