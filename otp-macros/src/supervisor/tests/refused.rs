//! What is refused.

use super::super::check::check;
use super::super::expand;
use super::super::spec::Spec;
use crate::testing::{assert_contains, assert_lacks, assert_refused, tokens};

#[track_caller]
fn rejects(options: &str, item: &str, expected: &[(&str, &str)]) {
    assert_refused(Spec::read, check, (options, item), expected);
}

#[track_caller]
fn rejects_options(options: &str, expected: &[(&str, &str)]) {
    rejects(options, "struct System { a: A }", expected);
}

#[track_caller]
fn rejects_fields(fields: &str, expected: &[(&str, &str)]) {
    rejects("", &format!("struct System {{ {fields} }}"), expected);
}

#[test]
fn unknown_strategy_is_answered_with_the_closest() {
    rejects_options(
        "strategy = \"one_for_al\"",
        &[(
            "\"one_for_al\"",
            "unknown strategy `one_for_al`; did you mean `one_for_all`?",
        )],
    );
    rejects_options(
        "strategy = OneForAll",
        &[("OneForAll", "`strategy = \"one_for_all\"`")],
    );
    rejects_options(
        "strategy = \"simple_one_for_one\"",
        &[("\"simple_one_for_one\"", "`#[dynamic_supervisor]`")],
    );
    rejects_options(
        "auto_shutdown = \"any\"",
        &[(
            "\"any\"",
            "expected `never`, `any_significant` or `all_significant`",
        )],
    );
}

#[test]
fn unknown_and_duplicate_options_are_refused() {
    rejects_options(
        "stratgy = \"one_for_all\", max_restarts = 1, max_restarts = 2, intensity = 3, max_children = 1, name = \"x\", \
         children = [A]",
        &[
            ("stratgy", "did you mean `strategy`?"),
            ("max_restarts", "duplicate option"),
            ("intensity", "did you mean `max_restarts`?"),
            ("max_children", "`#[dynamic_supervisor]`"),
            ("name", "found by its type"),
            ("children", "its children are its fields"),
        ],
    );
    rejects_options("root = 1", &[("1", "`root` takes no value")]);
}

#[test]
fn intensity_and_period_are_of_their_kinds() {
    rejects_options(
        "max_restarts = \"three\", max_seconds = 1.5",
        &[
            ("\"three\"", "a whole number"),
            ("1.5", "whole seconds or a duration"),
        ],
    );
    rejects_options("max_restarts = -3", &[("-3", "cannot be negative")]);
    rejects_options("max_seconds = \"5\"", &[("\"5\"", "a duration has a unit")]);
    rejects_options("max_seconds = \"0s\"", &[("\"0s\"", "counts no restarts")]);
    rejects_options(
        "max_seconds = 99999999999999999999",
        &[("99999999999999999999", "is out of range")],
    );
}

#[test]
fn kill_timeout_is_a_duration() {
    rejects_options("kill_timeout = \"2s\"", &[]);
    rejects_options("kill_timeout = 2", &[("2", "takes a duration")]);
    rejects_options(
        "kill_timeout = \"infinity\"",
        &[("\"infinity\"", "is no duration")],
    );
    let emitted = expand(tokens("kill_timeout = \"2s\""), tokens("struct S;"));
    assert_contains(&emitted, &["const KILL_TIMEOUT"]);
}

#[test]
fn a_supervisor_is_a_struct_of_named_fields() {
    rejects("", "enum E { A }", &[("enum", "not on an enum")]);
    rejects("", "struct S(A, B);", &[("(A, B)", "are named fields")]);
    rejects(
        "",
        "struct S<'a> { #[arg] a: Cow<'a, str> }",
        &[("'a", "cannot borrow")],
    );
}

#[test]
fn ids_are_unique_among_siblings() {
    rejects_fields("a: A, b: A", &[("A", "`#[child(id = \"b\")]`")]);
    rejects_fields(
        "a: A, b: A, c: A",
        &[
            ("A", "`a` is of this type too"),
            ("A", "`a` is of this type too"),
        ],
    );
    rejects_fields(
        "#[child(id = \"x\")] a: A, #[child(id = \"x\")] b: B",
        &[("\"x\"", "duplicate child id `x`: `a` has it already")],
    );
    rejects_fields("a: A, #[child(id = \"b\")] b: A", &[]);
    rejects_fields("#[cfg(unix)] a: A, #[cfg(not(unix))] b: A", &[]);
    rejects_fields(
        "#[child(count = 2)] a: A, #[child(count = 2)] b: A, c: A",
        &[],
    );
}

