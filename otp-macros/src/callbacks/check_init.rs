//! The rules about `init`, its `#[key]`, and `terminate`.

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt as _;
use syn::{FnArg, Item, ReturnType, Type};

use super::check_signature::{self, arguments, typed_arguments};
use super::model::{Init, Key, Terminate};
use super::spec::{Method, Spec};
use crate::diagnostics::{Diagnostics, closest};
use crate::{item_kind, type_shape};

const EXPLAINED: &[(&str, &str)] = &[(
    "timeout",
    "it is the caller's, `.timeout(..)` on the call, or its server's, `#[gen_server(call_timeout = ..)]`",
)];

/// The one `init`, if it is legal.
pub(super) fn init(spec: &Spec, own: &TokenStream, errors: &mut Diagnostics) -> Option<Init> {
    let mut all = spec
        .methods
        .iter()
        .filter(|method| method.sig.ident.unraw() == "init");
    let Some(method) = all.next() else {
        let hint = meant_as_init(spec).map_or_else(String::new, |name| {
            format!("; did you mean it by `{name}`?")
        });
        let message = format!(
            "a server needs an `init`: `async fn init() -> Self`, with its start arguments as arguments{hint}"
        );
        match &spec.item {
            Item::Impl(block) => errors.at(&block.self_ty, message),
            _ => errors.at_span(Span::call_site(), message),
        }
        check_stray_keys(spec, errors);
        return None;
    };
    for second in all {
        errors.at(
            &second.sig.ident,
            "two `init`: a server starts in one way; make it one function",
        );
    }
    check_stray_keys(spec, errors);
    let clean = check_marks(method, errors) & check_plain(method, "init", errors);
    let receiver = method.sig.receiver();
    if let Some(receiver) = receiver {
        errors.at(
            receiver,
            "`init` makes the state, so there is no `self` yet; remove it and return `Self`",
        );
    }
    let args = arguments(&method.sig, own, errors);
    let key = key(method, errors);
    let returns = match &method.sig.output {
        ReturnType::Type(_, ty) if !type_shape::is_unit(ty) => (**ty).clone(),
        _ => {
            errors.at(
                &method.sig.ident,
                "`init` gives the state: return `Self`, `Result<Self, E>` or `Init<Self>`",
            );
            return None;
        }
    };
    if !clean || receiver.is_some() {
        return None;
    }
    Some(Init {
        vis: method.vis.clone(),
        ident: method.sig.ident.clone(),
        awaits: method.sig.asyncness.is_some(),
        args: args?,
        key,
        returns,
    })
}

/// A function that makes the state under another name.
fn meant_as_init(spec: &Spec) -> Option<String> {
    let functions = spec.methods.iter().filter(|method| {
        method.marks.is_empty()
            && method.sig.receiver().is_none()
            && type_shape::returned(&method.sig.output).is_some()
    });
    let mut names = functions.map(|method| method.sig.ident.unraw().to_string());
    names.find(|name| closest(name, &["init", "new", "start", "initialize"]).is_some())
}

/// The first `#[key]`; a server has one name.
fn key(method: &Method, errors: &mut Diagnostics) -> Option<Key> {
    for (_, attribute) in method.keys.iter().skip(1) {
        errors.at(
            attribute,
            "a server has one key; for a name of several parts take them as one argument: `#[key] key: (A, B)`",
        );
    }
    let (position, attribute) = method.keys.first()?;
    no_options("key", attribute, errors);
    let receivers = method
        .sig
        .inputs
        .iter()
        .take(*position)
        .filter(|input| matches!(input, FnArg::Receiver(_)))
        .count();
    if let Some(FnArg::Typed(argument)) = method.sig.inputs.iter().nth(*position)
        && let Some(segment) = type_shape::last_segment(&argument.ty)
        && (segment.ident == "f32" || segment.ident == "f64")
    {
        errors.at(
            &argument.ty,
            format!(
                "`{}` cannot be a key: it has no equality to look up by; use an integer or a string",
                segment.ident
            ),
        );
    }
    Some(Key {
        index: position - receivers,
        attribute: attribute.clone(),
    })
}

/// `#[key]` anywhere but on an argument of `init`.
fn check_stray_keys(spec: &Spec, errors: &mut Diagnostics) {
    for method in &spec.methods {
        if method.sig.ident.unraw() == "init" {
            continue;
        }
        for (_, attribute) in &method.keys {
            errors.at(
                attribute,
                "`#[key]` goes on the argument of `init` that is the server's name",
            );
        }
    }
}

/// `init` and `terminate` are known by their names and take no helper attributes.
fn check_marks(method: &Method, errors: &mut Diagnostics) -> bool {
    for mark in &method.marks {
        let name = &method.sig.ident;
        let path = mark.attribute.path();
        errors.at(
            path,
            format!("`{name}` is a callback of its own, known by its name; remove the attribute"),
        );
    }
    method.marks.is_empty()
}

fn check_plain(method: &Method, what: &str, errors: &mut Diagnostics) -> bool {
    check_signature::check_no_generics(&method.sig, what, errors)
        & check_signature::check_callable(&method.sig, what, errors)
}

/// The `terminate` of the block, if it has a legal one.
pub(super) fn terminate(spec: &Spec, errors: &mut Diagnostics) -> Option<Terminate> {
    let mut all = spec
        .methods
        .iter()
        .filter(|method| method.sig.ident.unraw() == "terminate");
    let method = all.next()?;
    for second in all {
        errors.at(
            &second.sig.ident,
            "two `terminate`: a server ends in one way; make it one function",
        );
    }
    let mut clean = check_marks(method, errors) & check_plain(method, "terminate", errors);
    let has_receiver = check_signature::check_receiver(&method.sig, "terminate", errors);
    if let Some(ty) = type_shape::returned(&method.sig.output) {
        errors.at(
            ty,
            "`terminate` returns nothing: its process has its exit reason already",
        );
        clean = false;
    }
    let typed = typed_arguments(&method.sig);
    let [reason] = typed.as_slice() else {
        errors.at(
            &method.sig.ident,
            "`terminate` takes the exit reason and nothing else: `fn terminate(&mut self, reason: ExitReason)`",
        );
        return None;
    };
    let by_reference = matches!(type_shape::peel(&reason.ty), Type::Reference(_));
    (clean && has_receiver).then(|| Terminate {
        ident: method.sig.ident.clone(),
        cfgs: item_kind::cfgs(&method.attrs),
        awaits: method.sig.asyncness.is_some(),
        by_reference,
    })
}

/// A helper attribute that takes no options.
pub(super) fn no_options(name: &str, attribute: &syn::Attribute, errors: &mut Diagnostics) -> bool {
    let options = crate::options::OptionList::of_attribute(attribute);
    options.check_names_explained(&format!("#[{name}]"), &[], EXPLAINED, errors);
    options.entries.is_empty() && options.malformed.is_empty()
}
