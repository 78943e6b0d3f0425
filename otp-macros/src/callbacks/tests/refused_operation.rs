//! The rules about one operation.

use super::rejects;

#[test]
fn a_cast_has_no_reply() {
    for (ty, method) in [
        ("u32", "#[cast] fn a(&mut self) -> u32 { 1 }"),
        (
            "Option<u8>",
            "#[cast] fn a(&mut self) -> Option<u8> { None }",
        ),
        (
            "Result<u8, E>",
            "#[cast] fn a(&mut self) -> Result<u8, E> { todo() }",
        ),
        ("(u8, u8)", "#[cast] fn a(&mut self) -> (u8, u8) { todo() }"),
        (
            "Reply<u8>",
            "#[cast] fn a(&mut self) -> Reply<u8> { todo() }",
        ),
        ("&str", "#[cast] fn a(&mut self) -> &str { todo() }"),
    ] {
        rejects(method, &[(ty, "a cast has no reply")]);
    }
}

#[test]
fn infos_and_continues_answer_nobody() {
    rejects(
        "#[info] fn a(&mut self, _: Tick) -> u8 { 1 }",
        &[("u8", "`#[info]` answers nobody")],
    );
    rejects(
        "#[handle_continue] fn a(&mut self, _: Load) -> u8 { 1 }",
        &[("u8", "`#[handle_continue]` answers nobody")],
    );
}

#[test]
fn infos_and_continues_take_one_argument() {
    rejects("#[info] fn a(&mut self) {}", &[("a", "takes one argument")]);
    rejects(
        "#[info] fn a(&mut self, b: u8, c: u8) {}",
        &[("c: u8", "put several into a struct")],
    );
    rejects(
        "#[handle_continue] fn a(&mut self) {}",
        &[("a", "takes one argument")],
    );
}

#[test]
fn an_info_is_found_by_its_type() {
    super::rejects_item(
        "",
        "impl<T: Send> Cache<T> { fn init() -> Self { todo() } #[info] fn a(&mut self, x: T) {} }",
        &[("T", "wrap it in a struct of its own")],
    );
}

#[test]
fn an_operation_runs_on_the_state() {
    rejects(
        "#[call] fn a() -> u8 { 1 }",
        &[("a", "write `fn a(&mut self, ..)` or `&self`")],
    );
    rejects(
        "#[call] fn a(self) -> u8 { 1 }",
        &[("self", "the server keeps its state")],
    );
    rejects(
        "#[cast] fn a(mut self) {}",
        &[("mut self", "the server keeps its state")],
    );
    rejects(
        "#[cast] fn a(self: Box<Self>) {}",
        &[("self: Box<Self>", "the server keeps its state")],
    );
}

#[test]
fn arguments_are_owned() {
    rejects(
        "#[call] fn a(&self, b: &str) {}",
        &[("&str", "take a `String`")],
    );
    rejects(
        "#[call] fn a(&self, b: &Path) {}",
        &[("&Path", "take a `PathBuf`")],
    );
    rejects(
        "#[call] fn a(&self, b: Vec<&[u8]>) {}",
        &[("&[u8]", "take it by value")],
    );
    rejects(
        "#[call] fn a(&self, b: Cow<'_, str>) {}",
        &[("'_", "cannot be borrowed")],
    );
    rejects(
        "#[info] fn a(&mut self, b: &Tick) {}",
        &[("&Tick", "cannot be borrowed")],
    );
}

#[test]
fn arguments_have_one_type() {
    rejects(
        "#[call] fn a<T: Send>(&self, b: T) {}",
        &[("T: Send", "no generic parameters")],
    );
    rejects(
        "#[call] fn a<'a>(&self, b: Cow<'a, str>) {}",
        &[("'a", "remove the lifetime"), ("'a", "cannot be borrowed")],
    );
    rejects(
        "#[call] fn a(&self, b: impl Fn()) {}",
        &[("impl Fn()", "write the type or `Box<dyn ..>`")],
    );
    rejects("#[call] fn a(&self, b: _) {}", &[("_", "needs its type")]);
}

#[test]
fn arguments_take_no_attributes() {
    rejects(
        "#[call] fn a(&self, #[cfg(unix)] b: u8) {}",
        &[("#[cfg(unix)]", "takes no attributes")],
    );
}

