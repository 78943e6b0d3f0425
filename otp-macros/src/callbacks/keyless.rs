//! Has the compiler ask of a server without a `#[key]` whether it has a registry, where nothing would find it. That of a generic
//! server is not known here.

use proc_macro2::TokenStream;
use quote::quote;

use super::model::Model;
use crate::declaration;

pub(super) fn question(model: &Model) -> TokenStream {
    if model.init.key.is_some() || !model.server.generics.params.is_empty() {
        return TokenStream::new();
    }
    let otp = model.crate_path.tokens();
    let cfgs = &model.cfgs;
    let ty = &model.server.ty;
    let fault = quote!(#otp::fault_of_key(<#otp::Declared<#ty>>::OF));
    let refused = declaration::refused(&fault, model.init.ident.span(), otp);
    quote! {
        #(#cfgs)*
        const _: () = {
            #[allow(unused_imports, reason = "only of types that declare nothing")]
            use #otp::Undeclared as _;
            #refused
        };
    }
}
