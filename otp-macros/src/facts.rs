//! What rustc must find true of the user's types, asked once and believed by the rest of what is generated.
//!
//! A type that is not `Send` is otherwise an error at each place of generated code that needs it. A fact about a type is an
//! `impl` of a trait of ours for it, whose supertrait is the question: rustc asks it there, at the user's tokens, and where
//! the answer is no, the `impl` is there all the same. What else needs it has the fact in its `where`, and so the supertrait
//! too. `for<'a>` keeps rustc from judging it there again.
//!
//! A `where` makes rustc prove everything in a body anew that it knows otherwise, so what all know to be `Send` is not asked, and
//! that the state is, is behind the `where` of those few alone that rustc asks about it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Attribute, WherePredicate, parse_quote};

use crate::promises::is_surely_kept;
use crate::spans::ends;

/// What is asked.
#[derive(Clone, Copy)]
pub(crate) enum Question {
    /// Of a field of a state.
    Moved,
    /// Of what is in a message.
    Sent,
}

impl Question {
    /// What rustc's note shows, the only place for a word of ours beside the message of the question itself.
    fn name(self) -> &'static str {
        match self {
            Self::Moved => "__StateMovesBetweenThreads",
            Self::Sent => "__MessagesMoveBetweenThreads",
        }
    }

    /// The question about a type.
    fn tokens(self, ty: &TokenStream, otp: &TokenStream) -> TokenStream {
        let question = match self {
            Self::Moved => quote!(Moved),
            Self::Sent => quote!(Sent),
        };
        quote!(#otp::#question<{ <#otp::IsSend<#ty>>::YES }>)
    }
}

/// The facts of one kind about the types of one item.
pub(crate) struct Facts {
    question: Question,
    otp: TokenStream,
    traits: TokenStream,
    known: Vec<WherePredicate>,
    count: usize,
}

impl Facts {
    pub(crate) fn about(question: Question, otp: &TokenStream) -> Self {
        Self {
            question,
            otp: otp.clone(),
            traits: TokenStream::new(),
            known: Vec::new(),
            count: 0,
        }
    }

    /// Asks for the fact about a type, at a place of the user's.
    pub(crate) fn ask(&mut self, place: &impl ToTokens, ty: &TokenStream, cfgs: &[Attribute]) {
        if is_surely_kept(ty) {
            return;
        }
        let (first, last) = ends(place);
        let name = format_ident!(
            "{}{}",
            self.question.name(),
            self.count,
            span = Span::call_site()
        );
        self.count += 1;
        let question = self.question.tokens(ty, &self.otp);
        let name_there = Ident::new(&name.to_string(), first);
        // Without its `<>` the name alone would be underlined.
        let close = quote_spanned!(last=> >);
        self.traits.extend(quote! {
            #(#cfgs)*
            trait #name<const __ASKED: bool>: #question {}
            #(#cfgs)*
            #[automatically_derived]
            impl #name_there<true #close for #ty {}
        });
        // A `where` has no `cfg`.
        if cfgs.is_empty() {
            self.known.push(parse_quote!(for<'__fact> #ty: #name<true>));
        }
    }

    /// What the rest takes for granted, to be written behind `where`.
    pub(crate) fn known(&self) -> Vec<WherePredicate> {
        self.known.clone()
    }

    /// The traits and their impls, to be written inside a `const _`.
    pub(crate) fn tokens(self) -> TokenStream {
        if self.count == 0 {
            return TokenStream::new();
        }
        let Self { otp, traits, .. } = self;
        quote! {
            #[allow(unused_imports, reason = "only of types that are not `Send`")]
            use #otp::NotSend as _;
            #traits
        }
    }
}
