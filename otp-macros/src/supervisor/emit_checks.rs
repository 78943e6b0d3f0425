//! Has the compiler evaluate what is wrong with a tree as a whole: a constant a child, whose evaluation fails at the field.
//!
//! A generic supervisor is a tree only once its parameters are known. Its constants are those of its arguments' type, and
//! what starts it or makes a spec of it needs them, so they are evaluated for each tree that a program builds.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Attribute;
use syn::ext::IdentExt as _;

use super::model::{AutoShutdown, Model};
use crate::declaration;

/// A question to the tree: whether something is wrong at that place.
struct Question<'a> {
    cfgs: &'a [Attribute],
    place: Span,
    /// An expression of type `Option<FaultText>`.
    fault: TokenStream,
}

fn questions(model: &Model) -> Vec<Question<'_>> {
    let otp = model.crate_path.tokens();
    let ident = &model.ident;
    let (_, arguments, _) = model.generics.split_for_impl();
    let tree = quote!(<#ident #arguments as #otp::Declares>::DECLARATION);
    let circle = quote!(<#ident #arguments as #otp::Supervises<#otp::Top>>::CIRCLE);
    let mut questions: Vec<_> = model
        .children
        .iter()
        .map(|child| {
            let field = child.ident.unraw().to_string();
            Question {
                cfgs: &child.cfgs,
                place: child.ident.span(),
                fault: quote!(#otp::fault_of_child(#tree, #circle, #field)),
            }
        })
        .collect();
    if model.auto_shutdown != AutoShutdown::Never {
        questions.push(Question {
            cfgs: &[],
            place: ident.span(),
            fault: quote!(#otp::fault_of_auto_shutdown(#tree)),
        });
    }
    questions
}

/// A constant that can be evaluated only where there is no fault; the error is at the place of the question.
fn constant(model: &Model, name: &TokenStream, question: &Question<'_>) -> TokenStream {
    let otp = model.crate_path.tokens();
    let Question { cfgs, place, fault } = question;
    let refused = declaration::refused(fault, *place, otp);
    quote! {
        #(#cfgs)*
        const #name: () = { #refused };
    }
}

/// The constants of a supervisor without parameters, which are evaluated where they stand.
pub(super) fn at_once(model: &Model) -> TokenStream {
    if is_generic(model) {
        return TokenStream::new();
    }
    questions(model)
        .iter()
        .map(|question| constant(model, &quote!(_), question))
        .collect()
}

/// The constants of a generic supervisor, in an `impl` of its arguments.
pub(super) fn of_generic(model: &Model) -> TokenStream {
    if !is_generic(model) {
        return TokenStream::new();
    }
    let (parameters, arguments, where_clause) = model.generics.split_for_impl();
    let constants = questions(model)
        .into_iter()
        .enumerate()
        .map(|(index, question)| {
            let name = name(index);
            constant(model, &quote!(#name), &question)
        });
    quote! {
        impl #parameters __Args #arguments #where_clause {
            #(#constants)*
        }
    }
}

/// Statements that need the constants of a generic supervisor.
pub(super) fn needed(model: &Model) -> TokenStream {
    if !is_generic(model) {
        return TokenStream::new();
    }
    let (_, arguments, _) = model.generics.split_for_impl();
    questions(model)
        .iter()
        .enumerate()
        .map(|(index, Question { cfgs, .. })| {
            let name = name(index);
            quote!(#(#cfgs)* let () = <__Args #arguments>::#name;)
        })
        .collect()
}

fn is_generic(model: &Model) -> bool {
    !model.generics.params.is_empty()
}

fn name(index: usize) -> Ident {
    format_ident!("__CHECK_{index}")
}
