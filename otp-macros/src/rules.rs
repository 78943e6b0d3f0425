//! Every rule has a case in `tests/ui` and a unit test on tokens.
//!
//! A rule is its message: each text in a file that judges must occur in an error of `tests/ui/**/*.stderr`, and a part of it
//! in a text of the unit tests. What a message fills in (`{name}`) is left open.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::LitStr;

const MACROS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/ui");
const RUSTC_CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/ui_rustc");
const DECLARATION: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../otp-core/src/supervisor/declaration"
);

#[test]
fn every_rule_has_a_case_that_does_not_compile() {
    let errors = errors(CASES);
    let missing: Vec<String> = rules()
        .into_iter()
        .filter(|rule| {
            !errors
                .iter()
                .any(|error| contains_in_order(error, &fragments(rule)))
        })
        .collect();
    assert!(missing.is_empty(), "no case in tests/ui for {missing:#?}");
}

/// The faults of whole trees, and what is odd in them, which the compiler evaluates, in its frame.
#[test]
fn every_fault_of_a_tree_has_a_case() {
    let errors = errors(RUSTC_CASES);
    // A fault is told in parts, between which are the names.
    let faults: Vec<String> = ["faults.rs", "alone.rs", "circle.rs", "odd.rs"]
        .iter()
        .flat_map(|file| texts(&read(&Path::new(DECLARATION).join(file))))
        .filter(|text| text.split_whitespace().count() >= 4)
        .collect();
    assert!(faults.len() > 10, "the faults were not found");
    for fault in &faults {
        let has_case = errors.iter().any(|error| error.contains(fault.as_str()));
        assert!(has_case, "no case in tests/ui_rustc for {fault:?}");
    }
}

#[test]
fn every_rule_has_a_unit_test() {
    let is_test = |name: &str| name == "tests.rs" || name.starts_with("refused");
    let texts: Vec<String> = files(Path::new(MACROS), is_test)
        .iter()
        .flat_map(|file| texts(&read(file)))
        .collect();
    let missing: Vec<String> = rules()
        .into_iter()
        .filter(|rule| {
            let fragments = fragments(rule);
            !texts
                .iter()
                .any(|text| fragments.iter().any(|fragment| shares(fragment, text)))
        })
        .collect();
    assert!(missing.is_empty(), "no unit test for {missing:#?}");
}

/// The first lines of the errors in the cases below a folder.
fn errors(folder: &str) -> Vec<String> {
    files(Path::new(folder), |name| name.ends_with(".stderr"))
        .iter()
        .flat_map(|file| read(file).lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| line.starts_with("error"))
        .collect()
}

/// The texts of the files that judge: `check*.rs`, and those that all of them share.
fn rules() -> Vec<String> {
    let judges = |name: &str| name.starts_with("check") || name == "item_kind.rs";
    let mut sources = files(Path::new(MACROS), judges);
    sources.extend(files(&Path::new(MACROS).join("options"), |_| true));
    let rules: Vec<String> = sources
        .iter()
        .flat_map(|file| texts(&read(file)))
        .filter(|text| text.split_whitespace().count() >= 3)
        .collect();
    assert!(rules.len() > 90, "the rules were not found");
    rules
}

/// The string literals of a source but for docs and other attributes.
fn texts(source: &str) -> Vec<String> {
    fn collect(tokens: TokenStream, found: &mut Vec<String>) {
        let mut is_attribute = false;
        for tree in tokens {
            match tree {
                TokenTree::Group(group) if !is_attribute => collect(group.stream(), found),
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse2::<LitStr>(TokenTree::from(literal).into()) {
                        found.push(text.value());
                    }
                }
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    is_attribute = true;
                    continue;
                }
                // Of `#![..]`.
                TokenTree::Punct(punct) if punct.as_char() == '!' && is_attribute => continue,
                _ => {}
            }
            is_attribute = false;
        }
    }

    let mut found = Vec::new();
    collect(crate::testing::tokens(source), &mut found);
    found
}

/// What a message says whatever it fills in.
fn fragments(message: &str) -> Vec<&str> {
    message
        .split(['{', '}'])
        .step_by(2)
        .filter(|fragment| !fragment.is_empty())
        .collect()
}

fn contains_in_order(mut text: &str, fragments: &[&str]) -> bool {
    fragments.iter().all(|fragment| match text.find(fragment) {
        Some(at) => {
            text = &text[at + fragment.len()..];
            true
        }
        None => false,
    })
}

/// Whether two texts have eight characters in a row in common, or the whole of the fragment.
fn shares(fragment: &str, text: &str) -> bool {
    let letters: Vec<char> = fragment.chars().collect();
    let length = letters.len().min(8);
    length > 4
        && letters
            .windows(length)
            .any(|window| text.contains(&window.iter().collect::<String>()))
}

/// The files below a folder whose names are wanted.
fn files(folder: &Path, is_wanted: impl Fn(&str) -> bool + Copy) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of this repository");
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.expect("a file").path();
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        if path.is_dir() {
            found.extend(files(&path, is_wanted));
        } else if is_wanted(&name) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("a text file")
}
