//! Writes the enums of a server's messages, and what makes an info or a continue of a value.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Generics, Ident};

use super::emit::knowing;
use super::model::{Answer, Model, Notice, Operation, OperationKind, Shared};
use crate::facts::{Facts, Question};
use crate::promises::Promises;

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
    let no_continue = (!model.continues.is_empty()).then(|| from_no_continue(model));
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
    let where_clause = knowing(model).where_clause;
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
fn notices(model: &Model, name: &str, notices: &[Notice]) -> Option<TokenStream> {
    if notices.is_empty() {
        return None;
    }
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
    let generics = knowing(model);
    let (parameters, arguments, where_clause) = generics.split_for_impl();
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
    Some(quote!(#enumeration #(#conversions)*))
}

/// What a handler that never continues returns fits a server that does.
fn from_no_continue(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let generics = knowing(model);
    let (parameters, arguments, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #parameters #otp::From<#otp::NoContinue> for __Continue #arguments #where_clause {
            fn from(__none: #otp::NoContinue) -> Self {
                match __none {}
            }
        }
    }
}

/// What rustc is to find true of what is sent: each argument, answer and info. A generic server is checked where it is used.
pub(super) fn facts(model: &Model) -> Facts {
    let mut sent = Facts::about(Question::Sent, model.crate_path.tokens());
    if !model.server.generics.params.is_empty() {
        return sent;
    }
    for argument in &model.init.args {
        sent.ask(&argument.ty, &argument.ty, &[]);
    }
    for operation in &model.operations {
        for argument in &operation.args {
            sent.ask(&argument.ty, &argument.ty, &operation.cfgs);
        }
        if let OperationKind::Call(answer) = &operation.kind {
            let ty = answer_type(answer);
            sent.ask(ty, ty, &operation.cfgs);
        }
    }
    for notice in model.infos.iter().chain(&model.continues) {
        sent.ask(&notice.ty, &notice.ty, &notice.cfgs);
    }
    sent
}

/// Has rustc check, at the user's tokens, that a state that an `async` callback shares can be.
pub(super) fn promises(model: &Model) -> TokenStream {
    let mut promises = Promises::default();
    if model.server.generics.params.is_empty() && !model.shared.is_empty() {
        let otp = model.crate_path.tokens();
        promises.kind(SHARED, &quote!(#otp::Shared), &quote!(#otp::PhantomData));
        for Shared { receiver, cfgs } in &model.shared {
            promises.ask(SHARED, receiver, &model.server.own, cfgs);
        }
    }
    promises.tokens()
}

const SHARED: &str = "__TakeMutSelfUnlessTheStateIsSync";
