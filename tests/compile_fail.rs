//! What must not compile: a case each, with its errors beside it as the compiler tells them.
//!
//! `ui/` holds our own messages, which do not depend on the compiler's version; `ui_rustc/` what rustc says at our spans;
//! `ui_built/` what it says only once it builds, where `cargo check` is silent.
//! The first ten that a newcomer meets are in `docs/ERRORS.md`, which a test compares with them.
//!
//! After a change: `TRYBUILD=overwrite cargo test -p tests --test compile_fail`, then read what changed.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn wrong_programs_do_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
    cases.compile_fail("ui_rustc/*.rs");
}

/// trybuild builds, and does not only check, where a case passes.
#[test]
fn wrong_generic_trees_cannot_be_built() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui_built/pass/*.rs");
    cases.compile_fail("ui_built/*.rs");
}

/// A mistake that newcomers make, and its case below `tests/`.
const FIRST: &[(&str, &str)] = &[
    (
        "`#[callbacks]` forgotten",
        "ui_rustc/gen-server-callbacks-forgotten",
    ),
    ("A strategy misspelt", "ui/supervisor/unknown-strategy"),
    ("An argument that borrows", "ui/callbacks/call-with-str"),
    (
        "A child without its arguments",
        "ui_rustc/supervisor-child-without-args",
    ),
    (
        "`#[key]` without a registry",
        "ui_rustc/callbacks-key-without-via",
    ),
    ("A reply from a cast", "ui/callbacks/cast-with-reply"),
    (
        "Two children of one id",
        "ui/supervisor/two-children-of-one-type",
    ),
    ("`init` forgotten", "ui/callbacks/no-init"),
    ("An attribute on the wrong item", "ui/gen-server/on-an-impl"),
    (
        "A state that cannot be sent",
        "ui_rustc/gen-server-field-not-send",
    ),
];

const INTRODUCTION: &str = "# The first ten errors

What a newcomer is likely to write first, and what the compiler answers. This page is made from the cases below `tests/ui` and
`tests/ui_rustc`, of which there are many more; a test fails when it is stale.
";

#[test]
fn the_first_errors_are_told_in_the_docs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: PathBuf| fs::read_to_string(path).expect("a case with its errors");
    let mut page = INTRODUCTION.to_owned();
    for (number, (mistake, case)) in FIRST.iter().enumerate() {
        let source = read(root.join(format!("{case}.rs")));
        let errors = read(root.join(format!("{case}.stderr")));
        let (first, more) = errors.split_once("\n\n").unwrap_or((&errors, ""));
        let number = number + 1;
        let (source, first) = (source.trim(), first.trim_end());
        page += &format!(
            "\n## {number}. {mistake}\n\n```rust\n{source}\n```\n\n```text\n{first}\n```\n"
        );
        if more.contains("error") {
            page += "\nThis comes first; what rustc adds follows from it.\n";
        }
    }
    let place = root.join("../docs/ERRORS.md");
    if std::env::var_os("TRYBUILD").is_some_and(|value| value == "overwrite") {
        fs::write(place, page).expect("docs can be written");
    } else {
        let written = fs::read_to_string(place).unwrap_or_default();
        assert!(
            written == page,
            "docs/ERRORS.md is stale: TRYBUILD=overwrite cargo test -p tests --test compile_fail"
        );
    }
}
