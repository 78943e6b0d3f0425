//! The rules about one operation: its receiver, its arguments, what it returns.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{PatType, ReturnType, Signature};

use super::check_init::no_options;
use super::check_signature::{
    arguments, check_callable, check_no_generics, check_receiver, typed_arguments,
};
use super::model::{Answer, Argument, Known, Notice, Operation, OperationKind, Returns, Server};
use super::spec::{Mark, MarkKind, Method};
use crate::diagnostics::Diagnostics;
use crate::{check_helper, item_kind, type_shape};

/// An operation that passed.
pub(super) enum Checked {
    Operation(Operation),
    Info(Notice),
    Continue(Notice),
}

/// One marked method.
pub(super) fn operation(
    method: &Method,
    server: &Server,
    errors: &mut Diagnostics,
) -> Option<Checked> {
    let own = &server.own;
    let kind = kind(method, errors)?;
    let word = kind_word(kind);
    let sig = &method.sig;
    let clean = check_no_generics(sig, word, errors)
        & check_callable(sig, word, errors)
        & check_receiver(sig, word, errors);
    let checked = match kind {
        MarkKind::Call => call(method, own, errors).map(Checked::Operation),
        MarkKind::Cast => cast(method, own, errors).map(Checked::Operation),
        MarkKind::Info => notice(method, server, word, errors).map(Checked::Info),
        _ => notice(method, server, word, errors).map(Checked::Continue),
    };
    if clean { checked } else { None }
}

/// The one kind that the helper attributes say.
fn kind(method: &Method, errors: &mut Diagnostics) -> Option<MarkKind> {
    let mut kinds: Vec<&Mark> = Vec::new();
    for mark in &method.marks {
        match mark.kind {
            MarkKind::Foreign(word) => check_helper::check(&mark.attribute, word, errors),
            MarkKind::Key => errors.at(
                mark.attribute.path(),
                "`#[key]` goes on the argument of `init` that is the server's name",
            ),
            _ => {
                no_options(&path_text(mark), &mark.attribute, errors);
                kinds.push(mark);
            }
        }
    }
    for second in kinds.iter().skip(1) {
        errors.at(
            second.attribute.path(),
            format!(
                "`#[{}]` and `#[{}]` on one method: an operation is one of call, cast, info and handle_continue",
                path_text(kinds[0]),
                path_text(second)
            ),
        );
    }
    kinds.first().map(|mark| mark.kind)
}

fn path_text(mark: &Mark) -> String {
    mark.attribute.path().to_token_stream().to_string()
}

fn kind_word(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Call => "call",
        MarkKind::Cast => "cast",
        MarkKind::Info => "info",
        _ => "handle_continue",
    }
}

fn call(method: &Method, own: &TokenStream, errors: &mut Diagnostics) -> Option<Operation> {
    let sig = &method.sig;
    let typed = typed_arguments(sig);
    let mut replies = typed
        .iter()
        .enumerate()
        .filter(|(_, argument)| type_shape::is_named(&argument.ty, "ReplyTo"));
    let reply_to = replies.next();
    for (_, second) in replies {
        errors.at(
            &second.ty,
            "a call has one answer: take one `ReplyTo`, and pass on others inside a type of their own",
        );
    }
    let answer = match reply_to {
        Some((position, argument)) => later(sig, position, argument, own, errors),
        None => value(sig, own, errors),
    };
    let mut args = arguments(sig, own, errors)?;
    if let Some((position, _)) = reply_to {
        args.remove(position);
    }
    Some(common(method, args, OperationKind::Call(answer?)))
}

/// The answer of a call that takes a `ReplyTo<T>`.
fn later(
    sig: &Signature,
    position: usize,
    argument: &PatType,
    own: &TokenStream,
    errors: &mut Diagnostics,
) -> Option<Answer> {
    let Some(ty) = type_shape::first_argument(&argument.ty) else {
        errors.at(
            &argument.ty,
            "`ReplyTo` of what? Write the answer's type: `ReplyTo<T>`",
        );
        return None;
    };
    let returns = returns(
        &sig.output,
        "a call that takes a `ReplyTo` answers through it; return nothing, `Next` or `Result<(), E>`",
        errors,
    )?;
    Some(Answer::Later {
        position,
        ty: type_shape::replace_self(ty, own),
        returns,
    })
}

