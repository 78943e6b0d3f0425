//! What is wrong with a line, and what to write instead.

use crate::domain::DateError;

/// Why a line is no command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// A quote is opened and not closed.
    #[error("a quote is not closed: write \"Bob's list\" or 'Bob''s list'")]
    OpenQuote,
    /// The first word is no command.
    #[error("there is no command `{word}`{}; `help` shows all of them", meant(*close))]
    Unknown {
        /// The word.
        word: String,
        /// The command that is written most like it.
        close: Option<&'static str>,
    },
    /// A word too few or too many.
    #[error("{problem}: write {usage}")]
    Usage {
        /// What is wrong.
        problem: String,
        /// How the command is written.
        usage: &'static str,
    },
    /// A date that is none.
    #[error(transparent)]
    Date(#[from] DateError),
}

fn meant(close: Option<&str>) -> String {
    close.map_or(String::new(), |command| {
        format!(" (did you mean `{command}`?)")
    })
}

impl CommandError {
    pub(super) fn usage(problem: impl Into<String>, usage: &'static str) -> Self {
        Self::Usage {
            problem: problem.into(),
            usage,
        }
    }

    pub(super) fn unknown(word: &str) -> Self {
        Self::Unknown {
            word: word.to_owned(),
            close: closest(word),
        }
    }
}

const COMMANDS: [&str; 8] = [
    "add", "list", "lists", "tree", "kill", "bench", "help", "quit",
];

/// The command that becomes `word` by the fewest changed letters, if that is one or two.
fn closest(word: &str) -> Option<&'static str> {
    COMMANDS
        .into_iter()
        .map(|command| (distance(&word.to_lowercase(), command), command))
        .filter(|(distance, command)| *distance <= 2 && *distance < command.len() - 1)
        .min()
        .map(|(_, command)| command)
}

/// Levenshtein's distance, one row at a time.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, other) in right.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        for (word, meant) in [
            ("ad", "add"),
            ("lst", "list"),
            ("lits", "lists"),
            ("ADD", "add"),
            ("exit", "quit"),
            ("tre", "tree"),
        ] {
            assert_eq!(closest(word), Some(meant), "{word}");
        }
        assert_eq!(closest("supercalifragilistic"), None);
        assert_eq!(closest("x"), None);
    }

    #[test]
    fn distance_counts_changed_letters() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "add"), 3);
        assert_eq!(distance("add", "add"), 0);
    }
}
