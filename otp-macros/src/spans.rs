//! Where rustc underlines what goes wrong in generated code.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

/// The place of the user's tokens with the name resolution of generated code, whatever `macro_rules!` the tokens came through.
pub(crate) fn located_at(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// The first and the last place of some tokens: together they underline all of them.
pub(crate) fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut trees = tokens.to_token_stream().into_iter();
    let first = trees
        .next()
        .map_or_else(Span::call_site, |tree| tree.span());
    let last = trees.last().map_or(first, |tree| tree.span());
    (located_at(first), located_at(last))
}

/// `wrapper<ty>`, underlined at a place of the user's.
pub(crate) fn wrapped_type_at(
    place: &impl ToTokens,
    wrapper: &str,
    ty: &impl ToTokens,
) -> TokenStream {
    let (first, last) = ends(place);
    let wrapper = Ident::new(wrapper, first);
    let close = quote_spanned!(last=> >);
    quote!(#wrapper<#ty #close)
}

/// `path(arguments)`, underlined at the path, so that a missing argument is reported there.
pub(crate) fn call_at(
    span: Span,
    path: impl FnOnce(Span) -> TokenStream,
    arguments: &[TokenStream],
) -> TokenStream {
    let span = located_at(span);
    let path = path(span);
    quote_spanned!(span=> #path(#(#arguments),*))
}

/// A variable of generated code that no variable of the user can meet.
pub(crate) fn hidden(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// The same variable, underlined at a place of the user's.
pub(crate) fn hidden_at(name: &str, span: Span) -> Ident {
    Ident::new(name, Span::mixed_site().located_at(span))
}
