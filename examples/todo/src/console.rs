//! What the program says: answers on the standard output, problems on the standard error.
//!
//! `println!` panics where nobody reads any more (`todo | head -1`), and a database worker must
//! not crash for that.

use std::fmt::Display;
use std::io::{self, Write};

/// A line on the standard output.
pub fn say(line: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// A line on the standard error.
pub fn complain(problem: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{problem}");
}

/// A text of the user's for the screen: what would move the cursor or hide is written out.
pub fn shown(text: &str) -> String {
    let plain = !text.is_empty() && text.trim() == text && !text.contains(char::is_control);
    if plain {
        text.to_owned()
    } else {
        format!("{text:?}")
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_text_is_shown_as_it_is_unless_it_could_not_be_seen() {
        for plain in ["Bob's list", "a/b", "🦀", "..", "say \"hello\""] {
            assert_eq!(shown(plain), plain);
        }
        assert_eq!(shown(""), "\"\"");
        assert_eq!(shown(" a"), "\" a\"");
        assert_eq!(shown("a\u{1b}[2Jb\n"), "\"a\\u{1b}[2Jb\\n\"");
    }
}
