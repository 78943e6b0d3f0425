//! What is written for legal blocks, and for those with errors.

use proc_macro2::TokenStream;

use super::server;
use crate::callbacks::expand;
use crate::testing::{assert_contains, assert_lacks, tokens};

fn emitted(methods: &str) -> TokenStream {
    expand(TokenStream::new(), tokens(&server(methods)))
}

#[test]
fn the_block_is_emitted_without_helper_attributes() {
    let emitted = expand(
        TokenStream::new(),
        tokens(
            "impl S { async fn init(#[key] a: String) -> Self { S } #[call] #[inline] fn b(&self) -> u8 { 1 } }",
        ),
    );
    assert_contains(
        &emitted,
        &["impl S { async fn init(a: String) -> Self { S } #[inline] fn b(&self) -> u8 { 1 } }"],
    );
    assert_lacks(&emitted, &["#[key]", "#[call]"]);
}

#[test]
fn a_call_is_a_variant_an_arm_and_a_method() {
    let emitted =
        emitted("/// The count.\n #[call] pub(crate) async fn get(&self, n: u8) -> u32 { 1 }");
    assert_contains(
        &emitted,
        &[
            "get(__otp::Slot<u32>, u8)",
            "Self::get(self, __a0)",
            "/// The count.\n pub(crate) fn get(&self, n: u8) -> __otp::Call<Counter, u32>",
            "move |__slot| __Message::get(__slot, n)",
            "__Message::get(..) => &\"get\"",
        ],
    );
}

#[test]
fn a_cast_has_a_try_beside_it() {
    let emitted = emitted(
        "#[cast] fn none(&self) {} #[cast] fn one(&self, a: A) {} #[cast] fn two(&self, a: A, b: B) {}",
    );
    assert_contains(
        &emitted,
        &[
            "pub fn one(&self, a: A) -> __otp::CastOf<Counter>",
            "pub fn try_none(&self,) -> __otp::Result<(), __otp::TrySendError<()>>",
            "pub fn try_one(&self, a: A) -> __otp::Result<(), __otp::TrySendError<A>>",
            "pub fn try_two(&self, a: A, b: B) -> __otp::Result<(), __otp::TrySendError<(A, B)>>",
        ],
    );
}

#[test]
fn text_arguments_are_taken_as_anything_that_becomes_one() {
    let emitted = expand(
        TokenStream::new(),
        tokens(
            "impl S { fn init(#[key] name: String, dir: std::path::PathBuf, n: u8) -> Self { S } }",
        ),
    );
    assert_contains(
        &emitted,
        &[
            "pub fn start_link(name: impl __otp::Into<String>, dir: impl __otp::Into<std::path::PathBuf>, n: u8)",
            "pub fn via(name: impl __otp::Into<String>) -> SRef",
            "type Args = (String, std::path::PathBuf, u8,);",
        ],
    );
}

#[test]
fn a_later_answer_goes_through_the_slot() {
    let emitted = emitted("#[call] fn a(&self, x: u8, reply: ReplyTo<u32>, y: u8) {}");
    assert_contains(
        &emitted,
        &[
            "a(__otp::Slot<u32>, u8, u8)",
            "Self::a(self, __a0, __otp::Slot::into_reply_to(__slot), __a1)",
            "pub fn a(&self, x: u8, y: u8)",
        ],
    );
}

#[test]
fn a_reply_finishes_its_slot() {
    let emitted = emitted("#[call] fn a(&self) -> Reply<u32, Go> { todo() }");
    assert_contains(
        &emitted,
        &[
            "a(__otp::Slot<u32>,)",
            "__otp::Slot::finish(__slot, __value)",
        ],
    );
}

#[test]
fn infos_that_otp_sends_are_recognised() {
    let emitted = emitted(
        "#[info] fn a(&self, _: Exit) {} #[info] fn b(&self, _: otp::Down) {} #[info] fn c(&self, _: IdleTimeout) {}",
    );
    assert_contains(
        &emitted,
        &["fn exit_info(", "fn down_info(", "fn timeout_info()"]
            .map(|part| part.trim_end_matches('(')),
    );
}

#[test]
fn cfgs_reach_everything_of_an_operation() {
    let text = emitted("#[cfg(unix)] #[cast] fn a(&self) {}").to_string();
    // The method itself, its variant, arm, two client methods, its name.
    assert_eq!(text.matches("cfg").count(), 6, "{text}");
    let text = emitted("#[cfg(unix)] #[info] fn a(&self, _: Exit) {}").to_string();
    // The method itself, what is asked of its type (a trait and its impl), its variant, conversion, arm, exit_info, its name.
    assert_eq!(text.matches("cfg").count(), 8, "{text}");
}

#[test]
fn self_is_the_server_wherever_it_is_written() {
    let emitted = expand(
        TokenStream::new(),
        tokens(
            "impl<K: Send> Cache<K> { fn init() -> Self { todo() } #[call] fn merge(&mut self, other: Self) -> Option<Self> { None } }",
        ),
    );
    assert_contains(
        &emitted,
        &["merge(__otp::Slot<Option<Cache::<K>>>, Cache::<K>)"],
    );
}

#[test]
fn a_generic_server_has_generic_messages() {
    let emitted = expand(
        TokenStream::new(),
        tokens(
            "impl<K, const N: usize> Cache<K, N> where K: Send { fn init() -> Self { todo() } #[cast] fn put(&mut self, key: K) {} }",
        ),
    );
    assert_contains(
        &emitted,
        &[
            "pub enum __Message<K, const N: usize> where K: Send",
            "PhantomData<fn(*const K)>",
            "type Message = __Message<K, N>;",
        ],
    );
}

#[test]
fn operations_without_docs_get_some() {
    let emitted = emitted("#[call] fn a(&self) {}");
    assert_contains(
        &emitted,
        &["#[doc = \"Calls `a` of the `Counter` that this leads to.\"]"],
    );
}

#[test]
fn a_block_with_errors_leaves_its_functions() {
    let emitted = expand(
        TokenStream::new(),
        tokens(
            "impl S { fn init(a: &str) -> Self { S } #[cast] fn add(&mut self, n: u8) -> u8 { 1 } #[call] fn get(&self) -> u8 { 1 } }",
        ),
    );
    assert_contains(
        &emitted,
        &[
            "impl S { fn init(a: &str) -> Self { S } fn add(&mut self, n: u8) -> u8 { 1 } fn get(&self) -> u8 { 1 } }",
            "compile_error",
            "GenServer for S",
            "pub fn start_link(a: &str,)",
            "pub fn add(&self, n: u8,)",
            "pub fn try_add(&self, n: u8,)",
            "pub fn get(&self,) -> ::otp_core::__private::Call<S, u8>",
        ],
    );
}

#[test]
fn a_second_definition_is_switched_off() {
    let emitted = emitted("fn init(n: u8) -> Self { Counter }");
    assert_contains(
        &emitted,
        &["#[cfg(any())] fn init(n: u8) -> Self { Counter }"],
    );
}

#[test]
fn an_async_handler_that_shares_the_state_asks_for_sync() {
    let asked = &["__TakeMutSelfUnlessTheStateIsSync<Counter>"];
    for method in [
        "#[call] async fn a(&self) {}",
        "#[cast] async fn a(&self) {}",
    ] {
        assert_contains(&emitted(method), asked);
    }
    for method in [
        "#[call] async fn a(&mut self) {}",
        "#[call] fn a(&self) {}",
        "async fn a(&self) {}",
    ] {
        assert_lacks(&emitted(method), asked);
    }
}
