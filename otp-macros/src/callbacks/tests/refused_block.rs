//! The rules about the block, its names, `init` and `terminate`.

use super::{rejects, rejects_item};

#[test]
fn only_an_inherent_impl_is_a_block_of_callbacks() {
    rejects_item(
        "",
        "struct S;",
        &[("struct", "the state itself takes `#[gen_server]`")],
    );
    rejects_item("", "fn f() {}", &[("fn", "not on a function")]);
    rejects_item("", "impl Clone for S {}", &[("Clone", "not of a trait")]);
    rejects_item(
        "",
        "impl (A, B) {}",
        &[("(A, B)", "needs the name of a struct")],
    );
}

#[test]
fn options_are_the_path_of_the_crate() {
    rejects_item(
        "restart = \"permanent\"",
        "impl S { fn init() -> Self { S } }",
        &[("restart", "unknown option `restart` of `callbacks`")],
    );
}

#[test]
fn a_server_without_init_is_none() {
    rejects_item(
        "",
        "impl Counter { #[call] fn get(&self) -> u8 { 1 } }",
        &[("Counter", "needs an `init`")],
    );
    rejects_item(
        "",
        "impl Counter { fn helper(&self) -> u8 { 1 } fn inti() -> Self { Counter } }",
        &[("Counter", "did you mean it by `inti`?")],
    );
    rejects_item(
        "",
        "#[callbacks] impl Counter { fn init() -> Self { Counter } }",
        &[("callbacks", "two `#[callbacks]` on one item")],
    );
    rejects_item(
        "",
        "impl Counter { #[call] fn get(&self, #[key] n: u8) -> u8 { 1 } }",
        &[
            ("Counter", "needs an `init`"),
            ("#[key]", "goes on the argument of `init`"),
        ],
    );
}

#[test]
fn a_server_starts_in_one_way() {
    rejects(
        "fn init(n: u8) -> Self { Counter }",
        &[("init", "two `init`")],
    );
}

#[test]
fn init_makes_the_state() {
    let block = |init: &str| format!("impl Counter {{ {init} }}");
    rejects_item(
        "",
        &block("fn init(&self) -> Self { Counter }"),
        &[("&self", "there is no `self` yet")],
    );
    rejects_item(
        "",
        &block("fn init() {}"),
        &[("init", "`init` gives the state")],
    );
    rejects_item(
        "",
        &block("#[call] fn init() -> Self { Counter }"),
        &[("call", "known by its name")],
    );
    rejects_item(
        "",
        &block("fn init(name: &str) -> Self { Counter }"),
        &[("&str", "take a `String`")],
    );
    rejects_item(
        "",
        &block("fn init<T>(x: T) -> Self { Counter }"),
        &[("T", "no generic parameters")],
    );
    rejects_item(
        "",
        &block("unsafe extern \"C\" fn init() -> Self { Counter }"),
        &[
            ("unsafe", "cannot be unsafe"),
            ("extern \"C\"", "remove `extern`"),
        ],
    );
    rejects_item(
        "",
        &block("fn init(x: impl Into<u8>) -> Self { Counter }"),
        &[("impl Into<u8>", "has one type")],
    );
}

#[test]
fn a_server_has_one_key() {
    let block = |init: &str| format!("impl Counter {{ {init} }}");
    rejects_item(
        "",
        &block("fn init(#[key] a: u8, #[key] b: u8) -> Self { Counter }"),
        &[("#[key]", "a server has one key")],
    );
    rejects_item(
        "",
        &block("fn init(#[key(x)] a: u8) -> Self { Counter }"),
        &[("x", "takes no options")],
    );
    rejects_item(
        "",
        &block("fn init(#[key] a: f64) -> Self { Counter }"),
        &[("f64", "cannot be a key")],
    );
    rejects(
        "#[call] fn a(&self, #[key] b: u8) {}",
        &[("#[key]", "goes on the argument of `init`")],
    );
    rejects(
        "#[call] #[key] fn a(&self) {}",
        &[("key", "goes on the argument of `init`")],
    );
}

#[test]
fn terminate_takes_the_reason_and_gives_nothing() {
    rejects(
        "fn terminate(&mut self) {}",
        &[("terminate", "takes the exit reason")],
    );
    rejects(
        "fn terminate(&mut self, a: ExitReason, b: u8) {}",
        &[("terminate", "takes the exit reason")],
    );
    rejects(
        "fn terminate(reason: ExitReason) {}",
        &[("terminate", "runs on the server's state")],
    );
    rejects(
        "fn terminate(&mut self, reason: ExitReason) -> Next { todo() }",
        &[("Next", "returns nothing")],
    );
    rejects(
        "#[info] fn terminate(&mut self, reason: ExitReason) {}",
        &[("info", "known by its name")],
    );
    rejects(
        "unsafe fn terminate<T>(&mut self, reason: ExitReason) {}",
        &[
            ("unsafe", "cannot be unsafe"),
            ("T", "no generic parameters"),
        ],
    );
    rejects(
        "fn terminate(self, reason: ExitReason) {}",
        &[("self", "the server keeps its state")],
    );
    rejects(
        "fn terminate(&mut self, a: ExitReason) {} fn terminate(&mut self, a: ExitReason) {}",
        &[("terminate", "two `terminate`")],
    );
}

#[test]
fn an_operation_is_one_message() {
    rejects(
        "#[call] fn a(&self) {} #[cast] fn a(&self, x: u8) {}",
        &[("a", "two operations are named `a`")],
    );
    rejects(
        "#[call] fn a(&self) {} fn a(&self, x: u8) {}",
        &[("a", "two operations are named `a`")],
    );
}

#[test]
fn names_of_generated_functions_are_taken() {
    for name in [
        "start_link",
        "start",
        "child_spec",
        "via",
        "named",
        "self_ref",
    ] {
        rejects(
            &format!("fn {name}() {{}}"),
            &[(name, "is generated for every server")],
        );
        rejects(
            &format!("#[call] fn {name}(&self) {{}}"),
            &[(name, "is generated for every server")],
        );
    }
}

#[test]
fn names_of_client_methods_are_taken() {
    for name in [
        "pid",
        "stop",
        "monitor",
        "is_alive",
        "recipient",
        "exited",
        "call",
        "cast",
        "try_cast",
        "info",
        "clone",
    ] {
        rejects(
            &format!("#[call] fn {name}(&self) {{}}"),
            &[(name, "every client has")],
        );
    }
}

#[test]
fn a_try_beside_a_cast_is_taken() {
    rejects(
        "#[call] fn try_add(&self) {} #[cast] fn add(&mut self) {}",
        &[("try_add", "is generated beside the cast `add`")],
    );
}

#[test]
fn a_type_has_one_handler() {
    rejects(
        "#[info] fn a(&self, _: Tick) {} #[info] fn b(&self, _: Tick) {}",
        &[("Tick", "`#[info]` `a` takes this type already")],
    );
    rejects(
        "#[handle_continue] fn a(&self, _: Load) {} #[handle_continue] fn b(&self, _: Load) {}",
        &[("Load", "`#[handle_continue]` `a` takes this type already")],
    );
}

#[test]
fn a_server_borrows_nothing() {
    rejects_item(
        "",
        "impl<'a> Counter<'a> { fn init() -> Self { Counter } }",
        &[("'a", "a server cannot borrow")],
    );
}
