//! Writes what a type declares of itself as a child, which the compiler checks in the trees that hold it.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Attribute, Generics, Ident};

use crate::crate_path::CratePath;
use crate::options::spec::{Restart, SpecOptions};
use crate::spans::located_at;

/// A type that declares something.
pub(crate) struct Declaring<'a> {
    pub(crate) path: &'a CratePath,
    pub(crate) cfgs: &'a [Attribute],
    pub(crate) ident: &'a Ident,
    pub(crate) generics: &'a Generics,
    pub(crate) spec: &'a SpecOptions,
    /// Its shutdown where none is written.
    pub(crate) shutdown: TokenStream,
    /// An expression of type `Behaviour`.
    pub(crate) behaviour: TokenStream,
}

/// `impl Declares`.
pub(crate) fn emit(declaring: &Declaring<'_>) -> TokenStream {
    let Declaring {
        path,
        cfgs,
        ident,
        generics,
        spec,
        shutdown,
        behaviour,
    } = declaring;
    let otp = path.tokens();
    let (parameters, arguments, where_clause) = generics.split_for_impl();
    let name = ident.unraw().to_string();
    let id = match &spec.id {
        Some(id) => quote!(#otp::Option::Some(#id)),
        // The name of a generic type goes on with its arguments, which are not known here.
        None if generics.params.is_empty() => quote!(#otp::Option::Some(#name)),
        None => quote!(#otp::Option::None),
    };
    let restart = spec.restart.unwrap_or(Restart::Permanent).tokens(path);
    let shutdown = match &spec.shutdown {
        Some(written) => written.value.tokens(path),
        None => shutdown.clone(),
    };
    let significant = spec.significant.unwrap_or(false);
    let place = place(&name);
    let value = quote! {
        #otp::Declaration {
            name: #name,
            path: #place,
            id: #id,
            restart: #restart,
            shutdown: #shutdown,
            significant: #significant,
            behaviour: #behaviour,
        }
    };
    quote! {
        #(#cfgs)*
        #[automatically_derived]
        impl #parameters #otp::Declares for #ident #arguments #where_clause {
            const DECLARATION: &'static #otp::Declaration = {
                #[allow(unused_imports, reason = "only of types that declare nothing")]
                use #otp::Undeclared as _;
                &#value
            };
        }
    }
}

/// A statement that the compiler can evaluate only where there is no `fault`, an `Option<FaultText>`; the error is at the place.
pub(crate) fn refused(fault: &TokenStream, place: Span, otp: &TokenStream) -> TokenStream {
    let span = located_at(place);
    let panic = quote_spanned!(span=> ::core::panic!("{}", __fault.as_str()));
    quote! {
        if let #otp::Option::Some(__fault) = #fault {
            #panic
        }
    }
}

/// Where a type is, which tells it from others of its name.
pub(crate) fn place(name: &str) -> TokenStream {
    quote! {
        ::core::concat!(
            ::core::module_path!(), "::", #name, ":", ::core::line!(), ":", ::core::column!()
        )
    }
}
