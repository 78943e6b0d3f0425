//! What a block with errors still gives, so that the only errors of a compile are those of the block: the same functions and
//! methods, with bodies that never run since nothing with an error does.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};
use syn::ext::IdentExt as _;
use syn::{Ident, ImplItem, Item, ItemImpl, ReturnType, Signature, Type, parse_quote};

use super::check_signature::{argument_names, typed_arguments};
use super::emit_client::visibility;
use super::reserved::{ON_THE_CLIENT, ON_THE_SERVER};
use super::spec::{MarkKind, Method, Spec};
use crate::diagnostics::Diagnostics;
use crate::{item_kind, type_shape};

/// The server's API as far as it can be read; nothing where the item is no block of a type.
pub(super) fn emit(spec: &Spec) -> TokenStream {
    let Item::Impl(block) = &spec.item else {
        return TokenStream::new();
    };
    let Some((server, client)) = names(block) else {
        return TokenStream::new();
    };
    // The errors of the options are reported already.
    let path = spec.options.crate_path(&mut Diagnostics::new());
    let otp = path.tokens();
    let (parameters, _, where_clause) = block.generics.split_for_impl();
    let cfgs = item_kind::cfgs(&block.attrs);
    let methods = methods(spec, &server, otp);
    let functions = functions(spec, &client, &server, otp);
    let infos = notices(spec, block, MarkKind::Info, otp);
    let continues = notices(spec, block, MarkKind::HandleContinue, otp);
    quote! {
        #(#cfgs)*
        #[allow(warnings, reason = "stands in until the errors are mended")]
        const _: () = {
            #infos
            #continues
            impl #otp::From<#otp::NoContinue> for __Continue {
                fn from(_: #otp::NoContinue) -> Self {
                    ::core::unreachable!()
                }
            }

            impl #parameters #otp::GenServer for #server #where_clause {
                type Args = ();
                type Message = ();
                type Info = __Info;
                type Continue = __Continue;

                async fn init(_: ()) -> #otp::Init<Self> {
                    ::core::unreachable!()
                }
                async fn handle(&mut self, _: ()) -> #otp::Outcome<Self::Continue> {
                    ::core::unreachable!()
                }
                async fn handle_info(&mut self, _: __Info) -> #otp::Outcome<Self::Continue> {
                    ::core::unreachable!()
                }
                async fn handle_continue(&mut self, _: __Continue) -> #otp::Outcome<Self::Continue> {
                    ::core::unreachable!()
                }
                fn operation(_: &()) -> #otp::Operation {
                    &""
                }
                fn info_operation(_: &__Info) -> #otp::Operation {
                    &""
                }
                fn continue_operation(_: &__Continue) -> #otp::Operation {
                    &""
                }
            }

            impl #parameters #client #where_clause {
                #methods
            }

            impl #parameters #server #where_clause {
                #functions
            }
        };
    }
}

