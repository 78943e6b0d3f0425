//! Token trees that nobody would write: anything at all, and items of the right shape with anything in their places.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::quote;

use super::choices::Choices;
use super::vocabulary::{GENERICS, MARKS, OPTIONS, PATTERNS, PUNCTS, RECEIVERS, TYPES, WORDS};

/// How many brackets are in each other.
const DEPTH: usize = 4;

/// What is written in the brackets of an attribute.
pub(crate) fn options(choices: &mut Choices) -> TokenStream {
    let options: Vec<TokenStream> = (0..choices.below(4))
        .map(|_| known(OPTIONS, choices))
        .collect();
    quote!(#(#options),*)
}

/// What an attribute is on: an item, or not even that.
pub(crate) fn item(choices: &mut Choices) -> TokenStream {
    match choices.below(6) {
        0 => trees(choices, DEPTH),
        1 | 2 => structure(choices),
        3 => function(choices),
        4 if choices.once_in(2) => enumeration(choices),
        _ => block(choices),
    }
}

fn structure(choices: &mut Choices) -> TokenStream {
    let (name, generics) = (name(choices), known(GENERICS, choices));
    match choices.below(6) {
        0 => quote!(struct #name #generics;),
        1 => {
            let (a, b) = (known(TYPES, choices), known(TYPES, choices));
            quote!(pub struct #name #generics (#a, pub #b);)
        }
        _ => {
            let fields = (0..choices.below(5)).map(|_| field(choices));
            quote!(pub(crate) struct #name #generics { #(#fields),* })
        }
    }
}

fn field(choices: &mut Choices) -> TokenStream {
    let marks = marks(choices);
    let (name, ty) = (known("a · b · c · r#type", choices), known(TYPES, choices));
    if choices.once_in(3) {
        let options = options(choices);
        return quote!(#[child(#options)] #marks #name: #ty);
    }
    quote!(#marks #name: #ty)
}

fn enumeration(choices: &mut Choices) -> TokenStream {
    let (name, generics) = (name(choices), known(GENERICS, choices));
    let (a, b) = (known(TYPES, choices), field(choices));
    quote!(enum #name #generics { A(#a), B { #b }, C = 3 })
}

fn block(choices: &mut Choices) -> TokenStream {
    let (ty, generics) = (name(choices), known(GENERICS, choices));
    let arguments = known(" ·  · <T> · <'a, T> · <u8> · <N>", choices);
    let clause = known(" · where T: Send · where Self: Sized · where", choices);
    let mut functions = Vec::new();
    if !choices.once_in(4) {
        let (inputs, answer) = (
            inputs(choices),
            known("Self · Init<Self> · Result<Self, E>", choices),
        );
        functions.push(quote!(async fn init(#inputs) -> #answer { todo() }));
    }
    for _ in 0..choices.below(4) {
        functions.push(function(choices));
    }
    quote!(impl #generics #ty #arguments #clause { #(#functions)* })
}

fn function(choices: &mut Choices) -> TokenStream {
    let (marks, generics) = (marks(choices), known(GENERICS, choices));
    let before = known(
        " ·  · pub · async · pub(super) async · unsafe · const · extern \"C\" · default",
        choices,
    );
    let name = known(
        "get · put · init · terminate · r#match · try_put · pid · via · start_link · _x",
        choices,
    );
    let (receiver, inputs) = (known(RECEIVERS, choices), inputs(choices));
    let answer = known(TYPES, choices);
    let answer = (!choices.once_in(3)).then(|| quote!(-> #answer));
    let body = trees(choices, 1);
    quote!(#marks #before fn #name #generics (#receiver, #inputs) #answer { #body })
}

fn inputs(choices: &mut Choices) -> TokenStream {
    let inputs: Vec<TokenStream> = (0..choices.below(4))
        .map(|_| {
            let (pattern, ty) = (known(PATTERNS, choices), known(TYPES, choices));
            quote!(#pattern: #ty)
        })
        .collect();
    quote!(#(#inputs),*)
}

fn marks(choices: &mut Choices) -> TokenStream {
    (0..choices.below(3))
        .map(|_| known(MARKS, choices))
        .collect()
}

fn name(choices: &mut Choices) -> TokenStream {
    known("Counter · System · r#Type · a::Counter · counter", choices)
}

/// One of the known texts; now and then anything at all, or the known one in the brackets that a `macro_rules!` leaves.
fn known(texts: &str, choices: &mut Choices) -> TokenStream {
    if choices.once_in(48) {
        return trees(choices, 2);
    }
    let known: TokenStream = one_of(texts, choices).parse().unwrap_or_default();
    if choices.once_in(48) {
        return TokenTree::from(Group::new(Delimiter::None, known)).into();
    }
    known
}

fn one_of<'a>(texts: &'a str, choices: &mut Choices) -> &'a str {
    let texts: Vec<&str> = texts.split('·').map(str::trim).collect();
    choices.one_of::<&str>(&texts)
}

/// Anything that is made of tokens.
fn trees(choices: &mut Choices, depth: usize) -> TokenStream {
    (0..choices.below(7))
        .flat_map(|_| tree(choices, depth))
        .collect()
}

fn tree(choices: &mut Choices, depth: usize) -> Vec<TokenTree> {
    match choices.below(10) {
        0..=3 => vec![word(choices)],
        4 | 5 => punctuation(one_of(PUNCTS, choices)),
        6 => vec![literal(choices).into()],
        7 => {
            let quote = Punct::new('\'', Spacing::Joint);
            vec![quote.into(), Ident::new("a", Span::call_site()).into()]
        }
        _ if depth == 0 => vec![word(choices)],
        _ => {
            let delimiter = match choices.below(4) {
                0 => Delimiter::Parenthesis,
                1 => Delimiter::Brace,
                2 => Delimiter::Bracket,
                _ => Delimiter::None,
            };
            vec![Group::new(delimiter, trees(choices, depth - 1)).into()]
        }
    }
}

fn word(choices: &mut Choices) -> TokenTree {
    let word = one_of(WORDS, choices);
    let is_never_raw = ["self", "Self", "super", "crate", "_"].contains(&word);
    let ident = if !is_never_raw && choices.once_in(12) {
        Ident::new_raw(word, Span::call_site())
    } else {
        Ident::new(word, Span::call_site())
    };
    ident.into()
}

fn punctuation(text: &str) -> Vec<TokenTree> {
    let last = text.len() - 1;
    text.char_indices()
        .map(|(at, letter)| {
            let spacing = if at < last || letter == '\'' {
                Spacing::Joint
            } else {
                Spacing::Alone
            };
            Punct::new(letter, spacing).into()
        })
        .collect()
}

fn literal(choices: &mut Choices) -> Literal {
    match choices.below(10) {
        0 => Literal::string("transient"),
        1 => Literal::string(""),
        2 => Literal::string("5s\"\n\u{0}ü"),
        3 => Literal::usize_unsuffixed(3),
        4 => Literal::u64_suffixed(u64::MAX),
        5 => Literal::f64_unsuffixed(1.5),
        6 => Literal::byte_string(b"x\xff"),
        7 => Literal::character('\''),
        8 => Literal::c_string(c"x"),
        _ => Literal::u128_unsuffixed(u128::MAX),
    }
}
