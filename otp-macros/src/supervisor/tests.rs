use super::check::check;
use super::expand;
use super::spec::Spec;
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
fn a_field_is_a_child_or_an_argument() {
    rejects_fields("#[arg] #[child] a: A", &[("#[child]", "no child")]);
    rejects_fields(
        "#[arg(into)] a: String",
        &[("into", "`#[arg]` takes no options")],
    );
    rejects_fields("#[arg] #[arg] a: String", &[("arg", "two `#[arg]`")]);
    rejects_fields("#[arg] a: &str", &[("&str", "cannot borrow them")]);
}

#[test]
fn children_are_specifications_in_the_order_of_the_fields() {
    let emitted = expand(
        tokens(
            "strategy = \"rest_for_one\", max_restarts = 1, max_seconds = 2, auto_shutdown = \"any_significant\"",
        ),
        tokens(
            "pub struct System { a: A, #[child(args = (self.dir.clone(), 2), id = \"two\", restart = \"transient\", significant)] \
             b: B<u8>, #[cfg(unix)] c: C, #[arg] dir: PathBuf }",
        ),
    );
    assert_contains(
        &emitted,
        &[
            "pub struct System { a: fn() -> A, b: fn() -> B<u8>, \
             #[cfg(unix)] c: fn() -> C, dir: PathBuf }",
            "__children.push(::otp_core::__private::ChildSpec::erase(<A>::child_spec()));",
            "ChildSpec::with_id(<B<u8> >::child_spec(self.dir.clone(), 2), \"two\")",
            "use ::otp_core::__private::NotAChild as _; __children.push(::otp_core::__private::ChildSpec::erase(<C>::child_spec()));",
            "const STRATEGY: ::otp_core::__private::Strategy = ::otp_core::__private::Strategy::RestForOne;",
            "const INTENSITY: u32 = 1u32;",
            "::otp_core::__private::AutoShutdown::AnySignificant",
            "pub fn start_link(dir: impl ::otp_core::__private::Into<PathBuf>)",
        ],
    );
}

#[test]
fn a_pool_is_numbered() {
    let emitted = expand(
        tokens(""),
        tokens("struct Pool { #[child(count = 3, args = |n| (n, \"w\"))] worker: W }"),
    );
    assert_contains(
        &emitted,
        &[
            "let __count: usize = 3;",
            "let n: usize = __number;",
            "<W>::child_spec(n, \"w\")",
            "ChildId::numbered(\"worker\", __number)",
        ],
    );
}

#[test]
fn a_generic_supervisor_keeps_its_parameters() {
    let emitted = expand(
        tokens(""),
        tokens(
            "struct Tree<T: Clone = u8, const N: usize = 1> where T: Send { #[child(args = Self::first())] a: A<T>, #[arg] first: T }",
        ),
    );
    assert_contains(
        &emitted,
        &[
            "pub struct __Args<T: Clone, const N: usize> where T: Send",
            "<A<T> >::child_spec(Tree::<T, N>::first())",
            "SupervisorType for Tree<T, N> where T: Send",
        ],
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
fn a_wrong_child_leaves_the_supervisor() {
    let emitted = expand(
        tokens("strategy = \"x\""),
        tokens("struct S { #[child(nonsense)] a: A }"),
    );
    assert_contains(
        &emitted,
        &[
            "compile_error",
            "struct S { a: fn() -> A }",
            "SupervisorType for S",
            "fn which_children",
        ],
    );
}

#[test]
fn the_docs_list_the_children_with_what_their_fields_say() {
    let emitted = expand(
        tokens("strategy = \"one_for_all\", auto_shutdown = \"any_significant\""),
        tokens(
            "struct S<T> { #[child(id = \"x\", restart = \"transient\", shutdown = \"2s\", significant)] a: A, \
             #[cfg(unix)] #[child(after = a, shutdown = \"infinity\")] b: b::B<u8>, \
             #[child(count = 3, shutdown = \"brutal_kill\", significant = false)] c: T, #[arg] d: u8 }",
        ),
    );
    assert_contains(
        &emitted,
        &[
            r##"#[doc = "\n\n# Tree\n\nStarts in this order, `one_for_all`, `max_restarts` 3 in 5s, `auto_shutdown` any_significant:\n\n"]"##,
            "#[doc = \"1. `a`: [`A`], id `x`, transient, shutdown 2s, significant\"]",
            "#[cfg_attr(all(unix), doc = \"1. `b`: [`b::B`]`<u8>`, shutdown infinity, after `a`\")]",
            "#[doc = \"1. `c`: `T`, a pool of `3`, shutdown brutal_kill, not significant\"]",
            "rustdoc::private_intra_doc_links",
        ],
    );
    let emitted = expand(tokens(""), tokens("struct S;"));
    assert_contains(
        &emitted,
        &[
            r##"#[doc = "\n\n# Tree\n\nStarts in this order, `one_for_one`, `max_restarts` 3 in 5s:\n\nnothing but what is added as it runs."]"##,
        ],
    );
}

#[test]
fn what_is_legal_and_odd_is_asked_of_the_tree() {
    let emitted = expand(
        tokens("strategy = \"one_for_all\", max_restarts = 0"),
        tokens("#[allow(deprecated)] #[doc = \"\"] struct S { #[cfg(unix)] a: A }"),
    );
    assert_contains(
        &emitted,
        &[
            "#[allow(deprecated)] const _: () = <::otp_core::__private::LegalButOdd<{ \
             ::otp_core::__private::has_one_child(<S as ::otp_core::__private::Declares>::DECLARATION) }>>::ONE_CHILD;",
            "::otp_core::__private::restarts_none(<S as ::otp_core::__private::Declares>::DECLARATION)",
            "::NO_RESTARTS;",
            "#[cfg(unix)] #[allow(deprecated)] const _: () = <::otp_core::__private::LegalButOdd<{ \
             ::otp_core::__private::is_cut_short(<S as ::otp_core::__private::Declares>::DECLARATION, \"a\") }>>::CUT_SHORT;",
        ],
    );
    let emitted = expand(tokens("max_seconds = 9"), tokens("struct S { a: A }"));
    assert_contains(&emitted, &["::NONE_TO_COUNT;"]);
    assert_lacks(&emitted, &["ONE_CHILD", "NO_RESTARTS"]);
    // What a generic tree is, is not known here.
    let emitted = expand(
        tokens("strategy = \"one_for_all\""),
        tokens("struct S<T> { a: A, #[arg] t: T }"),
    );
    assert_lacks(&emitted, &["ONE_CHILD", "CUT_SHORT"]);
}
