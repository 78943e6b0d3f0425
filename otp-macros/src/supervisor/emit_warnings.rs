//! Has the compiler warn of what is legal and seldom meant: it names a constant at the place, which is deprecated if the tree is
//! so. `#[allow(deprecated)]` on the struct is for these too.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;

use super::model::{Model, Strategy};
use crate::spans::located_at;

/// The questions to the tree, of a supervisor without parameters. That of a generic one is not known here.
pub(super) fn warnings(model: &Model) -> TokenStream {
    if !model.generics.params.is_empty() {
        return TokenStream::new();
    }
    let otp = model.crate_path.tokens();
    let ident = &model.ident;
    let tree = quote!(<#ident as #otp::Declares>::DECLARATION);
    let places = &model.places;
    let mut warnings = TokenStream::new();
    if model.strategy != Strategy::OneForOne {
        let is_odd = quote!(#otp::has_one_child(#tree));
        warnings.extend(warning(model, "ONE_CHILD", places.strategy, &is_odd));
    }
    if model.intensity.restarts == 0 {
        let is_odd = quote!(#otp::restarts_none(#tree));
        warnings.extend(warning(model, "NO_RESTARTS", places.restarts, &is_odd));
    } else {
        let is_odd = quote!(#otp::counts_none(#tree));
        warnings.extend(warning(model, "NONE_TO_COUNT", places.restarts, &is_odd));
    }
    for child in &model.children {
        let cfgs = &child.cfgs;
        let field = child.ident.unraw().to_string();
        let place = match &child.overrides.shutdown {
            Some(shutdown) => shutdown.span,
            None => child.ident.span(),
        };
        let is_odd = quote!(#otp::is_cut_short(#tree, #field));
        let warning = warning(model, "CUT_SHORT", place, &is_odd);
        warnings.extend(quote!(#(#cfgs)* #warning));
    }
    warnings
}

fn warning(model: &Model, name: &str, place: Span, is_odd: &TokenStream) -> TokenStream {
    let otp = model.crate_path.tokens();
    let name = Ident::new(name, located_at(place));
    let allows = &model.allows;
    quote! {
        #(#allows)*
        const _: () = <#otp::LegalButOdd<{ #is_odd }>>::#name;
    }
}
