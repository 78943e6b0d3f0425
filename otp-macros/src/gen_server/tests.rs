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
    rejects(options, "struct Counter { n: u32 }", expected);
}

#[track_caller]
fn accepts(options: &str, item: &str) {
    rejects(options, item, &[]);
}

fn emitted(options: &str, item: &str) -> proc_macro2::TokenStream {
    expand(tokens(options), tokens(item))
}

#[test]
fn every_option_is_read() {
    accepts(
        "restart = \"transient\", shutdown = \"5s\", id = \"c\", significant, name = \"counter\", mailbox = 1024, \
         call_timeout = \"infinity\", trap_exit, blocking = false, debug_state, crate = my::otp",
        "pub struct Counter;",
    );
    accepts(
        "via = Registry<u8, u16>, mailbox = LIMIT",
        "enum Counter { Zero, More(u32) }",
    );
    accepts(
        "",
        "struct Cache<K, V = String> where K: Eq { map: Map<K, V> }",
    );
}

#[test]
fn a_type_is_one_kind_of_process() {
    rejects(
        "",
        "#[gen_server(name)] struct C;",
        &[("gen_server", "two `#[gen_server]` on one item")],
    );
    let item = emitted("", "#[gen_server(name)] struct C;");
    assert_lacks(&item, &["#[gen_server(name)] struct"]);
}

#[test]
fn a_named_server_says_so_to_trees() {
    for options in ["name", "name = \"counter\""] {
        assert_contains(&emitted(options, "struct C;"), &["HasName for C {}"]);
    }
    assert_lacks(&emitted("", "struct C;"), &["HasName"]);
    assert_lacks(&emitted("name", "struct C<T>(T);"), &["HasName"]);
}

#[test]
fn via_takes_a_type() {
    rejects_options("via = \"Names\"", &[("\"Names\"", "`via = Names`")]);
    rejects_options(
        "via = Names::new()",
        &[("Names::new()", "`via = MyRegistry`")],
    );
    rejects_options("via", &[("via", "`via = MyRegistry`")]);
    // As if one were written, for the `#[key]`.
    assert_contains(&emitted("via", "struct C;"), &["UnclearRegistry"]);
}

#[test]
fn unknown_option_is_answered_with_the_closest() {
    rejects_options(
        "restert = \"transient\"",
        &[("restert", "did you mean `restart`?")],
    );
    rejects_options(
        "colour = 1",
        &[(
            "colour",
            "unknown option `colour` of `gen_server`; expected `restart`",
        )],
    );
    rejects_options(
        "timeout = \"1s\"",
        &[("timeout", "did you mean `call_timeout`?")],
    );
    rejects_options(
        "strategy = \"one_for_one\"",
        &[("strategy", "a strategy is its supervisor's")],
    );
    rejects_options("registry = Names", &[("registry", "did you mean `via`?")]);
    rejects_options(
        "max_restarts = 3, max_seconds = 5, hibernate_after = 5",
        &[
            ("max_restarts", "`#[supervisor(max_restarts = ..)]`"),
            ("max_seconds", "`#[supervisor(max_seconds = ..)]`"),
            ("hibernate_after", "there is nothing to hibernate"),
        ],
    );
}

#[test]
fn duplicate_option_is_refused_at_the_second() {
    rejects_options("id = \"a\", id = \"b\"", &[("id", "duplicate option `id`")]);
}

#[test]
fn all_errors_are_reported_at_once() {
    rejects_options(
        "restart = \"transiant\", shutdown = 5, mailbox = 0, call_timeout = \"soon\", nam",
        &[
            (
                "\"transiant\"",
                "unknown restart `transiant`; did you mean `transient`?",
            ),
            ("5", "`shutdown = \"5ms\"` or `shutdown = \"5s\"`"),
            ("0", "takes no message"),
            ("\"soon\"", "is no duration"),
            ("nam", "did you mean `name`?"),
        ],
    );
}

