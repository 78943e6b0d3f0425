//! The server's side: the message enums and the `GenServer` impl that matches on them.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Generics, Ident};

use super::emit::{arguments, bindings};
use super::model::{
    Answer, Init, Known, Model, Notice, Operation, OperationKind, Returns, Terminate,
};
use crate::item_kind;
use crate::options::spec::hidden;

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
fn phantom_variant(generics: &Generics) -> Option<Vec<&Ident>> {
    (!generics.params.is_empty()).then(|| {
        generics
            .type_params()
            .map(|parameter| &parameter.ident)
            .collect()
    })
}

/// The arm for that variant.
fn phantom_arm(model: &Model, name: &Ident) -> Option<TokenStream> {
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

/// `impl GenServer for TodoServer`.
pub(super) fn gen_server(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let server = &model.server;
    let ty = &server.ty;
    let (parameters, _, where_clause) = server.generics.split_for_impl();
    let arguments = arguments(&server.generics);
    let args = model.init.args.iter().map(|argument| &argument.ty);
    let name = model.init.key.as_ref().map(|key| {
        let index = syn::Index::from(key.index);
        let span = key.attribute.span();
        let via = quote_spanned!(span=> <Self as #otp::Via>::Registry);
        let name = quote_spanned!(span=> #otp::Name::via::<#via, Self, _>(&__args.#index));
        quote! {
            fn name(__args: &Self::Args) -> #otp::Option<#otp::Name> {
                #otp::Option::Some(#name)
            }
        }
    });
    let init = init(model, &model.init);
    let handle = handle(model);
    let handle_info = handle_notice(model, "handle_info", "__Info", &model.infos);
    let handle_continue = handle_notice(model, "handle_continue", "__Continue", &model.continues);
    let terminate = model
        .terminate
        .as_ref()
        .map(|callback| terminate(model, callback));
    let known = model.infos.iter().filter_map(|info| known(model, info));
    let operation = operation_names(
        model,
        "operation",
        "__Message",
        model
            .operations
            .iter()
            .map(|operation| (&operation.ident, operation.cfgs.as_slice())),
    );
    let info_operation = notice_names(model, "info_operation", "__Info", &model.infos);
    let continue_operation =
        notice_names(model, "continue_operation", "__Continue", &model.continues);
    quote! {
        #[automatically_derived]
        impl #parameters #otp::GenServer for #ty #where_clause {
            type Args = (#(#args,)*);
            type Message = __Message #arguments;
            type Info = __Info #arguments;
            type Continue = __Continue #arguments;

            #name
            #init
            #handle
            #handle_info
            #handle_continue
            #terminate
            #(#known)*
            #operation
            #info_operation
            #continue_operation
        }
    }
}

fn init(model: &Model, init: &Init) -> TokenStream {
    let otp = model.crate_path.tokens();
    let names = bindings(init.args.len());
    let ident = &init.ident;
    let call = awaited(quote!(Self::#ident(#(#names),*)), init.awaits);
    let span = init.returns.span();
    let into_init = quote_spanned!(span=> #otp::IntoInit::<Self>::into_init);
    quote! {
        async fn init((#(#names,)*): Self::Args) -> #otp::Init<Self> {
            #into_init(#call)
        }
    }
}

fn awaited(call: TokenStream, awaits: bool) -> TokenStream {
    if awaits { quote!(#call.await) } else { call }
}

/// The match on a call or a cast.
fn handle(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let message = Ident::new("__Message", Span::call_site());
    let arms = model.operations.iter().map(|operation| {
        let Operation {
            ident,
            cfgs,
            args,
            kind,
            awaits,
            ..
        } = operation;
        let names = bindings(args.len());
        let slot = hidden("__slot");
        let plain = || awaited(quote!(Self::#ident(self, #(#names),*)), *awaits);
        match kind {
            OperationKind::Cast(returns) => {
                let outcome = outcome(model, returns, ident, plain());
                quote!(#(#cfgs)* #message::#ident(#(#names),*) => #outcome)
            }
            OperationKind::Call(answer) => {
                let body = match answer {
                    Answer::Value(_) => {
                        let value = plain();
                        quote! {{
                            let __value = #value;
                            #otp::Slot::reply(#slot, __value)
                        }}
                    }
                    Answer::Directed(_) => {
                        let value = plain();
                        quote! {{
                            let __value = #value;
                            #otp::Slot::finish(#slot, __value)
                        }}
                    }
                    Answer::Later {
                        position, returns, ..
                    } => {
                        let mut given: Vec<TokenStream> =
                            names.iter().map(ToTokens::to_token_stream).collect();
                        given.insert(*position, quote!(#otp::Slot::into_reply_to(#slot)));
                        let call = awaited(quote!(Self::#ident(self, #(#given),*)), *awaits);
                        outcome(model, returns, ident, call)
                    }
                };
                quote!(#(#cfgs)* #message::#ident(#slot, #(#names),*) => #body)
            }
        }
    });
    let phantom = phantom_arm(model, &message);
    quote! {
        async fn handle(&mut self, __message: Self::Message) -> #otp::Outcome<Self::Continue> {
            match __message {
                #(#arms,)*
                #phantom
            }
        }
    }
}

/// What a handler without an answer decided; rustc's word on a type that decides nothing is at the handler's return type.
fn outcome(model: &Model, returns: &Returns, ident: &Ident, call: TokenStream) -> TokenStream {
    let otp = model.crate_path.tokens();
    let span = match returns {
        Returns::Never => return call,
        Returns::Nothing => ident.span(),
        Returns::Outcome(ty) => ty.span(),
    };
    let into = quote_spanned!(span=> #otp::IntoOutcome::<<Self as #otp::GenServer>::Continue>::into_outcome);
    quote!(#into(#call))
}

fn handle_notice(model: &Model, function: &str, name: &str, notices: &[Notice]) -> TokenStream {
    let otp = model.crate_path.tokens();
    let function = Ident::new(function, Span::call_site());
    let name = Ident::new(name, Span::call_site());
    let (parameters, _, _) = model.server.generics.split_for_impl();
    let _ = parameters;
    let arguments = arguments(&model.server.generics);
    let arms = notices.iter().map(|notice| {
        let Notice {
            ident,
            cfgs,
            awaits,
            returns,
            ..
        } = notice;
        let call = awaited(quote!(Self::#ident(self, __a0)), *awaits);
        let outcome = outcome(model, returns, ident, call);
        quote!(#(#cfgs)* #name::#ident(__a0) => #outcome)
    });
    let phantom = phantom_arm(model, &name);
    quote! {
        async fn #function(&mut self, __notice: #name #arguments) -> #otp::Outcome<Self::Continue> {
            match __notice {
                #(#arms,)*
                #phantom
            }
        }
    }
}

fn terminate(model: &Model, callback: &Terminate) -> TokenStream {
    let otp = model.crate_path.tokens();
    let Terminate {
        ident,
        cfgs,
        awaits,
        by_reference,
    } = callback;
    let reason = if *by_reference {
        quote!(__reason)
    } else {
        quote!(#otp::Clone::clone(__reason))
    };
    let call = awaited(quote!(Self::#ident(self, #reason)), *awaits);
    quote! {
        #(#cfgs)*
        async fn terminate(&mut self, __reason: &#otp::ExitReason) {
            #call
        }
    }
}

/// The infos that otp-core makes itself.
fn known(model: &Model, info: &Notice) -> Option<TokenStream> {
    let otp = model.crate_path.tokens();
    let Notice {
        ident, cfgs, ty, ..
    } = info;
    let (function, given) = match info.known {
        Known::Own => return None,
        Known::IdleTimeout => {
            return Some(quote! {
                #(#cfgs)*
                fn timeout_info() -> #otp::Option<Self::Info> {
                    #otp::Option::Some(__Info::#ident(#otp::IdleTimeout))
                }
            });
        }
        Known::Exit => (quote!(exit_info), quote!(#otp::Exit)),
        Known::Down => (quote!(down_info), quote!(#otp::Down)),
    };
    let _ = ty;
    Some(quote! {
        #(#cfgs)*
        fn #function(__given: #given) -> #otp::Result<Self::Info, #given> {
            #otp::Result::Ok(__Info::#ident(__given))
        }
    })
}

fn notice_names(model: &Model, function: &str, name: &str, notices: &[Notice]) -> TokenStream {
    let names = notices
        .iter()
        .map(|notice| (&notice.ident, notice.cfgs.as_slice()));
    operation_names(model, function, name, names)
}

/// The name of the operation that a message is, for reports.
fn operation_names<'a>(
    model: &Model,
    function: &str,
    name: &str,
    operations: impl Iterator<Item = (&'a Ident, &'a [syn::Attribute])>,
) -> TokenStream {
    let function = Ident::new(function, Span::call_site());
    let name = Ident::new(name, Span::call_site());
    let arguments = arguments(&model.server.generics);
    let arms = operations.map(|(ident, cfgs)| {
        let cfgs = item_kind::cfgs(cfgs);
        let text = ident.unraw().to_string();
        quote!(#(#cfgs)* #name::#ident(..) => #text)
    });
    let phantom = phantom_variant(&model.server.generics)
        .map(|_| quote!(#name::__Phantom(ref __never, _) => match *__never {},));
    quote! {
        fn #function(__message: &#name #arguments) -> &'static str {
            match *__message {
                #(#arms,)*
                #phantom
            }
        }
    }
}