/// The answer of a call that returns it.
fn value(sig: &Signature, own: &TokenStream, errors: &mut Diagnostics) -> Option<Answer> {
    let ReturnType::Type(_, ty) = &sig.output else {
        return Some(Answer::Value(quote::quote!(())));
    };
    if type_shape::is_never(ty) {
        errors.at(ty, "this call never answers; make it a `#[cast]`");
        return None;
    }
    if let Some(found) = type_shape::impl_trait(ty) {
        errors.at(
            found,
            "an answer is of one type that its caller can name; write the type or `Box<dyn ..>`",
        );
        return None;
    }
    let borrowed = type_shape::borrows(ty);
    for borrow in &borrowed {
        errors.at(
            borrow,
            "an answer leaves the server's process and cannot borrow from it; return an owned value",
        );
    }
    if !borrowed.is_empty() {
        return None;
    }
    if type_shape::is_named(ty, "Next") {
        errors.at(
            ty,
            "`Next` answers nobody; return `Reply<T>`, or take a `ReplyTo<T>` to answer later",
        );
        return None;
    }
    if type_shape::is_named(ty, "Result")
        && let Some(inner) = type_shape::first_argument(ty)
        && type_shape::is_named(inner, "Reply")
    {
        errors.at(
            ty,
            "the error of a call is part of its answer; return `Reply<Result<T, E>>`",
        );
        return None;
    }
    if type_shape::is_named(ty, "Reply") {
        let Some(inner) = type_shape::first_argument(ty) else {
            errors.at(ty, "`Reply` of what? Write the answer's type: `Reply<T>`");
            return None;
        };
        return Some(Answer::Directed(type_shape::replace_self(inner, own)));
    }
    Some(Answer::Value(type_shape::replace_self(ty, own)))
}

fn cast(method: &Method, own: &TokenStream, errors: &mut Diagnostics) -> Option<Operation> {
    let returns = returns(
        &method.sig.output,
        "a cast has no reply; make it a `#[call]`, or return nothing, `Next` or `Result<(), E>`",
        errors,
    );
    let args = arguments(&method.sig, own, errors)?;
    Some(common(method, args, OperationKind::Cast(returns?)))
}

fn common(method: &Method, args: Vec<Argument>, kind: OperationKind) -> Operation {
    Operation {
        ident: method.sig.ident.clone(),
        vis: method.vis.clone(),
        cfgs: item_kind::cfgs(&method.attrs),
        docs: item_kind::docs(&method.attrs),
        awaits: method.sig.asyncness.is_some(),
        args,
        kind,
    }
}

/// An info or a continue: exactly one argument, the message.
fn notice(
    method: &Method,
    server: &Server,
    word: &str,
    errors: &mut Diagnostics,
) -> Option<Notice> {
    let sig = &method.sig;
    let returns = returns(
        &sig.output,
        &format!("`#[{word}]` answers nobody; return nothing, `Next` or `Result<(), E>`"),
        errors,
    );
    let mut args = arguments(sig, &server.own, errors)?;
    let typed = typed_arguments(sig);
    let [argument] = typed.as_slice() else {
        match typed.get(1) {
            Some(second) => errors.at(
                second,
                format!("`#[{word}]` takes one argument, its message; put several into a struct"),
            ),
            None => errors.at(
                &sig.ident,
                format!(
                    "`#[{word}]` takes one argument, its message: a type of your own says which"
                ),
            ),
        }
        return None;
    };
    let parameter = server.generics.type_params().find(|parameter| {
        type_shape::last_segment(&argument.ty)
            .is_some_and(|segment| segment.ident == parameter.ident && segment.arguments.is_none())
    });
    if let Some(parameter) = parameter {
        errors.at(
            &argument.ty,
            format!(
                "`#[{word}]` is found by its type, and `{}` can be any; wrap it in a struct of its own",
                parameter.ident
            ),
        );
        return None;
    }
    let known = match type_shape::last_segment(&argument.ty) {
        Some(segment) if segment.ident == "Exit" => Known::Exit,
        Some(segment) if segment.ident == "Down" => Known::Down,
        Some(segment) if segment.ident == "IdleTimeout" => Known::IdleTimeout,
        _ => Known::Own,
    };
    Some(Notice {
        ident: sig.ident.clone(),
        cfgs: item_kind::cfgs(&method.attrs),
        awaits: sig.asyncness.is_some(),
        ty: args.remove(0).ty,
        known,
        returns: returns?,
    })
}

/// What a handler without an answer returns; types that are surely something else are refused with `message`.
fn returns(output: &ReturnType, message: &str, errors: &mut Diagnostics) -> Option<Returns> {
    let Some(ty) = type_shape::returned(output) else {
        return Some(Returns::Nothing);
    };
    if type_shape::is_never(ty) {
        return Some(Returns::Never);
    }
    let refused = if type_shape::is_named(ty, "Result") {
        type_shape::first_argument(ty).is_some_and(type_shape::is_surely_a_value)
    } else {
        type_shape::is_surely_a_value(ty)
    };
    if refused {
        errors.at(ty, message);
        return None;
    }
    Some(Returns::Outcome(Box::new(ty.clone())))
}
