//! Writes the `GenServer` impl: the start arguments, and a match that hands each message to its handler.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Ident;
use syn::ext::IdentExt as _;

use super::emit::{arguments, bindings, knowing};
use super::emit_messages::{phantom_arm, phantom_variant};
use super::model::{
    Answer, Init, Known, Model, Notice, Operation, OperationKind, Returns, Terminate,
};
use crate::item_kind;
use crate::spans::{call_at, ends, hidden, hidden_at, located_at};
use crate::type_shape::respan;

/// `impl GenServer for TodoServer`.
pub(super) fn gen_server(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let server = &model.server;
    let ty = &server.ty;
    let generics = knowing(model);
    let (parameters, _, where_clause) = generics.split_for_impl();
    let arguments = arguments(&server.generics);
    let args = model.init.args.iter().map(|argument| &argument.ty);
    let name = model.init.key.as_ref().map(|key| {
        let index = syn::Index::from(key.index);
        let span = ends(key.attribute.path()).0;
        let registry = quote_spanned!(span=> <Self as #otp::Via>::Registry);
        let ty = &model.init.args[key.index].ty;
        let span = ends(ty).0;
        let key = quote_spanned!(span=> #otp::Given::Lent(&__args.#index));
        let via = respan(quote!(#otp::Name::of_key), located_at(span));
        let name = quote!(#via::<#registry, Self, #ty>(#key));
        quote! {
            fn name(__args: &Self::Args) -> #otp::Option<#otp::Name> {
                #otp::Option::Some(#name)
            }
        }
    });
    let init = init(model, &model.init);
    let handle = handle(model);
    let info = notice_type(model, "__Info", quote!(NoInfo), &model.infos);
    let continue_ = notice_type(model, "__Continue", quote!(NoContinue), &model.continues);
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
    let check = awaits_anything(model).then(|| {
        quote! {
            fn __can_be_sent<F: #otp::Future + #otp::Send>(__future: F) -> F {
                __future
            }
        }
    });
    quote! {
        #check

        #[automatically_derived]
        impl #parameters #otp::GenServer for #ty #where_clause {
            type Args = (#(#args,)*);
            type Message = __Message #arguments;
            type Info = #info;
            type Continue = #continue_;

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

/// Whether there is an `async` callback.
fn awaits_anything(model: &Model) -> bool {
    let notices = model.infos.iter().chain(&model.continues);
    model.init.awaits
        || model
            .terminate
            .as_ref()
            .is_some_and(|callback| callback.awaits)
        || model.operations.iter().any(|operation| operation.awaits)
        || notices.into_iter().any(|notice| notice.awaits)
}

fn init(model: &Model, init: &Init) -> TokenStream {
    let otp = model.crate_path.tokens();
    let names = bindings(init.args.len());
    let ident = &init.ident;
    let given: Vec<_> = names.iter().map(ToTokens::to_token_stream).collect();
    let call = call_at(ident.span(), |at| quote_spanned!(at=> Self::#ident), &given);
    let call = awaited(call, init.awaits);
    let state = hidden("__state");
    let state_there = hidden_at("__state", ends(&init.returns).0);
    let signature = quote!(fn init((#(#names,)*): Self::Args));
    let body = quote! {
        let #state = #call;
        #otp::IntoInit::<Self>::into_init(#state_there)
    };
    callback(
        model,
        &signature,
        &quote!(#otp::Init<Self>),
        init.awaits,
        &body,
    )
}

/// A function of the trait. Where nothing awaits, its future is one that is ready: it is less for rustc to check, and it does
/// not hold the state.
fn callback(
    model: &Model,
    signature: &TokenStream,
    output: &TokenStream,
    awaits: bool,
    body: &TokenStream,
) -> TokenStream {
    if awaits {
        return quote!(async #signature -> #output { #body });
    }
    let otp = model.crate_path.tokens();
    quote!(#signature -> #otp::Ready<#output> { #otp::ready({ #body }) })
}

/// What a callback gives. That its future can be sent is checked at its name.
fn awaited(call: TokenStream, awaits: bool) -> TokenStream {
    if awaits {
        quote!(__can_be_sent(#call).await)
    } else {
        call
    }
}

/// The call of a handler with the server's state.
fn handler(
    ident: &Ident,
    awaits: bool,
    arguments: impl IntoIterator<Item = TokenStream>,
) -> TokenStream {
    let mut given = vec![quote!(self)];
    given.extend(arguments);
    let call = call_at(ident.span(), |at| quote_spanned!(at=> Self::#ident), &given);
    awaited(call, awaits)
}

/// The match on a call or a cast; nothing for a server that has none.
fn handle(model: &Model) -> Option<TokenStream> {
    if model.operations.is_empty() {
        return None;
    }
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
        let plain = || {
            let given = names.iter().map(ToTokens::to_token_stream);
            handler(ident, *awaits, given)
        };
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
                        let call = handler(ident, *awaits, given);
                        outcome(model, returns, ident, call)
                    }
                };
                quote!(#(#cfgs)* #message::#ident(#slot, #(#names),*) => #body)
            }
        }
    });
    let phantom = phantom_arm(model, &message);
    let waits = model
        .operations
        .iter()
        .any(|operation| operation.awaits || never_returns(operation));
    let body = quote! {
        match __message {
            #(#arms,)*
            #phantom
        }
    };
    let outcome = quote!(#otp::Outcome<Self::Continue>);
    Some(if waits {
        quote! {
            async fn handle(&mut self, __message: Self::Message) -> #outcome {
                #body
            }
        }
    } else {
        quote! {
            const HANDLES_AT_ONCE: bool = true;

            fn handle_at_once(&mut self, __message: Self::Message) -> #outcome {
                #body
            }
        }
    })
}

fn never_returns(operation: &Operation) -> bool {
    matches!(
        operation.kind,
        OperationKind::Cast(Returns::Never)
            | OperationKind::Call(Answer::Later {
                returns: Returns::Never,
                ..
            })
    )
}

/// What a handler without an answer decided; rustc's word on a type that decides nothing is at the handler's return type.
fn outcome(model: &Model, returns: &Returns, ident: &Ident, call: TokenStream) -> TokenStream {
    let otp = model.crate_path.tokens();
    let span = match returns {
        Returns::Never => return call,
        Returns::Nothing => ident.span(),
        Returns::Outcome(ty) => ends(ty).0,
    };
    let decided = hidden("__decided");
    let decided_there = hidden_at("__decided", span);
    quote! {{
        let #decided = #call;
        #otp::IntoOutcome::<<Self as #otp::GenServer>::Continue>::into_outcome(#decided_there)
    }}
}

/// The enum of infos or continues, or what stands for none.
fn notice_type(model: &Model, name: &str, none: TokenStream, notices: &[Notice]) -> TokenStream {
    if notices.is_empty() {
        let otp = model.crate_path.tokens();
        return quote!(#otp::#none);
    }
    let name = Ident::new(name, Span::call_site());
    let arguments = arguments(&model.server.generics);
    quote!(#name #arguments)
}

fn handle_notice(
    model: &Model,
    function: &str,
    name: &str,
    notices: &[Notice],
) -> Option<TokenStream> {
    if notices.is_empty() {
        return None;
    }
    let otp = model.crate_path.tokens();
    let function = Ident::new(function, Span::call_site());
    let name = Ident::new(name, Span::call_site());
    let arguments = arguments(&model.server.generics);
    let arms = notices.iter().map(|notice| {
        let Notice {
            ident,
            cfgs,
            awaits,
            returns,
            ..
        } = notice;
        let call = handler(ident, *awaits, [quote!(__a0)]);
        let outcome = outcome(model, returns, ident, call);
        quote!(#(#cfgs)* #name::#ident(__a0) => #outcome)
    });
    let phantom = phantom_arm(model, &name);
    let waits = notices
        .iter()
        .any(|notice| notice.awaits || matches!(notice.returns, Returns::Never));
    let signature = quote!(fn #function(&mut self, __notice: #name #arguments));
    let body = quote! {
        match __notice {
            #(#arms,)*
            #phantom
        }
    };
    let output = quote!(#otp::Outcome<Self::Continue>);
    Some(callback(model, &signature, &output, waits, &body))
}

fn terminate(model: &Model, written: &Terminate) -> TokenStream {
    let otp = model.crate_path.tokens();
    let Terminate {
        ident,
        cfgs,
        awaits,
        by_reference,
    } = written;
    let reason = if *by_reference {
        quote!(&__reason)
    } else {
        quote!(__reason)
    };
    let call = handler(ident, *awaits, [reason]);
    let signature = quote!(fn terminate(&mut self, __reason: #otp::ExitReason));
    let function = callback(model, &signature, &quote!(()), *awaits, &call);
    quote!(#(#cfgs)* #function)
}

/// The infos that otp-core makes itself.
fn known(model: &Model, info: &Notice) -> Option<TokenStream> {
    let otp = model.crate_path.tokens();
    let Notice { ident, cfgs, .. } = info;
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
    Some(quote! {
        #(#cfgs)*
        fn #function(__given: #given) -> #otp::Result<Self::Info, #given> {
            #otp::Result::Ok(__Info::#ident(__given))
        }
    })
}

fn notice_names(
    model: &Model,
    function: &str,
    name: &str,
    notices: &[Notice],
) -> Option<TokenStream> {
    if notices.is_empty() {
        return None;
    }
    let names = notices
        .iter()
        .map(|notice| (&notice.ident, notice.cfgs.as_slice()));
    Some(operation_names(model, function, name, names))
}

/// The name of the operation that a message is, for reports.
fn operation_names<'a>(
    model: &Model,
    function: &str,
    name: &str,
    operations: impl Iterator<Item = (&'a Ident, &'a [syn::Attribute])>,
) -> TokenStream {
    let otp = model.crate_path.tokens();
    let function = Ident::new(function, Span::call_site());
    let name = Ident::new(name, Span::call_site());
    let arguments = arguments(&model.server.generics);
    let arms = operations.map(|(ident, cfgs)| {
        let cfgs = item_kind::cfgs(cfgs);
        let text = ident.unraw().to_string();
        quote!(#(#cfgs)* #name::#ident(..) => &#text)
    });
    let phantom = phantom_variant(&model.server.generics)
        .map(|_| quote!(#name::__Phantom(ref __never, _) => match *__never {},));
    quote! {
        fn #function(__message: &#name #arguments) -> #otp::Operation {
            match *__message {
                #(#arms,)*
                #phantom
            }
        }
    }
}
