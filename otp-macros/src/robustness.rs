//! Half-written code, as it is while somebody types: no macro panics on it, and each gives the item back.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::testing::tokens;
use crate::{callbacks, dynamic_supervisor, gen_server, mark, registry, supervisor};

type Macro = fn(TokenStream, TokenStream) -> TokenStream;

const INPUTS: &[(Macro, &str, &str)] = &[
    (
        gen_server::expand,
        "restart = \"transient\", shutdown = \"5s\", via = Registry<u8>, mailbox = 4, significant, crate = otp",
        "/// Docs.\n pub struct Counter<K: Eq = u8> where K: Send { n: K, m: Vec<u8> }",
    ),
    (
        callbacks::expand,
        "crate = otp",
        "impl<K: Send> Counter<K> where K: Eq { async fn init(#[key] name: String, _n: u8) -> Init<Self> { todo() } \
         #[call] fn get(&self, n: u8, reply: ReplyTo<u8>) -> Next { todo() } #[call] fn a(&self) -> Reply<u8, Go> { todo() } \
         #[cast] pub(crate) async fn put(&mut self, k: Option<K>) -> Result<(), E> { Ok(()) } \
         #[info] fn exit(&mut self, exit: Exit) {} #[handle_continue] fn load(&mut self, _: Load) {} \
         fn terminate(&mut self, reason: &ExitReason) {} const N: u8 = 1; }",
    ),
    (
        supervisor::expand,
        "root, strategy = \"one_for_all\", max_restarts = 3, max_seconds = \"5s\", auto_shutdown = \"any_significant\"",
        "pub struct System { a: A, #[child(args = (self.n, 2), id = \"b\", significant)] b: B<u8>, \
         #[child(count = 3, args = |n| (n, 1))] c: C, #[arg] n: String }",
    ),
    (
        dynamic_supervisor::expand,
        "max_children = 3, max_seconds = 5",
        "pub struct Cache;",
    ),
    (
        registry::expand,
        "keys = \"unique\", partitions = 3",
        "pub struct Names;",
    ),
    (
        crate::test::expand,
        "start_paused = true, flavor = \"current_thread\"",
        "async fn works() -> Result { Ok(()) }",
    ),
    (
        |_, item| mark::expand("cast", item),
        "",
        "pub(crate) async fn put(&mut self, k: Option<K>) -> Result<(), E> { Ok(()) }",
    ),
];

#[test]
fn a_token_less_is_no_panic_and_no_lost_item() {
    for (expand, options, item) in INPUTS {
        for shorter in variants(&tokens(options)) {
            check(*expand, shorter, tokens(item));
        }
        for shorter in variants(&tokens(item)) {
            check(*expand, tokens(options), shorter);
        }
    }
}

#[test]
fn the_items_of_others_are_no_panic() {
    for (expand, options, _) in INPUTS {
        for (_, other_options, item) in INPUTS {
            check(*expand, tokens(options), tokens(item));
            check(*expand, tokens(other_options), tokens(item));
        }
    }
}

/// What is emitted is Rust where the item is.
fn check(expand: Macro, options: TokenStream, item: TokenStream) {
    let source = format!("{options} / {item}");
    let is_rust = syn::parse2::<syn::Item>(item.clone()).is_ok();
    let is_there = !item.is_empty();
    let emitted = expand(options, item);
    assert!(
        !(is_there && emitted.is_empty()),
        "lost the item of {source}"
    );
    if is_rust && let Err(error) = syn::parse2::<syn::File>(emitted.clone()) {
        panic!("{error} in what {source} gives: {emitted}");
    }
}

/// The tokens with one left out, with all after one left out, and with one twice, at every depth.
fn variants(source: &TokenStream) -> Vec<TokenStream> {
    let trees: Vec<TokenTree> = source.clone().into_iter().collect();
    let mut variants = Vec::new();
    for (index, tree) in trees.iter().enumerate() {
        let (before, after) = (&trees[..index], &trees[index + 1..]);
        let with = |middle: &[TokenTree]| -> TokenStream {
            before.iter().chain(middle).chain(after).cloned().collect()
        };
        variants.push(with(&[]));
        variants.push(with(&[tree.clone(), tree.clone()]));
        variants.push(before.iter().cloned().collect());
        if let TokenTree::Group(group) = tree {
            for inside in self::variants(&group.stream()) {
                variants.push(with(&[Group::new(group.delimiter(), inside).into()]));
            }
            // As a `macro_rules!` would hand it on.
            let invisible = Group::new(Delimiter::None, group.stream());
            variants.push(with(&[invisible.into()]));
        }
    }
    variants
}
