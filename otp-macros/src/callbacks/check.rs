//! The rules of `#[callbacks]` about the block as a whole: its kind, its names, which callbacks there must be.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Item, ItemImpl, PathArguments, ReceiverKind, Type};

use super::check_init;
use super::check_operation::{self, Checked};
use super::model::{Model, Notice, Operation, OperationKind, Server, Shared};
use super::reserved::{ON_THE_CLIENT, ON_THE_SERVER};
use super::spec::{MarkKind, Method, Spec};
use crate::diagnostics::Diagnostics;
use crate::{item_kind, type_shape};

/// The operations as far as they are legal; `None` where there is no `init` or no type to speak of.
pub(super) fn check(spec: &Spec, errors: &mut Diagnostics) -> Option<Model> {
    spec.options.check_names("callbacks", &["crate"], errors);
    let crate_path = spec.options.crate_path(errors);
    item_kind::check_alone("callbacks", &spec.others, errors);
    let block = block(&spec.item, errors)?;
    let server = server(block, errors)?;
    let own = server.own.clone();
    check_names(spec, errors);
    let init = check_init::init(spec, &own, errors);
    let terminate = check_init::terminate(spec, errors);
    let mut operations = Vec::new();
    let mut infos = Vec::new();
    let mut continues = Vec::new();
    for method in spec.methods.iter().filter(|method| is_operation(method)) {
        match check_operation::operation(method, &server, errors) {
            Some(Checked::Operation(operation)) => operations.push(operation),
            Some(Checked::Info(notice)) => infos.push(notice),
            Some(Checked::Continue(notice)) => continues.push(notice),
            None => {}
        }
    }
    check_tries(&operations, errors);
    check_distinct("info", &infos, errors);
    check_distinct("handle_continue", &continues, errors);
    Some(Model {
        crate_path,
        cfgs: item_kind::cfgs(&block.attrs),
        server,
        init: init?,
        terminate,
        operations,
        infos,
        continues,
        shared: shared(spec),
    })
}

/// The `async` callbacks that take `&self`.
fn shared(spec: &Spec) -> Vec<Shared> {
    let callbacks = spec.methods.iter().filter(|method| {
        method.sig.asyncness.is_some()
            && (is_operation(method) || method.sig.ident.unraw() == "terminate")
    });
    callbacks
        .filter_map(|method| {
            let receiver = method.sig.receiver()?;
            matches!(receiver.kind, ReceiverKind::Reference(_, _, None)).then(|| Shared {
                receiver: receiver.clone(),
                cfgs: item_kind::cfgs(&method.attrs),
            })
        })
        .collect()
}

/// Marked as a call, cast, info or continue; `init` and `terminate` are not, whatever is written on them.
fn is_operation(method: &Method) -> bool {
    let name = method.sig.ident.unraw();
    !super::reserved::CALLBACKS.iter().any(|word| name == word) && !method.marks.is_empty()
}

/// An inherent impl block.
fn block<'a>(item: &'a Item, errors: &mut Diagnostics) -> Option<&'a ItemImpl> {
    let Item::Impl(block) = item else {
        let (token, kind) = item_kind::keyword(item);
        let hint = match item {
            Item::Struct(_) | Item::Enum(_) => "; the state itself takes `#[gen_server]`",
            _ => "",
        };
        errors.at(
            token,
            format!("`#[callbacks]` goes on the impl block of a server, not on {kind}{hint}"),
        );
        return None;
    };
    if let Some((path, _)) = &block.trait_ {
        errors.at(
            path,
            "`#[callbacks]` goes on an `impl` of the server's type alone, not of a trait",
        );
        return None;
    }
    Some(block)
}

/// The type, its client, and its generics without `Self`.
fn server(block: &ItemImpl, errors: &mut Diagnostics) -> Option<Server> {
    let ty = type_shape::peel(&block.self_ty);
    let Type::Path(path) = ty else {
        errors.at(
            ty,
            "`#[callbacks]` needs the name of a struct or an enum here",
        );
        return None;
    };
    let segment = path.path.segments.last()?;
    let name = segment.ident.unraw();
    let mut client = path.clone();
    if let Some(segment) = client.path.segments.last_mut() {
        segment.ident = format_ident!("{}Ref", name, span = segment.ident.span());
    }
    item_kind::check_owned("a server", &block.generics, errors);
    let own = turbofish(path);
    let mut generics = block.generics.clone();
    if let Some(clause) = &generics.where_clause {
        let replaced = type_shape::replace_self(clause, &own);
        // A where clause stays one when a path takes the place of `Self`.
        generics.where_clause = syn::parse2(replaced).ok();
    }
    Some(Server {
        name: name.to_string(),
        ty: ty.clone(),
        own,
        client: client.to_token_stream(),
        generics,
    })
}

