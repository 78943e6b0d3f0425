//! The rules about a signature, of an operation as of `init` and `terminate`: its receiver, its arguments, its parameters.

use proc_macro2::TokenStream;
use quote::format_ident;
use syn::ext::IdentExt as _;
use syn::{FnArg, GenericParam, Ident, Pat, PatType, ReceiverKind, Signature, Type};

use super::model::Argument;
use crate::diagnostics::Diagnostics;
use crate::type_shape;

/// The arguments without the receiver, if all of them can be sent.
pub(super) fn arguments(
    sig: &Signature,
    own: &TokenStream,
    errors: &mut Diagnostics,
) -> Option<Vec<Argument>> {
    let mut clean = true;
    let mut arguments = Vec::new();
    for (argument, ident) in typed_arguments(sig).into_iter().zip(argument_names(sig)) {
        let ty = &*argument.ty;
        for borrow in type_shape::borrows(ty) {
            clean = false;
            let hint = match borrow.to_string().as_str() {
                "& str" => "take a `String`".to_owned(),
                "& Path" => "take a `PathBuf`".to_owned(),
                _ => "take it by value, or in an `Arc`".to_owned(),
            };
            errors.at(
                borrow,
                format!(
                    "an argument travels to the server's process and cannot be borrowed; {hint}"
                ),
            );
        }
        if let Some(found) = type_shape::impl_trait(ty) {
            clean = false;
            errors.at(
                found,
                "an argument is part of a message and has one type; write the type or `Box<dyn ..>`",
            );
        }
        if let Type::Infer(infer) = type_shape::peel(ty) {
            clean = false;
            errors.at(
                infer,
                "an argument is part of a message and needs its type; write it instead of `_`",
            );
        }
        if let Some(attribute) = argument.attrs.first() {
            clean = false;
            errors.at(
                attribute,
                "an argument that is part of a message takes no attributes; put them on the method",
            );
        }
        arguments.push(Argument {
            ident,
            ty: type_shape::replace_self(ty, own),
            into: type_shape::is_text(ty),
        });
    }
    clean.then_some(arguments)
}

pub(super) fn typed_arguments(sig: &Signature) -> Vec<&PatType> {
    sig.inputs
        .iter()
        .filter_map(|input| match input {
            FnArg::Typed(argument) => Some(argument),
            FnArg::Receiver(_) => None,
        })
        .collect()
}

/// What the arguments are called at the client: their own names, without the `_` of an unused one, all different.
pub(super) fn argument_names(sig: &Signature) -> Vec<Ident> {
    let typed = typed_arguments(sig);
    let mut taken: Vec<Ident> = typed
        .iter()
        .filter_map(|argument| written_name(&argument.pat))
        .filter(|ident| !ident.to_string().starts_with('_'))
        .cloned()
        .collect();
    let mut names = Vec::new();
    for (index, argument) in typed.iter().enumerate() {
        let written = written_name(&argument.pat);
        let name = match written.filter(|ident| taken.contains(ident)) {
            Some(ident) => ident.clone(),
            None => {
                let mut name = written
                    .and_then(used_name)
                    .unwrap_or_else(|| format_ident!("arg{index}"));
                while taken.contains(&name) {
                    name = format_ident!("{name}_{index}");
                }
                taken.push(name.clone());
                name
            }
        };
        names.push(name);
    }
    names
}

fn written_name(pattern: &Pat) -> Option<&Ident> {
    match pattern {
        Pat::Ident(pattern) => Some(&pattern.ident),
        _ => None,
    }
}

/// `entry` of `_entry`, if that leaves a name.
fn used_name(ident: &Ident) -> Option<Ident> {
    let name = ident.to_string();
    let trimmed = name.trim_start_matches('_');
    let name: Ident = syn::parse_str(trimmed).ok()?;
    Some(Ident::new(&name.to_string(), ident.span()))
}

/// `&self` or `&mut self`.
pub(super) fn check_receiver(sig: &Signature, word: &str, errors: &mut Diagnostics) -> bool {
    let Some(receiver) = sig.receiver() else {
        let article = if word == "info" { "an" } else { "a" };
        let name = sig.ident.unraw();
        errors.at(
            &sig.ident,
            format!("{article} {word} runs on the server's state: write `fn {name}(&mut self, ..)` or `&self`"),
        );
        return false;
    };
    let borrows = match &receiver.kind {
        ReceiverKind::Reference(..) => true,
        ReceiverKind::Typed(_, ty) => matches!(type_shape::peel(ty), Type::Reference(_)),
        _ => false,
    };
    if !borrows {
        errors.at(
            receiver,
            "the server keeps its state; take `&mut self` or `&self`",
        );
    }
    borrows
}

/// A message is one type, so what handles it has no parameters.
pub(super) fn check_no_generics(sig: &Signature, word: &str, errors: &mut Diagnostics) -> bool {
    for parameter in &sig.generics.params {
        let message = match parameter {
            GenericParam::Lifetime(_) => {
                format!(
                    "{word}: an argument travels to the server's process and cannot be borrowed; remove the lifetime and take owned arguments"
                )
            }
            _ => format!(
                "{word}: a message has one type, so its handler has no generic parameters; name the type, or make the server generic"
            ),
        };
        errors.at(parameter, message);
    }
    sig.generics.params.is_empty()
}

/// Neither unsafe nor of another ABI.
pub(super) fn check_callable(sig: &Signature, word: &str, errors: &mut Diagnostics) -> bool {
    let mut clean = true;
    if let syn::Safety::Unsafe(token) = &sig.safety {
        errors.at(
            token,
            format!(
                "{word}: whoever sends a message promises nothing, so its handler cannot be unsafe"
            ),
        );
        clean = false;
    }
    if let Some(abi) = &sig.abi {
        errors.at(
            abi,
            format!("{word}: a callback is a Rust function; remove `extern`"),
        );
        clean = false;
    }
    clean
}
