//! Writes a registry's type and the functions that reach the one of it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Generics;

use super::model::{Keys, Model};
use crate::declaration::{self, Declaring};

/// Everything beside the item itself.
pub(super) fn emit(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let Model {
        cfgs, vis, ident, ..
    } = model;
    let constants = model.spec.constants(&model.crate_path);
    let child_id = model.spec.child_id(&model.crate_path);
    let keys = match model.keys {
        Keys::Unique => quote!(#otp::Keys::Unique),
        Keys::Duplicate => quote!(#otp::Keys::Duplicate),
    };
    let partitions = model
        .partitions
        .as_ref()
        .map(|count| quote!(const PARTITIONS: usize = #count;));
    let declaration = declaration::emit(&Declaring {
        path: &model.crate_path,
        cfgs,
        ident,
        generics: &Generics::default(),
        spec: &model.spec,
        shutdown: quote!(#otp::Shutdown::Infinity),
        behaviour: quote!(#otp::Behaviour::Registry),
    });
    let gives_names = (model.keys == Keys::Unique).then(|| {
        quote! {
            #(#cfgs)*
            #[automatically_derived]
            impl #otp::GivesNames for #ident {}
        }
    });
    let start_doc = format!(
        "Starts `{ident}` linked to the process that runs this, as `Registry.start_link/1`.\n\n# Errors\n\nOne runs already."
    );
    let spec_doc = format!("How a supervisor starts `{ident}`.");
    quote! {
        #declaration

        #(#cfgs)*
        #[automatically_derived]
        impl #otp::RegistryType for #ident {
            const KEYS: #otp::Keys = #keys;
            #partitions
            #constants
            #child_id
        }

        #gives_names

        #(#cfgs)*
        #[allow(dead_code, clippy::all, clippy::pedantic, clippy::nursery, reason = "generated whether it is used or not")]
        impl #ident {
            #[doc = #start_doc]
            #vis fn start_link() -> #otp::Start<#otp::RegistryRef> {
                #otp::start_registry::<Self>()
            }

            #[doc = #spec_doc]
            #[must_use]
            #vis fn child_spec() -> #otp::ChildSpec<#otp::RegistryRef> {
                #otp::registry_child_spec::<Self>()
            }

            /// The one of this type in the node, looked up anew at each use.
            #[must_use]
            #vis fn reference() -> #otp::RegistryRef {
                #otp::RegistryRef::of_type::<Self>()
            }
        }
    }
}
