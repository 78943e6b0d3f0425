use super::check::check;
use super::expand;
use crate::spec::Spec;
use crate::testing::{assert_contains, assert_refused, tokens};

#[track_caller]
fn rejects(options: &str, item: &str, expected: &[(&str, &str)]) {
    assert_refused(Spec::read, check, (options, item), expected);
}

#[track_caller]
fn rejects_options(options: &str, expected: &[(&str, &str)]) {
    rejects(options, "struct Cache;", expected);
}

#[test]
fn every_option_is_read() {
    rejects_options(
        "max_restarts = 1, max_seconds = \"500ms\", kill_timeout = \"1s\", max_children = 10, restart = \"transient\", shutdown = \"infinity\", id = \"c\", \
         significant, crate = otp",
        &[],
    );
    rejects_options("max_children = LIMIT", &[]);
}

#[test]
fn a_type_is_one_kind_of_process() {
    rejects(
        "",
        "#[gen_server] struct Cache;",
        &[("gen_server", "which is one kind of process")],
    );
}

#[test]
fn children_that_are_no_types_are_told_how_they_are_written() {
    rejects_options(
        "children = [A, B]",
        &[("[A, B]", "takes the types of servers")],
    );
    rejects_options(
        "children = A, B",
        &[("B", "several values of `children` are written in brackets")],
    );
}

#[test]
fn options_of_a_supervisor_of_fields_are_explained() {
    rejects_options(
        "strategy = \"one_for_one\"",
        &[("strategy", "always `one_for_one`")],
    );
    rejects_options(
        "auto_shutdown = \"never\"",
        &[("auto_shutdown", "none of them significant")],
    );
    rejects_options(
        "intensity = 3, period = 5",
        &[("intensity", "`max_restarts`"), ("period", "`max_seconds`")],
    );
    rejects_options(
        "max_childs = 3",
        &[("max_childs", "did you mean `max_children`?")],
    );
    rejects_options("id = \"a\", id = \"b\"", &[("id", "duplicate option")]);
}

#[test]
fn max_children_is_a_number_above_zero() {
    rejects_options("max_children = 0", &[("0", "starts none")]);
    rejects_options("max_children = \"3\"", &[("\"3\"", "a whole number")]);
    rejects_options("max_children", &[("max_children", "a whole number")]);
}

#[test]
fn children_are_types_of_servers() {
    for fine in ["Todo", "(Todo)", "(Todo, a::Worker<u8>)"] {
        rejects_options(&format!("children = {fine}"), &[]);
    }
    let expected = "takes the types of servers";
    rejects_options("children", &[("children", expected)]);
    rejects_options("children = \"Todo\"", &[("\"Todo\"", expected)]);
    rejects_options("children = 1 + 1", &[("1 + 1", expected)]);
    rejects_options("children = ()", &[("()", expected)]);
    rejects_options("children = [Todo]", &[("[Todo]", expected)]);
    rejects_options("children = (Todo, &A)", &[("&A", expected)]);
    rejects_options("children = (A, B, A)", &[("A", "is in `children` already")]);
}

#[test]
fn only_the_children_that_are_declared_are_taken() {
    let emitted = expand(tokens("children = (A, b::B)"), tokens("struct Cache;"));
    assert_contains(
        &emitted,
        &[
            "impl ::otp_core::__private::TakenBy<Cache> for <A as ::otp_core::__private::GenServerSpec>::Ref {}",
            "impl ::otp_core::__private::TakenBy<Cache> for <b::B as ::otp_core::__private::GenServerSpec>::Ref {}",
            "__R: ::otp_core::__private::Reference + ::otp_core::__private::TakenBy<Self>",
            "type_name: \"b::B\"",
            r##"#[doc = "\n\n# Children\n\nTakes [`A`], [`b::B`]."]"##,
            "rustdoc::private_intra_doc_links",
        ],
    );
}

#[test]
fn intensity_and_period_are_of_their_kinds() {
    rejects_options(
        "max_restarts = \"3\", max_seconds = true",
        &[
            ("\"3\"", "a whole number"),
            ("true", "whole seconds or a duration"),
        ],
    );
    rejects_options("max_seconds = 0", &[("0", "counts no restarts")]);
    rejects_options("max_restarts = -1", &[("-1", "cannot be negative")]);
    rejects_options("kill_timeout = 5", &[("5", "takes a duration")]);
}

#[test]
fn it_is_a_bare_struct() {
    rejects("", "enum Cache {}", &[("enum", "not on an enum")]);
    rejects(
        "",
        "struct Cache { a: A }",
        &[("{ a: A }", "a tree of fields is `#[supervisor]`")],
    );
    rejects("", "struct Cache<T>;", &[("T", "takes no parameters")]);
}

#[test]
fn the_type_and_its_functions_are_written() {
    let emitted = expand(tokens("max_children = 10"), tokens("pub struct Cache;"));
    assert_contains(
        &emitted,
        &[
            "pub struct Cache;",
            "const INTENSITY: u32 = 3u32;",
            "const PERIOD: ::otp_core::__private::Duration = ::otp_core::__private::Duration::new(5u64, 0u32);",
            "::otp_core::__private::Option::Some(10)",
            "pub async fn start_child",
            "pub async fn ensure",
            "pub async fn terminate_child",
        ],
    );
}
