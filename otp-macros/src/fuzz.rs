//! The legal inputs in `tests/pass`, mutated and cut off: no macro panics, writes what is no Rust, or loses the item.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, Meta};

use crate::testing::tokens;
use crate::{callbacks, dynamic_supervisor, gen_server, registry, supervisor};

type Macro = fn(TokenStream, TokenStream) -> TokenStream;

const INPUTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/pass");

/// How often each input is mutated.
const MUTATIONS: usize = 12;

/// A use of a macro.
struct Use {
    expand: Macro,
    options: TokenStream,
    item: TokenStream,
}

#[test]
fn mutated_inputs_are_no_panic_and_no_lost_item() {
    let mut random = Random(0x0123_4567_89ab_cdef);
    let uses = uses();
    let spare: Vec<TokenTree> = uses.iter().flat_map(|used| flat(&used.item)).collect();
    for used in &uses {
        for _ in 0..MUTATIONS {
            let item = mutated(&used.item, &spare, &mut random);
            check(used.expand, used.options.clone(), item);
            let options = mutated(&used.options, &spare, &mut random);
            check(used.expand, options, used.item.clone());
        }
    }
}

#[test]
fn half_written_items_are_still_there() {
    for used in &uses() {
        for item in prefixes(&used.item) {
            check(used.expand, used.options.clone(), item);
        }
        for options in prefixes(&used.options) {
            check(used.expand, options, used.item.clone());
        }
    }
}

fn check(expand: Macro, options: TokenStream, item: TokenStream) {
    let source = format!("#[..({options})] {item}");
    let run = AssertUnwindSafe(|| expand(options, item.clone()));
    let Ok(emitted) = catch_unwind(run) else {
        panic!("a panic on {source}");
    };
    let Ok(written) = syn::parse2::<Item>(item.clone()) else {
        // What is no Rust is handed on as it is.
        let (emitted, item) = (emitted.to_string(), item.to_string());
        assert!(emitted.starts_with(&item), "lost the item of {source}");
        return;
    };
    let file = match syn::parse2::<syn::File>(emitted) {
        Ok(file) => file,
        Err(error) => panic!("{error} in what {source} gives"),
    };
    let name = name(&written);
    let is_there = file.items.iter().any(|item| self::name(item) == name);
    assert!(is_there, "lost the item of {source}");
}

/// What an item is known by.
fn name(item: &Item) -> Option<String> {
    let tokens = match item {
        Item::Struct(item) => item.ident.to_token_stream(),
        Item::Enum(item) => item.ident.to_token_stream(),
        Item::Fn(item) => item.sig.ident.to_token_stream(),
        Item::Impl(item) => item.self_ty.to_token_stream(),
        _ => return None,
    };
    Some(tokens.to_string())
}

/// Every use of a macro below `tests/pass`.
fn uses() -> Vec<Use> {
    let mut found = Uses(Vec::new());
    let mut files: Vec<_> = fs::read_dir(Path::new(INPUTS))
        .expect("the folder of inputs")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    for file in files {
        let text = fs::read_to_string(file).expect("a text file");
        let file = syn::parse2::<syn::File>(tokens(&text)).expect("a file of Rust");
        found.visit_file(&file);
    }
    assert!(found.0.len() > 90, "the inputs were not found");
    found.0
}

struct Uses(Vec<Use>);

impl<'ast> Visit<'ast> for Uses {
    fn visit_item(&mut self, item: &'ast Item) {
        let mut bare = item.clone();
        let attributes = match &mut bare {
            Item::Struct(item) => Some(&mut item.attrs),
            Item::Enum(item) => Some(&mut item.attrs),
            Item::Fn(item) => Some(&mut item.attrs),
            Item::Impl(item) => Some(&mut item.attrs),
            _ => None,
        };
        let used = attributes.and_then(|attributes| {
            let at = attributes
                .iter()
                .position(|attribute| macro_of(attribute).is_some())?;
            Some(attributes.remove(at))
        });
        if let Some(attribute) = used
            && let Some(expand) = macro_of(&attribute)
        {
            let options = match &attribute.meta {
                Meta::List(list) => list.tokens.clone(),
                _ => TokenStream::new(),
            };
            let item = bare.into_token_stream();
            self.0.push(Use {
                expand,
                options,
                item,
            });
        }
        visit::visit_item(self, item);
    }
}

fn macro_of(attribute: &Attribute) -> Option<Macro> {
    let path = attribute.path();
    let is_ours = path.segments.len() == 1 || path.segments[0].ident == "otp_core";
    let name = path.segments.last()?.ident.to_string();
    Some(match name.as_str() {
        _ if !is_ours => return None,
        "gen_server" => gen_server::expand,
        "callbacks" => callbacks::expand,
        "supervisor" => supervisor::expand,
        "dynamic_supervisor" => dynamic_supervisor::expand,
        "registry" => registry::expand,
        "test" if path.segments.len() == 2 => crate::test::expand,
        _ => return None,
    })
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

/// The tokens of all depths, brackets with what is in them and without.
fn flat(source: &TokenStream) -> Vec<TokenTree> {
    source
        .clone()
        .into_iter()
        .flat_map(|tree| {
            let inside = match &tree {
                TokenTree::Group(group) => flat(&group.stream()),
                _ => Vec::new(),
            };
            std::iter::once(tree).chain(inside)
        })
        .collect()
}

/// One change at some depth: a token less, twice, another in its place or beside it, two the other way round.
fn mutated(source: &TokenStream, spare: &[TokenTree], random: &mut Random) -> TokenStream {
    let mut trees: Vec<TokenTree> = source.clone().into_iter().collect();
    if trees.is_empty() {
        return spare[random.below(spare.len())].clone().into();
    }
    let at = random.below(trees.len());
    if let TokenTree::Group(group) = &trees[at]
        && random.below(4) > 0
    {
        let inside = mutated(&group.stream(), spare, random);
        trees[at] = Group::new(group.delimiter(), inside).into();
        return trees.into_iter().collect();
    }
    match random.below(5) {
        0 => drop(trees.remove(at)),
        1 => trees.insert(at, trees[at].clone()),
        2 => trees[at] = spare[random.below(spare.len())].clone(),
        3 => trees.insert(at, spare[random.below(spare.len())].clone()),
        _ => {
            let other = random.below(trees.len());
            trees.swap(at, other);
        }
    }
    trees.into_iter().collect()
}

/// The same numbers at each run: xorshift64.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        // A limit is a number of tokens.
        (self.0 % limit as u64) as usize
    }
}