#[test]
fn children_start_after_those_that_they_name() {
    rejects_fields(
        "a: A, #[child(after = a)] b: B, #[child(after = (a, b))] c: C, #[child(after = [a])] d: D",
        &[],
    );
    rejects_fields(
        "#[child(after = b)] a: A, b: B",
        &[("b", "put the field `a` below `b`")],
    );
    rejects_fields(
        "#[child(after = b)] a: A, #[child(after = c)] b: B, #[child(after = a)] c: C",
        &[
            ("b", "a cycle: `a` starts after `b`, which starts after `a`"),
            ("c", "a cycle: `b` starts after `c`"),
        ],
    );
    rejects_fields(
        "#[child(after = a)] a: A",
        &[("a", "cannot start after itself")],
    );
    rejects_fields(
        "database: A, #[child(after = databse)] b: B",
        &[(
            "databse",
            "no child `databse` in this supervisor; did you mean `database`?",
        )],
    );
    rejects_fields(
        "a: A, #[child(after = \"a\")] b: B, #[child(after)] c: C",
        &[
            ("\"a\"", "takes the names of siblings"),
            ("after", "takes the names of siblings"),
        ],
    );
}

#[test]
fn a_supervisor_does_not_contain_itself() {
    rejects_fields("a: System", &[("System", "contains itself")]);
    rejects_fields("a: Self", &[("Self", "contains itself")]);
    rejects_fields("a: other::System, #[arg] b: Option<u8>", &[]);
    let emitted = expand(tokens(""), tokens("struct System { a: System }"));
    assert_contains(&emitted, &["struct System { a: fn() -> System }"]);
}

#[test]
fn a_pool_has_distinct_ids() {
    rejects_fields(
        "#[child(count = 3, id = \"x\")] a: A",
        &[("id", "a pool without distinct ids")],
    );
}

#[test]
fn a_pool_has_children_and_arguments_by_number() {
    rejects_fields(
        "#[child(count = 0)] a: A",
        &[("0", "a pool of no children")],
    );
    rejects_fields(
        "#[child(count = \"3\")] a: A",
        &[("\"3\"", "a whole number")],
    );
    rejects_fields("#[child(count = -3)] a: A", &[("-3", "cannot be negative")]);
    rejects_fields(
        "#[child(count = 99999999999999999999)] a: A",
        &[("99999999999999999999", "is out of range")],
    );
    rejects_fields("#[child(count)] a: A", &[("count", "has no value")]);
    rejects_fields(
        "#[child(count = 3, args = 5)] a: A",
        &[("5", "`args = |n| ..`")],
    );
    rejects_fields(
        "#[child(count = 3, args = || 5)] a: A",
        &[("|| 5", "told which child")],
    );
    rejects_fields(
        "#[child(count = 3, args = |a, b| 5)] a: A",
        &[("b", "the number of the child and nothing else")],
    );
}

#[test]
fn significant_children_end_their_supervisor() {
    rejects_fields(
        "#[child(significant)] a: A",
        &[("significant", "has no `auto_shutdown`")],
    );
    rejects(
        "auto_shutdown = \"never\"",
        "struct S { #[child(significant)] a: A }",
        &[("significant", "has no `auto_shutdown`")],
    );
    rejects(
        "auto_shutdown = \"any_significant\"",
        "struct S { #[child(significant, restart = \"permanent\")] a: A }",
        &[("significant", "cannot be permanent")],
    );
    rejects(
        "auto_shutdown = \"any_significant\"",
        "struct S { #[child(significant)] a: A }",
        &[],
    );
}

#[test]
fn a_mistake_is_told_once() {
    rejects(
        "auto_shutdown = \"any_significant\"",
        "struct S { #[child(significant = \"yes\")] a: A }",
        &[("\"yes\"", "takes no value, or `true` or `false`")],
    );
    // Arguments that are not clear are not passed on.
    for child in [
        "args = 1, 2",
        "args = |n| n, count = \"3\"",
        "args = |a, b| a, count = 3",
        "args",
    ] {
        let item = format!("struct S {{ #[child({child})] a: A }}");
        assert_lacks(&expand(tokens(""), tokens(&item)), &["<A>::child_spec"]);
    }
}

#[test]
fn an_argument_is_no_sibling() {
    rejects_fields(
        "#[arg] n: u8, #[child(after = n)] a: A",
        &[("n", "no child `n` in this supervisor")],
    );
    let emitted = expand(tokens(""), tokens("struct S { #[child(after = n)] a: A }"));
    assert!(!emitted.to_string().contains("expected nothing"));
}

#[test]
fn several_values_are_in_brackets() {
    rejects_fields(
        "a: A, #[child(args = 1, 2)] b: B, #[child(after = a, b)] c: C",
        &[
            ("2", "several values of `args` are written in brackets"),
            ("b", "several values of `after` are written in brackets"),
        ],
    );
    rejects_fields(
        "#[child(args, b)] a: A",
        &[("args", "has no value"), ("b", "unknown option `b`")],
    );
}

#[test]
fn options_are_written_with_an_equals_sign() {
    rejects_fields(
        "#[child(restart: \"transient\", id = 3)] a: A",
        &[
            (":", "written with `=`: `restart = ..`"),
            ("3", "`id` takes a string"),
        ],
    );
    rejects_fields(
        "#[child(restart::a)] a: A",
        &[
            (":", "expected `,` between two options"),
            ("restart", "takes a word"),
        ],
    );
}

