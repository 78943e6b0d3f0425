//! What every macro refuses in its options alike, at each of them.

use proc_macro2::TokenStream;

use crate::testing::tokens;
use crate::{callbacks, dynamic_supervisor, gen_server, registry, supervisor};

type Macro = fn(TokenStream, TokenStream) -> TokenStream;

/// The macros whose options say how a child is started again.
const CHILDREN: &[(Macro, &str)] = &[
    (gen_server::expand, "struct Counter;"),
    (supervisor::expand, "struct System;"),
    (dynamic_supervisor::expand, "struct Cache;"),
    (registry::expand, "struct Names;"),
];

const OTHERS: &[(Macro, &str)] = &[
    (
        callbacks::expand,
        "impl Counter { fn init() -> Self { Counter } }",
    ),
    (crate::test::expand, "async fn works() {}"),
];

#[track_caller]
fn assert_refused(macros: &[(Macro, &str)], options: &str, message: &str) {
    for (expand, item) in macros {
        let emitted = expand(tokens(options), tokens(item)).to_string();
        assert!(
            emitted.contains(message),
            "`{options}` gives no `{message}` on {item}"
        );
    }
}

#[test]
fn the_crate_is_a_path() {
    assert_refused(CHILDREN, "crate", "`crate` takes a path");
    assert_refused(OTHERS, "crate", "`crate` takes a path");
    // What is generated imports from it, and nothing can be imported from a type.
    assert_refused(CHILDREN, "crate = Self", "`crate` takes a path");
    assert_refused(OTHERS, "crate = Self::otp", "`crate` takes a path");
    assert_refused(OTHERS, "crate = crate::Self::otp", "`crate` takes a path");
}

#[test]
fn a_restart_is_one_of_three() {
    assert_refused(
        CHILDREN,
        "restart = \"sometimes\"",
        "unknown restart `sometimes`",
    );
}

#[test]
fn options_are_parted_by_commas() {
    assert_refused(
        CHILDREN,
        "id = \"a\"; shutdown = \"1s\"",
        "expected `,` between two options",
    );
}
