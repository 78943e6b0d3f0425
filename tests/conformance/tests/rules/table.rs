//! The table in `docs/CONFORMANCE.md`: a row a rule.

use std::fmt::Write;

use crate::catalogue::Rule;
use crate::citations::Citations;

const BEGIN: &str =
    "<!-- The table: written by UPDATE_CONFORMANCE=1 cargo test -p conformance --test rules -->\n";
const END: &str = "<!-- End of the table -->\n";
/// A rule that many tests cite is linked to so many.
const LINKS: usize = 3;

/// The document with the table written anew.
pub(crate) fn replaced(document: &str, rules: &[Rule], cited: &Citations) -> String {
    let (before, rest) = document.split_once(BEGIN).expect("the table's begin");
    let (_, after) = rest.split_once(END).expect("the table's end");
    let mut table = String::from("| Rule | What OTP does | Here |\n| --- | --- | --- |\n");
    for rule in rules {
        let links = cited.of(&rule.id).iter().take(LINKS);
        let mut here: Vec<String> = links.map(|link| shown(link)).collect();
        here.splice(0..0, note(rule));
        let _ = writeln!(table, "{}{} |", head(rule), here.join("<br>"));
    }
    format!("{before}{BEGIN}{table}{END}{after}")
}

/// What is wrong with the rows of the document: none, an outdated one, or one that cites what does not cite the rule.
pub(crate) fn wrong_rows(document: &str, rules: &[Rule], cited: &Citations) -> Vec<String> {
    let table = document
        .split_once(BEGIN)
        .and_then(|(_, rest)| rest.split_once(END));
    let Some((table, _)) = table else {
        return vec!["there is no table".to_owned()];
    };
    let mut rows = table.lines().skip(2);
    let mut wrong: Vec<String> = rules
        .iter()
        .filter_map(|rule| {
            let row = rows.next().unwrap_or_default();
            wrong_row(row, rule, cited).map(|why| format!("{}: {why}", rule.id))
        })
        .collect();
    wrong.extend(rows.map(|row| format!("no such rule: {row}")));
    wrong
}

fn wrong_row(row: &str, rule: &Rule, cited: &Citations) -> Option<String> {
    let here = row
        .strip_prefix(&head(rule))
        .and_then(|here| here.strip_suffix(" |"));
    let Some(here) = here else {
        return Some(format!("its row is missing or says something else: {row}"));
    };
    let citing: Vec<String> = cited.of(&rule.id).iter().map(|link| shown(link)).collect();
    let mut items: Vec<&str> = here.split("<br>").collect();
    if let Some(note) = note(rule) {
        if items.first() != Some(&note.as_str()) {
            return Some(format!("its note is not: {note}"));
        }
        items.remove(0);
    } else if items.is_empty() {
        return Some("it has neither a test nor a note".to_owned());
    }
    let stale = items
        .iter()
        .find(|item| !citing.iter().any(|link| link == **item));
    stale.map(|item| format!("nothing of this name cites it: {item}"))
}

fn head(rule: &Rule) -> String {
    format!("| {} | {} | ", rule.id, rule.title.replace('|', "\\|"))
}

fn note(rule: &Rule) -> Option<String> {
    let note = rule.note.as_ref()?;
    Some(format!(
        "*{}*: {}",
        note.kind.word(),
        note.text.replace('|', "\\|")
    ))
}

/// A citation as the table has it.
fn shown(link: &str) -> String {
    match link.split_once(".jsonl: ") {
        Some((file, name)) => format!("{file}: {name}"),
        None => format!("`{link}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn a_row_is_wrong_when_its_test_its_note_or_its_rule_is_gone() {
        let rules = |notes| catalogue::read("SUP-1 one\nSUP-2 two\n", notes);
        let (noted, bare) = (rules("SUP-2 differs: so it is\n"), rules(""));
        let cited = Citations::from([("SUP-1", "a.rs::one_sup_1")]);
        let empty = format!("# Head\n{BEGIN}{END}foot\n");
        let document = replaced(&empty, &noted, &cited);
        assert_eq!(replaced(&document, &noted, &cited), document);
        assert!(document.contains("| SUP-1 | one | `a.rs::one_sup_1` |\n"));
        assert!(document.contains("| SUP-2 | two | *differs*: so it is |\n"));

        let wrong = |document, rules, cited| wrong_rows(document, rules, cited).len();
        assert_eq!(wrong(&document, &noted, &cited), 0);
        assert_eq!(wrong(&empty, &noted, &cited), 2);
        assert_eq!(wrong(&document, &bare, &cited), 1);
        assert_eq!(wrong(&document, &noted[..1], &cited), 1);
        let renamed = Citations::from([("SUP-1", "a.rs::another_sup_1")]);
        assert_eq!(wrong(&document, &noted, &renamed), 1);
        // One more test of a rule does not make the table wrong.
        let more = Citations::from([("SUP-1", "a.rs::one_sup_1"), ("SUP-1", "b.rs::sup_1")]);
        assert_eq!(wrong(&document, &noted, &more), 0);
    }
}
