use std::path::Path;

use proc_macro2::{Group, TokenStream, TokenTree};

use super::arbitrary;
use super::choices::Choices;
use super::kept::{ALL, check};
use super::mutated::{flat, mutated};
use super::uses::{Use, uses};

/// How often each input is mutated.
const MUTATIONS: usize = 12;

/// How many inputs are made up for each macro.
const MADE_UP: usize = 800;

fn inputs() -> Vec<Use> {
    uses(Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../tests/pass"
    )))
}

#[test]
fn mutated_inputs_are_no_panic_and_no_lost_item() {
    let mut random = Random(0x0123_4567_89ab_cdef);
    let uses = inputs();
    let spare: Vec<TokenTree> = uses.iter().flat_map(|used| flat(&used.item)).collect();
    for used in &uses {
        for _ in 0..MUTATIONS {
            let mut choices = random.choices(64);
            let item = mutated(&used.item, &spare, &mut choices);
            check(used.expand, used.options.clone(), item);
            let options = mutated(&used.options, &spare, &mut choices);
            check(used.expand, options, used.item.clone());
        }
    }
}

#[test]
fn half_written_items_are_still_there() {
    for used in &inputs() {
        for item in prefixes(&used.item) {
            check(used.expand, used.options.clone(), item);
        }
        for options in prefixes(&used.options) {
            check(used.expand, options, used.item.clone());
        }
    }
}

#[test]
fn arbitrary_tokens_are_no_panic_and_no_lost_item() {
    let mut random = Random(0xfedc_ba98_7654_3210);
    for expand in ALL {
        for _ in 0..MADE_UP {
            let mut choices = random.choices(256);
            let options = arbitrary::options(&mut choices);
            check(*expand, options, arbitrary::item(&mut choices));
        }
    }
}

/// A generator whose items are all refused by the parser would try nothing.
#[test]
fn most_arbitrary_items_are_rust() {
    let mut random = Random(0xfedc_ba98_7654_3210);
    let items = (0..1000).map(|_| arbitrary::item(&mut random.choices(256)));
    let rust = items
        .filter(|item| syn::parse2::<syn::Item>(item.clone()).is_ok())
        .count();
    assert!((300..1000).contains(&rust), "{rust} of 1000 are Rust");
}

/// The tokens up to each of them, with the brackets closed.
fn prefixes(source: &TokenStream) -> Vec<TokenStream> {
    let trees: Vec<TokenTree> = source.clone().into_iter().collect();
    let mut prefixes = Vec::new();
    for (index, tree) in trees.iter().enumerate() {
        let before = &trees[..index];
        prefixes.push(before.iter().cloned().collect());
        if let TokenTree::Group(group) = tree {
            for inside in self::prefixes(&group.stream()) {
                let group = TokenTree::from(Group::new(group.delimiter(), inside));
                prefixes.push(before.iter().cloned().chain([group]).collect());
            }
        }
    }
    prefixes
}

/// The same bytes at each run: xorshift64.
struct Random(u64);

impl Random {
    fn choices(&mut self, count: usize) -> Choices {
        let bytes = (0..count)
            .map(|_| {
                self.0 ^= self.0 << 13;
                self.0 ^= self.0 >> 7;
                self.0 ^= self.0 << 17;
                self.0.to_le_bytes()[3]
            })
            .collect();
        Choices::of(bytes)
    }
}