#[test]
fn an_option_that_cannot_be_read_does_not_hide_the_next() {
    rejects_options(
        "restart = , id = \"\", 5, mailbox = -1",
        &[
            ("=", "`restart =` has no value"),
            ("\"\"", "`id` is empty"),
            ("5", "expected an option"),
            ("-1", "`mailbox` is a count"),
        ],
    );
}

#[test]
fn restart_is_a_string() {
    rejects_options(
        "restart = transient",
        &[("transient", "`restart = \"transient\"`")],
    );
    rejects_options(
        "restart = Restart::Temporary",
        &[("Restart::Temporary", "`restart = \"temporary\"`")],
    );
    rejects_options("restart", &[("restart", "`restart` takes a word")]);
    rejects_options("restart = 3", &[("3", "`restart` takes a word")]);
}

#[test]
fn significant_needs_a_child_that_can_end() {
    rejects_options("significant", &[("significant", "cannot be permanent")]);
    rejects_options(
        "significant, restart = \"permanent\"",
        &[("significant", "cannot be permanent")],
    );
    accepts("significant, restart = \"temporary\"", "struct S;");
    accepts("significant = false", "struct S;");
}

#[test]
fn shutdown_is_a_duration_or_a_word() {
    accepts("shutdown = \"brutal_kill\"", "struct S;");
    accepts("shutdown = \"1min 30s\"", "struct S;");
    rejects_options(
        "shutdown = \"brutalkill\"",
        &[("\"brutalkill\"", "did you mean `\"brutal_kill\"`?")],
    );
    rejects_options(
        "shutdown = \"5000\"",
        &[("\"5000\"", "a duration has a unit")],
    );
    rejects_options("shutdown", &[("shutdown", "`shutdown` takes a string")]);
}

#[test]
fn call_timeout_is_a_duration_or_infinity() {
    rejects_options("call_timeout = 5", &[("5", "takes a duration")]);
    rejects_options(
        "call_timeout = \"infinite\"",
        &[("\"infinite\"", "did you mean `\"infinity\"`?")],
    );
}

#[test]
fn mailbox_is_a_number_of_messages() {
    rejects_options("mailbox = \"10\"", &[("\"10\"", "takes a whole number")]);
    rejects_options("mailbox", &[("mailbox", "takes a whole number")]);
    rejects_options(
        "mailbox = \"unbounded\"",
        &[("\"unbounded\"", "remove the option")],
    );
    rejects_options(
        "mailbox = 99999999999999999999999",
        &[("99999999999999999999999", "out of range")],
    );
}

#[test]
fn flags_take_no_value() {
    rejects_options("trap_exit = 1", &[("1", "takes no value")]);
    rejects_options("blocking = 1", &[("1", "`blocking` takes no value")]);
    rejects_options("debug_state = 1", &[("1", "`debug_state` takes no value")]);
    rejects_options("significant = 1", &[("1", "`significant` takes no value")]);
}

#[test]
fn a_server_has_one_name() {
    rejects_options("name, via = Registry", &[("via", "a server has one name")]);
    rejects_options("name = 5", &[("5", "`name` takes a string")]);
    rejects_options("via", &[("via", "`via` takes a type")]);
}

#[test]
fn crate_takes_a_path() {
    rejects_options("crate", &[("crate", "`crate` takes a path")]);
}

#[test]
fn only_structs_and_enums_are_states() {
    rejects("", "union U { a: u8 }", &[("union", "not on a union")]);
    rejects("", "fn f() {}", &[("fn", "not on a function")]);
    rejects("", "trait T {}", &[("trait", "not on a trait")]);
    rejects(
        "",
        "impl S {}",
        &[(
            "impl",
            "not on an impl block; the block with the operations takes",
        )],
    );
    rejects("", "type T = u8;", &[("type", "not on a type alias")]);
    rejects("", "impl S {}", &[("impl", "takes `#[callbacks]`")]);
}

