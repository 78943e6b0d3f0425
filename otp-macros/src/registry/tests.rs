use super::check::check;
use super::expand;
use crate::spec::Spec;
use crate::testing::{assert_contains, assert_lacks, assert_refused, tokens};

#[track_caller]
fn rejects(options: &str, item: &str, expected: &[(&str, &str)]) {
    assert_refused(Spec::read, check, (options, item), expected);
}

#[test]
fn keys_are_unique_or_duplicate() {
    rejects("keys = \"unique\"", "struct R;", &[]);
    rejects("keys = \"duplicate\", partitions = 4", "struct R {}", &[]);
    rejects(
        "keys = \"uniqe\"",
        "struct R;",
        &[("\"uniqe\"", "did you mean `unique`?")],
    );
    rejects(
        "keys = unique",
        "struct R;",
        &[("unique", "`keys = \"unique\"`")],
    );
    rejects("", "struct R;", &[("R", "needs its kind of keys")]);
}

#[test]
fn other_words_are_explained() {
    rejects(
        "keys = \"unique\", name = \"n\", kind = 3",
        "struct R;",
        &[
            ("name", "a registry is found by its type"),
            ("kind", "did you mean `keys`?"),
        ],
    );
}

#[test]
fn a_type_is_one_kind_of_process() {
    rejects(
        "keys = \"unique\"",
        "#[registry] struct R;",
        &[("registry", "two `#[registry]` on one item")],
    );
    let emitted = expand(tokens("keys = \"unique\""), tokens("#[registry] struct R;"));
    assert_lacks(&emitted, &["#[registry] struct"]);
}

#[test]
fn keys_of_one_process_give_names() {
    let unique = expand(tokens("keys = \"unique\""), tokens("struct R;"));
    assert_contains(&unique, &["GivesNames for R {}"]);
    let duplicate = expand(tokens("keys = \"duplicate\""), tokens("struct R;"));
    assert_lacks(&duplicate, &["GivesNames"]);
}

#[test]
fn partitions_are_at_least_one() {
    rejects(
        "keys = \"unique\", partitions = 0",
        "struct R;",
        &[("0", "at least 1 partition")],
    );
    rejects(
        "keys = \"unique\", partitions = \"4\"",
        "struct R;",
        &[("\"4\"", "a whole number")],
    );
    rejects(
        "keys = \"unique\", partitions",
        "struct R;",
        &[("partitions", "a whole number")],
    );
    rejects("keys = \"unique\", partitions = CPUS", "struct R;", &[]);
}

#[test]
fn unknown_and_duplicate_options_are_refused() {
    rejects(
        "key = \"unique\", keys = \"unique\", keys = \"unique\", significant",
        "struct R;",
        &[
            ("key", "did you mean `keys`?"),
            ("keys", "duplicate option"),
            ("significant", "unknown option `significant` of `registry`"),
        ],
    );
}

#[test]
fn a_registry_is_a_bare_struct() {
    rejects(
        "keys = \"unique\"",
        "enum R {}",
        &[("enum", "not on an enum")],
    );
    rejects(
        "keys = \"unique\"",
        "struct R { a: u8 }",
        &[("{ a: u8 }", "has no fields")],
    );
    rejects(
        "keys = \"unique\"",
        "struct R<T>;",
        &[("T", "takes no parameters")],
    );
}

#[test]
fn the_type_and_its_functions_are_written() {
    let emitted = expand(
        tokens("keys = \"duplicate\", partitions = 4, id = \"names\""),
        tokens("pub(crate) struct Names;"),
    );
    assert_contains(
        &emitted,
        &[
            "pub(crate) struct Names;",
            "const KEYS: ::otp_core::__private::Keys = ::otp_core::__private::Keys::Duplicate;",
            "const PARTITIONS: usize = 4;",
            "ChildId::from(\"names\")",
            "pub(crate) fn start_link()",
            "pub(crate) fn child_spec()",
            "pub(crate) fn reference()",
        ],
    );
    assert_lacks(&emitted, &["const RESTART"]);
}

#[test]
fn a_wrong_option_leaves_the_registry() {
    let emitted = expand(tokens("keys = \"x\""), tokens("struct Names;"));
    assert_contains(
        &emitted,
        &["struct Names;", "compile_error", "RegistryType for Names"],
    );
}
