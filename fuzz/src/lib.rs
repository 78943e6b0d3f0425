//! The macros' own sources as a plain library: a proc macro's functions can be called by the compiler alone.
#![allow(
    dead_code,
    reason = "what only the compiler or the tests of the macros call"
)]

#[path = "../../otp-macros/src/callbacks/mod.rs"]
mod callbacks;
#[path = "../../otp-macros/src/check_helper.rs"]
mod check_helper;
#[path = "../../otp-macros/src/crate_path.rs"]
mod crate_path;
#[path = "../../otp-macros/src/declaration.rs"]
mod declaration;
#[path = "../../otp-macros/src/diagnostics.rs"]
mod diagnostics;
#[path = "../../otp-macros/src/doc_links.rs"]
mod doc_links;
#[path = "../../otp-macros/src/dynamic_supervisor/mod.rs"]
mod dynamic_supervisor;
#[path = "../../otp-macros/src/facts.rs"]
mod facts;
#[path = "../../otp-macros/src/fuzz/mod.rs"]
mod fuzz;
#[path = "../../otp-macros/src/gen_server/mod.rs"]
mod gen_server;
#[path = "../../otp-macros/src/item_kind.rs"]
mod item_kind;
#[path = "../../otp-macros/src/mark.rs"]
mod mark;
#[path = "../../otp-macros/src/options/mod.rs"]
mod options;
#[path = "../../otp-macros/src/promises.rs"]
mod promises;
#[path = "../../otp-macros/src/registry/mod.rs"]
mod registry;
#[path = "../../otp-macros/src/spans.rs"]
mod spans;
#[path = "../../otp-macros/src/spec.rs"]
mod spec;
#[path = "../../otp-macros/src/supervisor/mod.rs"]
mod supervisor;
#[path = "../../otp-macros/src/test/mod.rs"]
mod test;
#[path = "../../otp-macros/src/type_shape.rs"]
mod type_shape;

use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use fuzz::choices::Choices;
use fuzz::uses::Use;
use fuzz::{arbitrary, kept, mutated, uses};

/// A nesting that nobody writes; the parser needs stack for each level.
const DEPTH: usize = 40;

const INPUTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/pass");

thread_local! {
    static USES: (Vec<Use>, Vec<TokenTree>) = {
        let uses = uses::uses(Path::new(INPUTS));
        let spare = uses.iter().flat_map(|used| mutated::flat(&used.item)).collect();
        (uses, spare)
    };
}

/// Made-up items under every macro, or a legal use with a few changes, as the bytes choose.
pub fn trees(bytes: &[u8]) {
    let mut choices = Choices::of(bytes.to_vec());
    if choices.once_in(2) {
        USES.with(|(uses, spare)| mutate(uses, spare, &mut choices));
        return;
    }
    let options = arbitrary::options(&mut choices);
    let item = arbitrary::item(&mut choices);
    for expand in kept::ALL {
        kept::check(*expand, options.clone(), item.clone());
    }
}

fn mutate(uses: &[Use], spare: &[TokenTree], choices: &mut Choices) {
    let used = choices.one_of(uses);
    let (mut options, mut item) = (used.options.clone(), used.item.clone());
    for _ in 0..=choices.below(4) {
        if choices.once_in(4) {
            options = mutated::mutated(&options, spare, choices);
        } else {
            item = mutated::mutated(&item, spare, choices);
        }
    }
    kept::check(used.expand, options, item);
}

/// A text under every macro: its first line in the attribute's brackets, the rest below them.
pub fn text(source: &str) {
    let (options, item) = source.split_once('\n').unwrap_or(("", source));
    if nesting(source) > DEPTH {
        return;
    }
    let (Ok(options), Ok(item)) = (options.parse(), item.parse()) else {
        return;
    };
    let (options, item): (TokenStream, TokenStream) = (options, item);
    for expand in kept::ALL {
        kept::check(*expand, options.clone(), item.clone());
    }
}

/// How deep the deepest bracket or row of prefixes is, or more.
fn nesting(source: &str) -> usize {
    let (mut depth, mut row, mut deepest) = (0_usize, 0, 0);
    for letter in source.chars().filter(|letter| !letter.is_whitespace()) {
        match letter {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        row = if "&*!-|.".contains(letter) {
            row + 1
        } else {
            0
        };
        deepest = deepest.max(depth + row);
    }
    deepest
}

/// The legal uses as the texts that [`text`] takes, for a fuzzer to start from.
pub fn seeds() -> Vec<String> {
    USES.with(|(uses, _)| {
        let seed = |used: &Use| format!("{}\n{}", used.options, used.item);
        uses.iter().map(seed).collect()
    })
}