#[test]
fn answers_are_owned_and_named() {
    rejects(
        "#[call] fn a(&self) -> &str { todo() }",
        &[("&str", "cannot borrow from it")],
    );
    rejects(
        "#[call] fn a(&self) -> impl Iterator { todo() }",
        &[("impl Iterator", "its caller can name")],
    );
    rejects(
        "#[call] fn a(&self) -> ! { todo() }",
        &[("!", "make it a `#[cast]`")],
    );
}

#[test]
fn replies_are_used_as_such() {
    rejects(
        "#[call] fn a(&self) -> Next { todo() }",
        &[("Next", "`Next` answers nobody")],
    );
    rejects(
        "#[call] fn a(&self) -> Reply { todo() }",
        &[("Reply", "`Reply` of what?")],
    );
    rejects(
        "#[call] fn a(&self, r: ReplyTo) {}",
        &[("ReplyTo", "`ReplyTo` of what?")],
    );
    rejects(
        "#[call] fn a(&self) -> Result<Reply<u8>, E> { todo() }",
        &[("Result<Reply<u8>, E>", "`Reply<Result<T, E>>`")],
    );
    rejects(
        "#[call] fn a(&self, r: ReplyTo<u8>) -> u8 { 1 }",
        &[("u8", "answers through it")],
    );
    rejects(
        "#[call] fn a(&self, r: ReplyTo<u8>, s: ReplyTo<u8>) {}",
        &[("ReplyTo<u8>", "a call has one answer")],
    );
}

#[test]
fn one_method_is_one_operation() {
    rejects(
        "#[call] #[cast] fn a(&self) {}",
        &[("cast", "`#[call]` and `#[cast]` on one method")],
    );
    rejects(
        "#[info] #[info] fn a(&self, _: Tick) {}",
        &[("info", "on one method")],
    );
}

#[test]
fn helper_attributes_take_no_options() {
    rejects(
        "#[call(timeout = \"1s\")] fn a(&self) {}",
        &[("timeout", "it is the caller's, `.timeout(..)` on the call")],
    );
    rejects(
        "#[call(later)] fn a(&self) {}",
        &[("later", "`#[call]` takes no options")],
    );
    rejects(
        "#[cast = 3] fn a(&self) {}",
        &[("=", "expected options in brackets")],
    );
}

#[test]
fn misspelt_words_are_answered_with_the_closest() {
    rejects(
        "#[cal] fn a(&self) {} #[Cast] fn b(&self, n: &str) {} #[case(1)] fn c(&self) {}",
        &[
            ("cal", "no attribute `cal` here; did you mean `#[call]`?"),
            ("Cast", "did you mean `#[cast]`?"),
            ("&str", "cannot be borrowed"),
        ],
    );
}

#[test]
fn callbacks_of_otp_are_marked_here() {
    rejects(
        "fn handle_call(&self) {} fn handle_cast(&self) {} fn handle_info(&self) {} fn handle_continue(&self) {}",
        &[
            ("handle_call", "marked `#[call]`"),
            ("handle_cast", "marked `#[cast]`"),
            ("handle_info", "marked `#[info]`"),
            ("handle_continue", "marked `#[handle_continue]`"),
        ],
    );
    rejects("#[call] fn handle_call(&self) {} fn handle_info() {}", &[]);
}

#[test]
fn words_of_otp_that_are_others_here() {
    rejects(
        "#[handle_call] fn a(&self) {}",
        &[("handle_call", "did you mean `#[call]`?")],
    );
    rejects(
        "#[handle_info] fn a(&self, _: Tick) {}",
        &[("handle_info", "did you mean `#[info]`?")],
    );
}

#[test]
fn handlers_are_safe_rust() {
    rejects(
        "#[call] unsafe fn a(&self) {}",
        &[("unsafe", "cannot be unsafe")],
    );
    rejects(
        "#[call] extern \"C\" fn a(&self) {}",
        &[("extern \"C\"", "a callback is a Rust function")],
    );
}

#[test]
fn every_mistake_is_reported_at_once() {
    rejects(
        "#[cast] fn a(b: &str) -> u8 { 1 } #[call] fn stop(&self) {} #[info] fn c(&self) {}",
        &[
            ("a", "runs on the server's state"),
            ("&str", "cannot be borrowed"),
            ("u8", "a cast has no reply"),
            ("stop", "every client has"),
            ("c", "takes one argument"),
        ],
    );
}