/// The block without what rustc would refuse as well, which is reported by us: every second definition of a name and
/// signatures that are no types are switched off, as is a block of no named type.
pub(super) fn mended(spec: &Spec) -> Item {
    let mut item = spec.item.clone();
    if let Item::Impl(block) = &mut item {
        if block.trait_.is_none() && !matches!(type_shape::peel(&block.self_ty), Type::Path(_)) {
            block.attrs.push(parse_quote!(#[cfg(any())]));
        }
        let mut seen: Vec<Ident> = Vec::new();
        for item in &mut block.items {
            let ImplItem::Fn(method) = item else { continue };
            if has_unfinished_type(&method.sig) {
                method.attrs.push(parse_quote!(#[cfg(any())]));
                continue;
            }
            if !item_kind::cfgs(&method.attrs).is_empty() {
                continue;
            }
            if seen.contains(&method.sig.ident) {
                method.attrs.push(parse_quote!(#[cfg(any())]));
            }
            seen.push(method.sig.ident.clone());
        }
    }
    item
}

/// Whether a signature says `_`, or `Reply` and `ReplyTo` of nothing.
fn has_unfinished_type(sig: &Signature) -> bool {
    let is_bare = |ty: &Type| {
        type_shape::last_segment(ty).is_some_and(|segment| segment.arguments.is_none())
            && (type_shape::is_named(ty, "Reply") || type_shape::is_named(ty, "ReplyTo"))
    };
    let is_infer = |ty: &Type| matches!(type_shape::peel(ty), Type::Infer(_));
    let mut arguments = typed_arguments(sig).into_iter();
    arguments.any(|argument| is_infer(&argument.ty) || is_bare(&argument.ty))
        || matches!(&sig.output, ReturnType::Type(_, ty) if is_bare(ty))
}

/// The enum of infos or continues, made from what the handlers take. A generic server's are made from nothing: which
/// parameters they would need cannot be told here.
fn notices(spec: &Spec, block: &ItemImpl, kind: MarkKind, otp: &TokenStream) -> TokenStream {
    let name = notice_ident(kind);
    let own = quote!(Self);
    let mut types: Vec<&Type> = Vec::new();
    if block.generics.params.is_empty() {
        let marked = spec
            .methods
            .iter()
            .filter(|method| mark(method) == Some(kind));
        for method in marked {
            let first = typed_arguments(&method.sig).into_iter().next();
            if let Some(argument) = first
                && type_shape::borrows(&argument.ty).is_empty()
                && type_shape::replace_self(&argument.ty, &own).to_string()
                    == argument.ty.to_token_stream().to_string()
                && !types.iter().any(|ty| type_shape::same(ty, &argument.ty))
            {
                types.push(&argument.ty);
            }
        }
    }
    quote! {
        pub struct #name;
        #(impl #otp::From<#types> for #name {
            fn from(_: #types) -> Self {
                ::core::unreachable!()
            }
        })*
    }
}

fn notice_ident(kind: MarkKind) -> Ident {
    match kind {
        MarkKind::Info => format_ident!("__Info"),
        _ => format_ident!("__Continue"),
    }
}

/// The first operation attribute.
fn mark(method: &Method) -> Option<MarkKind> {
    method
        .marks
        .iter()
        .map(|mark| mark.kind)
        .find_map(|kind| match kind {
            MarkKind::Foreign("call") => Some(MarkKind::Call),
            MarkKind::Foreign("cast") => Some(MarkKind::Cast),
            MarkKind::Foreign(_) => Some(MarkKind::Info),
            MarkKind::Key => None,
            kind => Some(kind),
        })
}

/// The client's methods.
fn methods(spec: &Spec, server: &Type, otp: &TokenStream) -> TokenStream {
    let mut seen: Vec<String> = Vec::new();
    let mut methods = TokenStream::new();
    for method in &spec.methods {
        let Some(kind @ (MarkKind::Call | MarkKind::Cast)) = mark(method) else {
            continue;
        };
        let ident = &method.sig.ident;
        let name = ident.unraw().to_string();
        if ON_THE_CLIENT.contains(&name.as_str()) || seen.contains(&name) {
            continue;
        }
        seen.push(name.clone());
        let vis = visibility(&method.vis);
        let cfgs = item_kind::cfgs(&method.attrs);
        let generics = &method.sig.generics;
        let where_clause = &generics.where_clause;
        let arguments = arguments(method, server);
        let answer = if kind == MarkKind::Call {
            let answer = answer(method, server);
            quote!(#otp::Call<#server, #answer>)
        } else {
            quote!(#otp::CastOf<#server>)
        };
        methods.extend(quote! {
            #(#cfgs)*
            #vis fn #ident #generics (&self, #arguments) -> #answer #where_clause {
                ::core::unreachable!()
            }
        });
        let tries = format!("try_{name}");
        if kind == MarkKind::Cast && !spec.methods.iter().any(|other| other.sig.ident == tries) {
            let ident = format_ident!("try_{name}");
            methods.extend(quote! {
                #(#cfgs)*
                #vis fn #ident #generics (&self, #arguments) -> #otp::Result<(), #otp::TrySendError<()>> #where_clause {
                    ::core::unreachable!()
                }
            });
        }
    }
    methods
}

/// A method's arguments as a client gives them; an `ReplyTo` of a call is not one.
fn arguments(method: &Method, server: &Type) -> TokenStream {
    let own = quote!(#server);
    typed_arguments(&method.sig)
        .into_iter()
        .zip(argument_names(&method.sig))
        .filter(|(argument, _)| !type_shape::is_named(&argument.ty, "ReplyTo"))
        .map(|(argument, ident)| {
            let ty = match type_shape::peel(&argument.ty) {
                Type::Infer(_) => quote!(impl ::core::marker::Sized),
                _ => type_shape::replace_self(&argument.ty, &own),
            };
            if type_shape::is_text(&argument.ty) {
                quote!(#ident: impl ::core::convert::Into<#ty>,)
            } else {
                quote!(#ident: #ty,)
            }
        })
        .collect()
}

/// The type of a call's answer, `()` where it cannot be named here.
fn answer(method: &Method, server: &Type) -> TokenStream {
    let reply_to = typed_arguments(&method.sig)
        .into_iter()
        .find(|argument| type_shape::is_named(&argument.ty, "ReplyTo"));
    let ty = match (&reply_to, &method.sig.output) {
        (Some(argument), _) => type_shape::first_argument(&argument.ty),
        (None, ReturnType::Type(_, ty)) if type_shape::is_named(ty, "Reply") => {
            type_shape::first_argument(ty)
        }
        (None, ReturnType::Type(_, ty)) => Some(&**ty),
        (None, ReturnType::Default) => None,
    };
    match ty {
        Some(ty)
            if type_shape::borrows(ty).is_empty()
                && type_shape::impl_trait(ty).is_none()
                && !type_shape::is_never(ty) =>
        {
            type_shape::replace_self(ty, &quote!(#server))
        }
        _ => quote!(()),
    }
}

/// The functions on the server's type, with the arguments of the first `init`.
fn functions(spec: &Spec, client: &TokenStream, server: &Type, otp: &TokenStream) -> TokenStream {
    let init = spec
        .methods
        .iter()
        .find(|method| method.sig.ident.unraw() == "init");
    let arguments = init.map(|method| arguments(method, server));
    let via = init.and_then(|method| {
        let (position, _) = method.keys.first()?;
        let argument = typed_arguments(&method.sig).into_iter().nth(*position)?;
        let ty = &argument.ty;
        Some(quote!(key: impl ::core::convert::Into<#ty>))
    });
    let start = quote!(#otp::Start<#client>);
    let known = [
        ("start_link", arguments.clone(), start.clone()),
        ("start", arguments.clone(), start),
        ("child_spec", arguments, quote!(#otp::ChildSpec<#client>)),
        ("via", via, client.clone()),
        ("self_ref", Some(TokenStream::new()), client.clone()),
    ];
    known
        .into_iter()
        .filter(|(name, ..)| {
            ON_THE_SERVER.contains(name)
                && !spec.methods.iter().any(|method| method.sig.ident == *name)
        })
        .filter_map(|(name, arguments, output)| {
            let ident = format_ident!("{name}");
            let arguments = arguments?;
            Some(quote! {
                pub fn #ident(#arguments) -> #output {
                    ::core::unreachable!()
                }
            })
        })
        .collect()
}

/// The type and its client, if the block is of a named type and of no trait.
fn names(block: &ItemImpl) -> Option<(Type, TokenStream)> {
    let Type::Path(path) = type_shape::peel(&block.self_ty) else {
        return None;
    };
    if block.trait_.is_some() || block.generics.lifetimes().next().is_some() {
        return None;
    }
    let mut client = path.clone();
    let segment = client.path.segments.last_mut()?;
    segment.ident = format_ident!("{}Ref", segment.ident.unraw());
    Some((Type::Path(path.clone()), quote!(#client)))
}
