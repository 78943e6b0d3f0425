//! The rules, and what is to be said of those that no test shows, or that hold otherwise here.

use std::collections::BTreeMap;

pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) note: Option<Note>,
}

#[derive(Clone)]
pub(crate) struct Note {
    pub(crate) kind: Kind,
    pub(crate) text: String,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    /// Rust, or this framework, has it otherwise.
    Differs,
    /// It cannot be written down in typed Rust, so there is nothing to show.
    Typed,
    /// The piece that it is about is still to come.
    Later,
}

impl Kind {
    fn parse(word: &str) -> Self {
        match word {
            "differs" => Self::Differs,
            "typed" => Self::Typed,
            "later" => Self::Later,
            other => panic!("rules/notes.txt: `{other}` is not differs, typed or later"),
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Differs => "differs",
            Self::Typed => "typed",
            Self::Later => "to come",
        }
    }
}

/// `titles` has a line `SUP-36 what it says` a rule, `notes` lines `SUP-54 differs: why`, or `ETS-1..22 later: tables`.
pub(crate) fn read(titles: &str, notes: &str) -> Vec<Rule> {
    let mut by_rule = BTreeMap::new();
    for line in notes
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (head, text) = line.split_once(": ").expect("a note is `RULE kind: text`");
        let (ids, word) = head.split_once(' ').expect("a note is `RULE kind: text`");
        let note = Note {
            kind: Kind::parse(word),
            text: text.to_owned(),
        };
        for id in expand(ids) {
            let before = by_rule.insert(id.clone(), note.clone());
            assert!(before.is_none(), "rules/notes.txt: {id} has two notes");
        }
    }
    let rules = titles.lines().map(|line| {
        let (id, title) = line.split_once(' ').expect("a rule is `ID title`");
        Rule {
            id: id.to_owned(),
            title: title.to_owned(),
            note: by_rule.remove(id),
        }
    });
    let rules: Vec<Rule> = rules.collect();
    let left: Vec<_> = by_rule.into_keys().collect();
    assert!(left.is_empty(), "rules/notes.txt: no such rules: {left:?}");
    rules
}

/// `ETS-1..3` is `ETS-1`, `ETS-2` and `ETS-3`.
fn expand(ids: &str) -> Vec<String> {
    let Some((first, last)) = ids.split_once("..") else {
        return vec![ids.to_owned()];
    };
    let (area, from) = first.split_once('-').expect("an id is `AREA-number`");
    let number = |text: &str| text.parse::<u32>().expect("an id ends with a number");
    (number(from)..=number(last))
        .map(|n| format!("{area}-{n}"))
        .collect()
}
