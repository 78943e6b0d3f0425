//! What the macros' tests share: macros run on text, errors compared with the tokens that they underline.

use proc_macro2::TokenStream;

use crate::diagnostics::Diagnostics;

/// The tokens of a piece of Rust.
pub(crate) fn tokens(source: &str) -> TokenStream {
    source.parse().expect("a test's source is made of tokens")
}

/// Compares errors with the expected ones, each the underlined source and a part of the message, in any order.
#[track_caller]
pub(crate) fn assert_errors(errors: &Diagnostics, expected: &[(&str, &str)]) {
    let mut found = errors.described();
    for (token, message) in expected {
        let matching = found
            .iter()
            .position(|(source, text)| source == token && text.contains(message));
        match matching {
            Some(index) => {
                found.remove(index);
            }
            None => panic!("no error at `{token}` with `{message}`; there are {found:#?}"),
        }
    }
    assert!(found.is_empty(), "unexpected errors: {found:#?}");
}

/// The same of what a macro's `check` finds in what its `read` makes of the options and the item.
#[track_caller]
pub(crate) fn assert_refused<S, M>(
    read: fn(TokenStream, &TokenStream) -> syn::Result<S>,
    check: fn(&S, &mut Diagnostics) -> Option<M>,
    (options, item): (&str, &str),
    expected: &[(&str, &str)],
) {
    let spec = read(tokens(options), &tokens(item)).expect("an item");
    let mut errors = Diagnostics::new();
    check(&spec, &mut errors);
    assert_errors(&errors, expected);
}

/// Whether what a macro wrote is a file of Rust, and contains each of the `parts`, spaces aside.
#[track_caller]
pub(crate) fn assert_contains(emitted: &TokenStream, parts: &[&str]) {
    if let Err(error) = syn::parse2::<syn::File>(emitted.clone()) {
        panic!("emitted no Rust: {error}\n{emitted}");
    }
    let emitted = plain(emitted);
    for part in parts {
        let part = plain(&tokens(part));
        assert!(emitted.contains(&part), "no `{part}` in\n{emitted}");
    }
}

/// The opposite, for what must not be there.
#[track_caller]
pub(crate) fn assert_lacks(emitted: &TokenStream, parts: &[&str]) {
    let emitted = plain(emitted);
    for part in parts {
        let part = plain(&tokens(part));
        assert!(!emitted.contains(&part), "`{part}` is in\n{emitted}");
    }
}

/// Tokens as text that does not depend on how they were spaced.
fn plain(tokens: &TokenStream) -> String {
    tokens.to_string().split_whitespace().collect()
}