#[test]
fn a_state_borrows_nothing() {
    rejects(
        "",
        "struct S<'a> { a: &'a str }",
        &[("'a", "a server cannot borrow")],
    );
}

#[test]
fn the_item_is_emitted_whatever_is_wrong() {
    for item in ["union U { a: u8 }", "struct S { n: u32 }", "fn f() {}"] {
        let emitted = emitted("restart = \"x\", nonsense", item);
        assert_contains(&emitted, &[item, "compile_error"]);
    }
}

#[test]
fn a_wrong_option_leaves_the_client() {
    assert_contains(
        &emitted("restart = \"x\"", "struct S;"),
        &["struct SRef", "GenServerSpec for S"],
    );
}

#[test]
fn a_plain_server_has_a_spec_and_a_client() {
    let emitted = emitted("", "#[derive(Debug)] pub(crate) struct Counter { n: u32 }");
    assert_contains(
        &emitted,
        &[
            "#[derive(Debug)] pub(crate) struct Counter { n: u32 }",
            "pub(crate) struct CounterRef",
            "impl __otp::GenServerSpec for Counter",
            "type Mailbox = __otp::Unbounded;",
            "type Start = __otp::Again;",
            "ChildId::of_type::<Self>()",
        ],
    );
    assert_lacks(
        &emitted,
        &[
            "const RESTART",
            "const SHUTDOWN",
            "fn named",
            "Via for",
            "fn describe",
        ],
    );
}

#[test]
fn options_become_constants() {
    let emitted = emitted(
        "restart = \"temporary\", shutdown = \"1500ms\", call_timeout = \"infinity\", mailbox = 8, name = \"c\", debug_state, \
         crate = my::otp",
        "struct Counter;",
    );
    assert_contains(
        &emitted,
        &[
            "use my::otp::__private as __otp;",
            "const RESTART: __otp::Restart = __otp::Restart::Temporary;",
            "__otp::Shutdown::Timeout(__otp::Duration::new(1u64, 500000000u32))",
            "const CALL_TIMEOUT: __otp::Option<__otp::Duration> = __otp::Option::None;",
            "type Mailbox = __otp::Bounded<{ 8 }>;",
            "type Start = __otp::Once;",
            "Name::local(\"c\")",
            "fn named() -> CounterRef",
            "fn describe(&self)",
        ],
    );
    assert_lacks(&emitted, &["otp_core"]);
}

#[test]
fn a_generic_server_has_a_generic_client() {
    let emitted = emitted("via = R", "struct Cache<K: Eq, V = u8> { map: Map<K, V> }");
    assert_contains(
        &emitted,
        &[
            "struct CacheRef<K: Eq, V = u8> where Cache<K, V>: ::otp_core::__private::GenServer",
            "impl<K: Eq, V> __otp::Clone for CacheRef<K, V>",
            "type Registry = R;",
        ],
    );
}

#[test]
fn restarts_are_not_counted_by_a_server() {
    rejects_options(
        "max_restarts = 3, max_seconds = 5",
        &[
            (
                "max_restarts",
                "restarts are counted by its supervisor, `#[supervisor(max_restarts",
            ),
            (
                "max_seconds",
                "restarts are counted by its supervisor, `#[supervisor(max_seconds",
            ),
        ],
    );
    rejects_options(
        "restart = \"temporary\", max_restarts = 3, max_seconds = 5",
        &[
            ("max_restarts", "so there is nothing to count"),
            ("max_seconds", "so there is no time to count in"),
        ],
    );
}

#[test]
fn what_is_generated_is_there_when_the_item_is() {
    let emitted = emitted("name", "#[cfg(unix)] struct S;");
    let text = emitted.to_string();
    let items = syn::parse2::<syn::File>(emitted).expect("a file").items;
    assert_eq!(text.matches("cfg").count(), items.len(), "{text}");
}
