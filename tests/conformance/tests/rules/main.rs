//! `docs/CONFORMANCE.md` says of each rule of the catalogue which test shows it, or why there is none. These tests keep
//! it true; `UPDATE_CONFORMANCE=1` has the first of them write the table anew.

mod catalogue;
mod citations;
mod table;

use std::path::{Path, PathBuf};
use std::{env, fs};

use catalogue::{Kind, Rule};
use citations::Citations;

const DOCUMENT: &str = "docs/CONFORMANCE.md";

fn workspace() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package
        .ancestors()
        .nth(2)
        .expect("the package lies two folders below the workspace")
        .to_owned()
}

fn catalogue() -> Vec<Rule> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let text = |name| fs::read_to_string(folder.join(name)).expect("the catalogue is there");
    catalogue::read(&text("titles.txt"), &text("notes.txt"))
}

#[test]
fn the_table_names_every_rule_and_only_tests_that_cite_it() {
    let (rules, cited) = (catalogue(), Citations::collect(&workspace()));
    let file = workspace().join(DOCUMENT);
    let document = fs::read_to_string(&file).unwrap();
    if env::var_os("UPDATE_CONFORMANCE").is_some() {
        fs::write(&file, table::replaced(&document, &rules, &cited)).unwrap();
        return;
    }
    let wrong = table::wrong_rows(&document, &rules, &cited);
    assert!(
        wrong.is_empty(),
        "{DOCUMENT} is out of date: run this test with UPDATE_CONFORMANCE=1\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_rule_has_a_test_or_a_reason() {
    let cited = Citations::collect(&workspace());
    let bare: Vec<_> = catalogue()
        .into_iter()
        .filter(|rule| rule.note.is_none() && cited.of(&rule.id).is_empty())
        .map(|rule| format!("{} {}", rule.id, rule.title))
        .collect();
    assert!(
        bare.is_empty(),
        "neither a test that cites them nor a line in rules/notes.txt:\n{}",
        bare.join("\n")
    );
}

#[test]
fn what_is_still_to_come_has_no_test_yet() {
    let cited = Citations::collect(&workspace());
    let come: Vec<_> = catalogue()
        .into_iter()
        .filter(|rule| {
            rule.note
                .as_ref()
                .is_some_and(|note| note.kind == Kind::Later)
        })
        .filter(|rule| !cited.of(&rule.id).is_empty())
        .map(|rule| format!("{}: {}", rule.id, cited.of(&rule.id).join(", ")))
        .collect();
    assert!(
        come.is_empty(),
        "shown by a test now: take their `later` out of rules/notes.txt\n{}",
        come.join("\n")
    );
}

#[test]
fn the_catalogue_has_its_369_rules_each_once() {
    let rules = catalogue();
    assert_eq!(rules.len(), 369);
    let mut ids: Vec<_> = rules.iter().map(|rule| &rule.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 369);
}

#[test]
fn no_test_cites_a_rule_that_is_not_there() {
    let rules = catalogue();
    let cited = Citations::collect(&workspace());
    let unknown: Vec<_> = cited
        .rules()
        .filter(|id| !rules.iter().any(|rule| rule.id == **id))
        .map(|id| format!("{id}: {}", cited.of(id).join(", ")))
        .collect();
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}
