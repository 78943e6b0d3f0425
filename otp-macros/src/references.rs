//! The reference page of each macro has a row for each option that the macro expects.

use proc_macro2::TokenStream;

use crate::testing::tokens;
use crate::{callbacks, dynamic_supervisor, gen_server, registry, supervisor};

struct Page {
    text: &'static str,
    expand: fn(TokenStream, TokenStream) -> TokenStream,
    item: &'static str,
    /// Attributes inside of the item, which the page must name.
    helpers: &'static [&'static str],
}

const PAGES: &[Page] = &[
    Page {
        text: include_str!("gen_server/reference.md"),
        expand: gen_server::expand,
        item: "struct S;",
        helpers: &[],
    },
    Page {
        text: include_str!("callbacks/reference.md"),
        expand: callbacks::expand,
        item: "impl S { fn init() -> Self { S } }",
        helpers: &[
            "#[call]",
            "#[cast]",
            "#[info]",
            "#[handle_continue]",
            "#[key]",
        ],
    },
    Page {
        text: include_str!("supervisor/reference.md"),
        expand: supervisor::expand,
        item: "struct S { #[child(nonsense)] a: A }",
        helpers: &["#[child(..)]", "#[arg]"],
    },
    Page {
        text: include_str!("dynamic_supervisor/reference.md"),
        expand: dynamic_supervisor::expand,
        item: "struct S;",
        helpers: &[],
    },
    Page {
        text: include_str!("registry/reference.md"),
        expand: registry::expand,
        item: "struct S;",
        helpers: &[],
    },
    Page {
        text: include_str!("test/reference.md"),
        expand: crate::test::expand,
        item: "async fn t() {}",
        helpers: &[],
    },
];

#[test]
fn every_option_has_a_row_in_the_page_of_its_macro() {
    for page in PAGES {
        let emitted = (page.expand)(tokens("nonsense"), tokens(page.item)).to_string();
        let options = expected_options(&emitted);
        assert!(!options.is_empty(), "no options are expected: {emitted}");
        for option in options {
            assert!(has_row(page.text, option), "no row for `{option}`");
        }
        for helper in page.helpers {
            assert!(page.text.contains(helper), "{helper} is not in its page");
        }
    }
}

#[test]
fn every_page_says_what_is_written_and_what_is_refused() {
    for page in PAGES {
        for heading in [
            "\n# Options\n",
            "\n# What it writes\n",
            "\n# What it refuses\n",
        ] {
            assert!(page.text.contains(heading), "no{heading}in {}", page.text);
        }
    }
}

/// The names between back-quotes in `unknown option .. of ..; expected ..`.
fn expected_options(emitted: &str) -> Vec<&str> {
    emitted
        .split("unknown option `nonsense`")
        .skip(1)
        .filter_map(|error| error.split('"').next()?.split("; expected ").nth(1))
        .flat_map(|names| names.split('`').skip(1).step_by(2))
        .collect()
}

/// Whether a table's first column has an option: `name`, or `name = ..`.
fn has_row(page: &str, option: &str) -> bool {
    let names = [format!("`{option}`"), format!("`{option} = ")];
    page.lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
        .any(|first| names.iter().any(|name| first.contains(name.as_str())))
}
