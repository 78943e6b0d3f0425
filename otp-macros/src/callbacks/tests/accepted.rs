//! Odd but legal.

use super::{rejects, rejects_item};

#[test]
fn every_kind_of_operation() {
    rejects(
        "#[call] fn a(&self) -> u8 { 1 } #[call] async fn b(&mut self, x: u8, (y, z): (u8, u8)) {} \
         #[cast] fn c(&mut self) {} #[cast] fn d(&mut self) -> Next<Go> { todo() } \
         #[cast] async fn e(self: &mut Self) -> Result<(), E> { Ok(()) } #[cast] fn f(&self) -> ! { exit() } \
         #[info] fn g(&mut self, tick: Tick) {} #[handle_continue] fn h(&mut self, _: Load) -> Result<Next, E> { todo() } \
         fn terminate(&mut self, reason: ExitReason) {} fn plain<T>(x: &T) -> T { todo() } const N: u8 = 1;",
        &[],
    );
}

#[test]
fn every_kind_of_answer() {
    rejects(
        "#[call] fn a(&self) -> Reply<Result<u8, E>, Go> { todo() } #[call] fn b(&self, reply: ReplyTo<u8>) {} \
         #[call] fn c(&self, x: u8, reply: otp::ReplyTo<Self>) -> Next { todo() } #[call] fn d(&self) -> &'static str { todo() } \
         #[call] fn e(&self) -> Result<u8, E> { todo() } #[call] fn f(&self, reply: ReplyTo<u8>) -> Result<(), E> { todo() }",
        &[],
    );
}

#[test]
fn a_cast_may_pass_on_a_reply_to() {
    rejects(
        "#[cast] fn work(&mut self, job: Job, reply: ReplyTo<u8>) {}",
        &[],
    );
}

#[test]
fn a_return_type_may_be_an_alias() {
    rejects(
        "#[cast] fn a(&mut self) -> Stored { todo() } #[cast] fn b(&mut self) -> io::Result<()> { todo() }",
        &[],
    );
}

#[test]
fn arguments_that_own_what_they_hold() {
    rejects(
        "#[call] fn a(&self, f: Box<dyn Fn(&str) -> bool + Send>, g: fn(&u8), s: &'static str, b: Box<dyn for<'a> T<'a>>) {}",
        &[],
    );
}

#[test]
fn inits_of_every_kind() {
    for init in [
        "async fn init(#[key] name: String, size: u8) -> Init<Self>",
        "fn init(size: u8, #[key] key: (A, B)) -> Result<Self, E>",
        "pub(crate) async fn init() -> Result<Init<Self>, E>",
        "fn init() -> Counter",
    ] {
        rejects_item("", &format!("impl Counter {{ {init} {{ todo() }} }}"), &[]);
    }
}

#[test]
fn terminates_of_every_kind() {
    for terminate in [
        "async fn terminate(&mut self, reason: ExitReason)",
        "fn terminate(&self, _: &ExitReason)",
        "fn terminate(&mut self, reason: ExitReason) -> ()",
    ] {
        rejects(&format!("{terminate} {{ }}"), &[]);
    }
}

#[test]
fn operations_of_one_name_under_opposite_cfgs() {
    rejects(
        "#[cfg(unix)] #[call] fn a(&self) {} #[cfg(not(unix))] #[call] fn a(&self) {} \
         #[cfg(unix)] #[info] fn b(&self, _: Exit) {} #[cfg(not(unix))] #[info] fn c(&self, _: Exit) {}",
        &[],
    );
}

#[test]
fn an_info_may_be_named_like_a_client_method() {
    rejects("#[info] fn stop(&mut self, _: Stop) {}", &[]);
}

#[test]
fn raw_names_and_generic_servers() {
    rejects_item(
        "crate = otp",
        "impl<K: Eq, const N: usize> crate::Cache<K, N> where K: Send + 'static { fn init(r#type: u8) -> Self { todo() } \
         #[call] fn r#match(&self, key: K) -> [u8; N] { todo() } #[info] fn tick(&mut self, _: Tick<K>) {} }",
        &[],
    );
}

#[test]
fn names_of_arguments_differ_at_the_client() {
    let sig: syn::Signature = syn::parse_quote!(fn a(&self, _x: u8, x: u8, _: u8, arg2: u8, (a, b): (u8, u8), _1: u8, _self: u8, r#type: u8, mut y: u8));
    let names = crate::callbacks::check_signature::argument_names(&sig);
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    assert_eq!(
        names,
        [
            "x_0", "x", "arg2_2", "arg2", "arg4", "arg5", "arg6", "r#type", "y"
        ]
    );
}