/// `Cache::<K, V>` of `Cache<K, V>`: valid as a type and in an expression.
fn turbofish(path: &syn::TypePath) -> TokenStream {
    let mut path = path.clone();
    for segment in &mut path.path.segments {
        if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
            arguments.colon2_token = Some(Default::default());
        }
    }
    path.to_token_stream()
}

/// Two operations of one name, and names that generated functions have.
fn check_names(spec: &Spec, errors: &mut Diagnostics) {
    for (index, method) in spec.methods.iter().enumerate() {
        let ident = &method.sig.ident;
        let name = ident.unraw().to_string();
        if ON_THE_SERVER.contains(&name.as_str()) {
            errors.at(
                ident,
                format!("`{name}` is the name of a function that is generated for every server; give this one another name"),
            );
        } else if is_operation(method)
            && has_client_method(method)
            && ON_THE_CLIENT.contains(&name.as_str())
        {
            errors.at(
                ident,
                format!(
                    "`{name}` is a method that every client has; give the operation another name"
                ),
            );
        }
        check_foreign(method, &name, errors);
        let twin = spec.methods[..index]
            .iter()
            .find(|other| other.sig.ident == *ident);
        let Some(twin) = twin else { continue };
        let exclusive = has_cfg(method) && has_cfg(twin);
        if exclusive || super::reserved::CALLBACKS.contains(&name.as_str()) {
            continue;
        }
        if is_operation(method) || is_operation(twin) {
            errors.at(
                ident,
                format!("two operations are named `{name}`; an operation is one message: give one another name"),
            );
        }
    }
}

/// A callback that is written as in OTP, which nothing would call.
fn check_foreign(method: &Method, name: &str, errors: &mut Diagnostics) {
    let word = match name {
        "handle_call" => "call",
        "handle_cast" => "cast",
        "handle_info" => "info",
        "handle_continue" => "handle_continue",
        _ => return,
    };
    if method.marks.is_empty() && method.sig.receiver().is_some() {
        errors.at(
            &method.sig.ident,
            format!("nothing calls `{name}`: a callback is marked `#[{word}]`, one for each message and named after it"),
        );
    }
}

fn has_cfg(method: &Method) -> bool {
    !item_kind::cfgs(&method.attrs).is_empty()
}

fn has_client_method(method: &Method) -> bool {
    method
        .marks
        .iter()
        .any(|mark| matches!(mark.kind, MarkKind::Call | MarkKind::Cast))
}

/// `try_forget` is generated beside the cast `forget`.
fn check_tries(operations: &[Operation], errors: &mut Diagnostics) {
    for cast in operations {
        if !matches!(cast.kind, OperationKind::Cast(_)) {
            continue;
        }
        let generated = format!("try_{}", cast.ident.unraw());
        for other in operations {
            if other.ident.unraw() == generated {
                errors.at(
                    &other.ident,
                    format!(
                        "`{generated}` is generated beside the cast `{}`; give this operation another name",
                        cast.ident
                    ),
                );
            }
        }
    }
}

/// An info is found by its type, so a type has one handler.
fn check_distinct(kind: &str, notices: &[Notice], errors: &mut Diagnostics) {
    for (index, notice) in notices.iter().enumerate() {
        let twin = notices[..index].iter().find(|other| {
            other.ty.to_string() == notice.ty.to_string()
                && (other.cfgs.is_empty() || notice.cfgs.is_empty())
        });
        if let Some(twin) = twin {
            let (ty, first) = (&notice.ty, &twin.ident);
            let span = ty.span();
            errors.at_span(
                span,
                format!("`#[{kind}]` `{first}` takes this type already; the type chooses the handler: use one handler, or a type of its own"),
            );
        }
    }
}
