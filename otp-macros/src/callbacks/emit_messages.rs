//! Writes the enums of a server's messages, and what makes an info or a continue of a value.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Generics, Ident};

use super::model::{Answer, Model, Notice, Operation, OperationKind, Shared};
use crate::spans::{wrapped_type, wrapped_type_at};

/// The enums of calls and casts, infos and continues, with the conversions into them.
pub(super) fn messages(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let variants = model.operations.iter().map(|operation| {
        let Operation {
            ident, cfgs, args, ..
        } = operation;
        let types = args.iter().map(|argument| &argument.ty);
        match &operation.kind {
            OperationKind::Call(answer) => {
                let ty = answer_type(answer);
                quote!(#(#cfgs)* #ident(#otp::Slot<#ty>, #(#types),*))
            }
            OperationKind::Cast(_) => quote!(#(#cfgs)* #ident(#(#types),*)),
        }
    });
    let message = enumeration(model, "__Message", variants.collect());
    let info = notices(model, "__Info", &model.infos);
    let continues = notices(model, "__Continue", &model.continues);
    let no_continue = from_no_continue(model);
    let never = (!model.server.generics.params.is_empty()).then(|| {
        quote!(
            pub enum __Never {}
        )
    });
    quote!(#message #info #continues #no_continue #never)
}

/// The type that a call's answer has.
pub(super) fn answer_type(answer: &Answer) -> &TokenStream {
    match answer {
        Answer::Value(ty) | Answer::Directed(ty) | Answer::Later { ty, .. } => ty,
    }
}

/// An enum with the server's parameters. A variant that cannot be made names those that no message does.
fn enumeration(model: &Model, name: &str, variants: Vec<TokenStream>) -> TokenStream {
    let otp = model.crate_path.tokens();
    let name = Ident::new(name, Span::call_site());
    let generics = &model.server.generics;
    let where_clause = &generics.where_clause;
    let phantom = phantom_variant(generics)
        .map(|types| quote!(__Phantom(__Never, #otp::PhantomData<fn(#(*const #types),*)>),));
    quote! {
        #[allow(non_camel_case_types, reason = "variants are named after operations")]
        pub enum #name #generics #where_clause {
            #(#variants,)*
            #phantom
        }
    }
}

/// The type parameters, where there are parameters at all.
pub(super) fn phantom_variant(generics: &Generics) -> Option<Vec<&Ident>> {
    (!generics.params.is_empty()).then(|| {
        generics
            .type_params()
            .map(|parameter| &parameter.ident)
            .collect()
    })
}

/// The arm for that variant.
pub(super) fn phantom_arm(model: &Model, name: &Ident) -> Option<TokenStream> {
    phantom_variant(&model.server.generics)
        .map(|_| quote!(#name::__Phantom(__never, _) => match __never {},))
}

/// An enum of infos or continues, each made from its type.
fn notices(model: &Model, name: &str, notices: &[Notice]) -> TokenStream {
    let otp = model.crate_path.tokens();
    let variants = notices
        .iter()
        .map(
            |Notice {
                 ident, cfgs, ty, ..
             }| quote!(#(#cfgs)* #ident(#ty)),
        )
        .collect();
    let enumeration = enumeration(model, name, variants);
    let name = Ident::new(name, Span::call_site());
    let (parameters, arguments, where_clause) = model.server.generics.split_for_impl();
    let conversions = notices.iter().map(
        |Notice {
             ident, cfgs, ty, ..
         }| {
            quote! {
                #(#cfgs)*
                #[automatically_derived]
                impl #parameters #otp::From<#ty> for #name #arguments #where_clause {
                    fn from(__notice: #ty) -> Self {
                        Self::#ident(__notice)
                    }
                }
            }
        },
    );
    quote!(#enumeration #(#conversions)*)
}

/// What a handler that never continues returns fits a server that does.
fn from_no_continue(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let (parameters, arguments, where_clause) = model.server.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #parameters #otp::From<#otp::NoContinue> for __Continue #arguments #where_clause {
            fn from(__none: #otp::NoContinue) -> Self {
                match __none {}
            }
        }
    }
}

/// Has rustc check, at the user's tokens and before all that follows from it, that what is sent can be sent. The messages of a
/// generic server are checked where they are used.
pub(super) fn assertions(model: &Model) -> Option<TokenStream> {
    if !model.server.generics.params.is_empty() {
        return None;
    }
    let otp = model.crate_path.tokens();
    let init = model.init.args.iter().map(|argument| {
        let ty = wrapped_type("__Sent", &argument.ty);
        quote!(#ty,)
    });
    let operations = model.operations.iter().map(|operation| {
        let cfgs = &operation.cfgs;
        let args = operation.args.iter().map(|argument| &argument.ty);
        let answer = match &operation.kind {
            OperationKind::Call(answer) => Some(answer_type(answer)),
            OperationKind::Cast(_) => None,
        };
        let types = args.chain(answer).map(|ty| wrapped_type("__Sent", ty));
        quote!(#(#cfgs)* const _: #otp::PhantomData<(#(#types,)*)> = #otp::PhantomData;)
    });
    let notices = model.infos.iter().chain(&model.continues).map(|notice| {
        let cfgs = &notice.cfgs;
        let ty = wrapped_type("__Sent", &notice.ty);
        quote!(#(#cfgs)* const _: #otp::PhantomData<#ty> = #otp::PhantomData;)
    });
    // The name is in rustc's note, the only place where there is a word of ours.
    let shared = model.shared.iter().map(|Shared { receiver, cfgs }| {
        let ty = wrapped_type_at(
            receiver,
            "__TakeMutSelfUnlessTheStateIsSync",
            &model.server.own,
        );
        quote!(#(#cfgs)* const _: #otp::PhantomData<#ty> = #otp::PhantomData;)
    });
    let sync = (!model.shared.is_empty()).then(|| {
        quote! {
            struct __TakeMutSelfUnlessTheStateIsSync<T: ::core::marker::Sync>(#otp::PhantomData<T>);
            #(#shared)*
        }
    });
    Some(quote! {
        #sync
        struct __Sent<T: #otp::Send + 'static>(#otp::PhantomData<T>);
        const _: #otp::PhantomData<(#(#init)*)> = #otp::PhantomData;
        #(#operations)*
        #(#notices)*
    })
}
