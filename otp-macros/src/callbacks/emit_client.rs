//! The client's side: a method an operation, and the functions that start a server.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::Visibility;
use syn::ext::IdentExt as _;

use super::emit::{bindings, held, sending};
use super::emit_messages::answer_type;
use super::model::{Argument, Model, Operation, OperationKind};
use crate::crate_path::CratePath;
use crate::spans::{ends, hidden};
use crate::type_shape::respan;

/// `impl TodoServerRef { .. }`.
pub(super) fn operations(model: &Model) -> TokenStream {
    let generics = sending(model);
    let (parameters, _, where_clause) = generics.split_for_impl();
    let client = &model.server.client;
    let methods = model
        .operations
        .iter()
        .map(|operation| match &operation.kind {
            OperationKind::Call(answer) => call(model, operation, answer_type(answer)),
            OperationKind::Cast(_) => cast(model, operation),
        });
    quote! {
        impl #parameters #client #where_clause {
            #(#methods)*
        }
    }
}

fn call(model: &Model, operation: &Operation, answer: &TokenStream) -> TokenStream {
    let otp = model.crate_path.tokens();
    let Operation {
        ident, cfgs, args, ..
    } = operation;
    let server = &model.server.ty;
    let vis = visibility(&operation.vis);
    let docs = docs(model, operation);
    let parameters = parameters(args, &model.crate_path);
    let conversions = conversions(args, &model.crate_path);
    let names = args.iter().map(|argument| &argument.ident);
    let slot = hidden("__slot");
    quote! {
        #(#cfgs)*
        #docs
        #vis fn #ident(&self, #(#parameters),*) -> #otp::Call<#server, #answer> {
            #conversions
            #otp::ServerRef::call(&self.__server, move |#slot| __Message::#ident(#slot, #(#names),*))
        }
    }
}

/// The cast, and the `try_` beside it that tells.
fn cast(model: &Model, operation: &Operation) -> TokenStream {
    let otp = model.crate_path.tokens();
    let Operation {
        ident, cfgs, args, ..
    } = operation;
    let server = &model.server.ty;
    let vis = visibility(&operation.vis);
    let docs = docs(model, operation);
    let parameters = parameters(args, &model.crate_path);
    let conversions = conversions(args, &model.crate_path);
    let names: Vec<_> = args.iter().map(|argument| &argument.ident).collect();
    let types: Vec<_> = args.iter().map(|argument| &argument.ty).collect();
    let try_ident = format_ident!("try_{}", ident.unraw(), span = ident.span());
    let bound = bindings(args.len());
    let (given, value) = match (types.as_slice(), bound.as_slice()) {
        ([ty], [name]) => (quote!(#ty), quote!(#name)),
        _ => (quote!((#(#types),*)), quote!((#(#bound),*))),
    };
    let try_doc = format!(
        "As `{ident}`, but tells when it is not sent.\n\n# Errors\n\nNobody is there, or the mailbox is full; the arguments come back in the error."
    );
    quote! {
        #(#cfgs)*
        #docs
        #vis fn #ident(&self, #(#parameters),*) -> #otp::CastOf<#server> {
            #conversions
            #otp::ServerRef::cast(&self.__server, __Message::#ident(#(#names),*))
        }

        #(#cfgs)*
        #[doc = #try_doc]
        #vis fn #try_ident(&self, #(#parameters),*) -> #otp::Result<(), #otp::TrySendError<#given>> {
            #conversions
            match #otp::ServerRef::try_cast(&self.__server, __Message::#ident(#(#names),*)) {
                #otp::Result::Err(#otp::TrySendError::NoProcess(__Message::#ident(#(#bound),*))) => {
                    #otp::Result::Err(#otp::TrySendError::NoProcess(#value))
                }
                #otp::Result::Err(#otp::TrySendError::Full(__Message::#ident(#(#bound),*))) => {
                    #otp::Result::Err(#otp::TrySendError::Full(#value))
                }
                // No other message comes back than the one that was sent.
                _ => #otp::Result::Ok(()),
            }
        }
    }
}

