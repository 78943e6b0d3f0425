use super::check::check;
use super::expand;
use crate::spec::Spec;
use crate::testing::{assert_contains, assert_lacks, assert_refused, tokens};

#[track_caller]
fn rejects(options: &str, item: &str, expected: &[(&str, &str)]) {
    assert_refused(Spec::read, check, (options, item), expected);
}

#[track_caller]
fn rejects_options(options: &str, expected: &[(&str, &str)]) {
    rejects(options, "async fn works() {}", expected);
}

#[test]
fn every_option_is_read() {
    rejects_options("start_paused = true, flavor = \"current_thread\"", &[]);
    rejects_options("start_paused", &[]);
    rejects_options(
        "flavor = \"multi_thread\", worker_threads = 2, crate = otp",
        &[],
    );
}

#[test]
fn unknown_words_are_answered_with_the_closest() {
    rejects_options(
        "flavour = \"multi_thread\"",
        &[("flavour", "did you mean `flavor`?")],
    );
    rejects_options(
        "flavor = \"multithread\"",
        &[("\"multithread\"", "did you mean `multi_thread`?")],
    );
    rejects_options(
        "start_paused, start_paused",
        &[("start_paused", "duplicate option")],
    );
    rejects_options("start_paused = 1", &[("1", "takes no value")]);
}

#[test]
fn worker_threads_are_of_a_runtime_that_has_them() {
    rejects_options(
        "worker_threads = 2",
        &[("worker_threads", "`flavor = \"multi_thread\"`")],
    );
    rejects_options(
        "flavor = \"multi_thread\", worker_threads = 0",
        &[("0", "at least 1")],
    );
    rejects_options(
        "flavor = \"multi_thread\", worker_threads = \"2\"",
        &[("\"2\"", "a whole number")],
    );
}

#[test]
fn a_clock_is_paused_on_one_thread_only() {
    rejects_options(
        "flavor = \"multi_thread\", start_paused",
        &[("start_paused", "one thread")],
    );
}

#[test]
fn a_test_is_an_async_function_without_arguments() {
    rejects("", "fn works() {}", &[("fn", "write `async fn`")]);
    rejects(
        "",
        "async fn works(a: u8) {}",
        &[("a: u8", "takes no arguments")],
    );
    rejects(
        "",
        "async fn works<T>() {}",
        &[("T", "no generic parameters")],
    );
    rejects("", "struct S;", &[("struct", "not on a struct")]);
    rejects(
        "",
        "#[test] async fn works() {}",
        &[("#[test]", "two tests")],
    );
}

#[test]
fn the_body_runs_in_a_node_of_its_own() {
    let emitted = expand(
        tokens("start_paused = true"),
        tokens("/// Works.\n#[ignore] async fn works() -> Result<(), E> { Ok(()) }"),
    );
    assert_contains(
        &emitted,
        &[
            "#[::core::prelude::v1::test]",
            "#[ignore] fn works() -> Result<(), E>",
            "async fn works() -> Result<(), E> { Ok(()) }",
            "start_paused: true, worker_threads: ::otp_core::__private::Option::None",
            "::otp_core::__private::run_test",
        ],
    );
}

#[test]
fn threads_are_given_on() {
    let emitted = expand(
        tokens("flavor = \"multi_thread\", worker_threads = 2"),
        tokens("async fn works() {}"),
    );
    assert_contains(&emitted, &["Option::Some(2usize)"]);
}

#[test]
fn a_test_with_errors_is_a_plain_function() {
    let emitted = expand(tokens("x"), tokens("async fn works() {}"));
    assert_contains(&emitted, &["async fn works() {}", "compile_error"]);
    assert_lacks(&emitted, &["run_test", "prelude"]);
}