#[test]
fn helpers_that_are_misspelt_are_told() {
    rejects_fields(
        "#[childs(id = 3)] a: A, #[Child] b: B, #[args] c: &str",
        &[
            ("childs", "did you mean `#[child]`?"),
            ("3", "`id` takes a string"),
            ("Child", "did you mean `#[child]`?"),
            ("args", "did you mean `#[arg]`?"),
            ("&str", "cannot borrow them"),
        ],
    );
    let emitted = expand(
        tokens(""),
        tokens("struct S { #[childs] a: A, #[case] b: B }"),
    );
    assert_contains(
        &emitted,
        &["struct S { a: fn() -> A, #[case] b: fn() -> B }"],
    );
}

#[test]
fn options_of_others_are_explained() {
    rejects_options(
        "count = 3, args = 1, after = a",
        &[
            ("count", "`#[child(count = ..)]` on the field"),
            ("args", "`#[child(args = ..)]` on the field"),
            ("after", "`#[child(after = ..)]` on the field"),
        ],
    );
    rejects_fields(
        "#[child(strategy = \"one_for_all\", auto_shutdown = \"never\", name = \"a\", via = Names, start = 1)] a: A",
        &[
            ("strategy", "a strategy is its supervisor's"),
            ("auto_shutdown", "of a child say `significant`"),
            ("name", "a name is its server's, `#[gen_server(name)]`"),
            ("via", "a name is its server's, `#[gen_server(via = ..)]`"),
            ("start", "did you mean `args`?"),
        ],
    );
}

#[test]
fn a_type_is_one_kind_of_process() {
    rejects(
        "",
        "#[supervisor] #[gen_server(name)] #[otp_core::registry] #[callbacks] #[other::registry] struct S;",
        &[
            ("supervisor", "two `#[supervisor]` on one item"),
            (
                "gen_server",
                "`#[supervisor]` and `#[gen_server]` on one type",
            ),
            (
                "otp_core::registry",
                "`#[supervisor]` and `#[registry]` on one type",
            ),
            (
                "callbacks",
                "goes on the impl block of a server, the others on a type",
            ),
        ],
    );
    let emitted = expand(
        tokens(""),
        tokens("#[gen_server] #[other::registry] struct S;"),
    );
    assert_contains(&emitted, &["#[other::registry]"]);
    assert_lacks(&emitted, &["#[gen_server] #[other::registry]"]);
}

#[test]
fn auto_shutdown_waits_for_a_significant_child() {
    rejects(
        "auto_shutdown = \"any_significant\"",
        "struct S;",
        &[("\"any_significant\"", "there is none")],
    );
    rejects(
        "auto_shutdown = \"all_significant\"",
        "struct S { #[child(significant = false)] a: A, #[child(restart = \"permanent\")] b: B }",
        &[("\"all_significant\"", "there is none")],
    );
    // The type itself may say that it is significant.
    rejects(
        "auto_shutdown = \"any_significant\"",
        "struct S { a: A }",
        &[],
    );
}

#[test]
fn options_of_a_child_are_known() {
    rejects_fields(
        "#[child(arg = 1, restart = \"never\", shutdown = \"brutal\", id = 5)] a: A",
        &[
            ("arg", "did you mean `args`?"),
            ("\"never\"", "unknown restart `never`"),
            ("\"brutal\"", "is no duration"),
            ("5", "`id` takes a string"),
        ],
    );
    rejects_fields("#[child(args)] a: A", &[("args", "has no value")]);
    rejects_fields(
        "#[child(args = 1)] #[child(id = \"a\")] a: A",
        &[("child", "two `#[child]`")],
    );
}

#[test]
fn restarts_are_not_counted_by_a_child() {
    rejects_fields(
        "#[child(max_restarts = 3)] a: A, #[child(restart = \"temporary\", max_restarts = 3)] b: B",
        &[
            ("max_restarts", "restarts are counted by its supervisor"),
            ("max_restarts", "a temporary child is never restarted"),
        ],
    );
}

#[test]
fn every_option_is_read() {
    rejects_options(
        "root, strategy = \"rest_for_one\", max_restarts = 0, max_seconds = \"500ms\", auto_shutdown = \"all_significant\", \
         restart = \"transient\", shutdown = \"infinity\", id = \"s\", significant, crate = otp",
        &[],
    );
    rejects_fields(
        "#[child(args = (self.a, 2), id = \"x\", restart = \"temporary\", shutdown = \"1s\", significant = false)] a: A, \
         #[child(count = 3, args = |n| (n, self.a))] b: B, #[child(count = self.n)] c: C, #[arg] n: usize, #[arg] a: String",
        &[],
    );
    rejects("", "struct Empty;", &[]);
    rejects(
        "",
        "struct Tree<T: Clone> where T: Send { #[child(args = |x: u8| x)] a: A<T> }",
        &[],
    );
}

#[test]
fn a_field_is_a_child_or_an_argument() {
    rejects_fields("#[arg] #[child] a: A", &[("#[child]", "no child")]);
    rejects_fields(
        "#[arg(into)] a: String",
        &[("into", "`#[arg]` takes no options")],
    );
    rejects_fields("#[arg] #[arg] a: String", &[("arg", "two `#[arg]`")]);
    rejects_fields("#[arg] a: &str", &[("&str", "cannot borrow them")]);
}