/// The functions on the server's type: start, specification, names.
pub(super) fn functions(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let held = held(model);
    let generics = sending(model);
    let (impl_parameters, _, where_clause) = generics.split_for_impl();
    let ty = &model.server.ty;
    let client = &model.server.client;
    let init = &model.init;
    let vis = visibility(&init.vis);
    let parameters = parameters(&init.args, &model.crate_path);
    let conversions = conversions(&init.args, &model.crate_path);
    let names: Vec<_> = init.args.iter().map(|argument| &argument.ident).collect();
    let name = &model.server.name;
    let start_link_doc = format!(
        "Starts a `{name}` linked to the process that runs this, as `gen_server:start_link/3`: done once its `init` is.\n\n\
         # Errors\n\nIts name is taken, or its `init` stopped, ignored or panicked."
    );
    let start_doc = format!(
        "Starts a `{name}` of its own, linked to nobody, as `gen_server:start/3`.\n\n\
         # Errors\n\nThose of [`start_link`](Self::start_link)."
    );
    let spec_doc =
        format!("How a supervisor starts a `{name}`, with these arguments at each start.");
    let ref_doc = format!(
        "The client of the `{name}` that runs this, as `self()`.\n\n# Panics\n\nOutside of such a server."
    );
    let via = init.key.as_ref().map(|key| {
        let argument = std::slice::from_ref(&init.args[key.index]);
        let parameter = self::parameters(argument, &model.crate_path);
        let conversion = self::conversions(argument, &model.crate_path);
        let ident = &argument[0].ident;
        let doc = format!(
            "The client of the `{name}` of that key, looked up anew at each use, as `{{:via, Registry, ..}}`."
        );
        let span = ends(key.attribute.path()).0;
        let registry = quote_spanned!(span=> <Self as #otp::Via>::Registry);
        let key = quote_spanned!(ends(&argument[0].ty).0=> #otp::Given::Away(#ident));
        // The same error at the same place is told once: that of the server's own name.
        let key_ty = &argument[0].ty;
        let name = respan(quote!(#otp::Name::of_key), ends(key_ty).0);
        quote! {
            #[doc = #doc]
            #[must_use]
            #vis fn via(#(#parameter),*) -> #client {
                #conversion
                #otp::Client::from_server(#otp::ServerRef::<Self>::by_name(
                    #name::<#registry, Self, #key_ty>(#key),
                ))
            }
        }
    });
    quote! {
        impl #impl_parameters #ty #where_clause {
            #[doc = #start_link_doc]
            #vis fn start_link(#(#parameters),*) -> #otp::Start<#client> {
                #conversions
                #otp::start_link_server::<Self>((#(#names,)*))
            }

            #[doc = #start_doc]
            #vis fn start(#(#parameters),*) -> #otp::Start<#client> {
                #conversions
                #otp::start_server::<Self>((#(#names,)*))
            }

            #[doc = #spec_doc]
            #[must_use]
            #vis fn child_spec(#(#parameters),*) -> #otp::ChildSpec<#client>
            where
                // `for<'a>` leaves the question to whoever calls this: arguments that cannot be cloned are right until then.
                for<'__a> <Self as #otp::GenServerSpec>::Start: #otp::MakeStart<Self>,
                #held
            {
                #conversions
                #otp::child_spec::<Self>((#(#names,)*))
            }

            #via

            #[doc = #ref_doc]
            #[must_use]
            #vis fn self_ref() -> #client {
                #otp::Client::from_server(#otp::ServerRef::current())
            }
        }
    }
}

/// The handler's docs, or a sentence where it has none.
fn docs(model: &Model, operation: &Operation) -> TokenStream {
    let docs = &operation.docs;
    let is_documented = docs
        .iter()
        .any(|attribute| attribute.path().is_ident("doc"));
    let short = (!is_documented).then(|| {
        let what = match &operation.kind {
            OperationKind::Call(_) => "Calls",
            OperationKind::Cast(_) => "Casts",
        };
        let text = format!(
            "{what} `{}` of the `{}` that this leads to.",
            operation.ident, model.server.name
        );
        quote!(#[doc = #text])
    });
    quote!(#short #(#docs)*)
}

/// The visibility that is written, or `pub`.
pub(super) fn visibility(written: &Visibility) -> TokenStream {
    match written {
        Visibility::Inherited => quote!(pub),
        written => quote!(#written),
    }
}

/// `name: impl Into<String>, entry: Entry`.
pub(super) fn parameters(args: &[Argument], path: &CratePath) -> Vec<TokenStream> {
    let otp = path.tokens();
    args.iter()
        .map(|Argument { ident, ty, into }| {
            if *into {
                quote!(#ident: impl #otp::Into<#ty>)
            } else {
                quote!(#ident: #ty)
            }
        })
        .collect()
}

/// `let name: String = name.into();`
pub(super) fn conversions(args: &[Argument], path: &CratePath) -> TokenStream {
    let otp = path.tokens();
    args.iter()
        .filter(|argument| argument.into)
        .map(|Argument { ident, ty, .. }| quote!(let #ident: #ty = #otp::Into::into(#ident);))
        .collect()
}
