//! A line into its words, by the shell's rules with two differences.
//!
//! Within single quotes `''` is a quote, where a shell would join two words and lose it. And a `#`
//! begins a comment only at the beginning of the line: in a title it is a `#`.

use super::CommandError;

/// The words of the line; none for an empty line and a comment.
pub(super) fn words(line: &str) -> Result<Vec<String>, CommandError> {
    if line.trim_start().starts_with('#') {
        return Ok(Vec::new());
    }
    shell_words::split(&shell_syntax(line)).map_err(|_| CommandError::OpenQuote)
}

/// The line as a shell would have to be told.
fn shell_syntax(line: &str) -> String {
    #[derive(PartialEq)]
    enum Within {
        Nothing,
        Single,
        Double,
    }
    let mut within = Within::Nothing;
    let mut shell = String::with_capacity(line.len());
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match (&within, letter) {
            (Within::Single, '\'') if letters.next_if_eq(&'\'').is_some() => {
                shell.push_str(r"'\''");
                continue;
            }
            (Within::Single, '\'') | (Within::Double, '"') => within = Within::Nothing,
            (Within::Nothing, '\'') => within = Within::Single,
            (Within::Nothing, '"') => within = Within::Double,
            (Within::Nothing, '#') => shell.push('\\'),
            (Within::Nothing | Within::Double, '\\') => {
                shell.push(letter);
                shell.extend(letters.next());
                continue;
            }
            _ => {}
        }
        shell.push(letter);
    }
    shell
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Vec<String> {
        words(line).expect(line)
    }

    #[test]
    fn words_are_split_and_quotes_taken_off() {
        assert_eq!(split("add  a\tb"), ["add", "a", "b"]);
        assert_eq!(split(r#"list "Bob's list""#), ["list", "Bob's list"]);
        assert_eq!(split("list 'Bob''s list'"), ["list", "Bob's list"]);
        assert_eq!(split(r"list 'Bob'\''s list'"), ["list", "Bob's list"]);
        assert_eq!(split(r"list Bob\'s\ list"), ["list", "Bob's list"]);
        assert_eq!(split(r#"list "say \"a\"""#), ["list", r#"say "a""#]);
        assert_eq!(split(r#"list "a''b""#), ["list", "a''b"]);
    }

    #[test]
    fn a_word_may_be_empty() {
        assert_eq!(split("list ''"), ["list", ""]);
        assert_eq!(split(r#"list """#), ["list", ""]);
        assert_eq!(split("list '' 2023-12-19"), ["list", "", "2023-12-19"]);
        assert_eq!(split("list ''''"), ["list", "'"]);
    }

    #[test]
    fn a_comment_is_a_whole_line() {
        assert!(split("# add a b").is_empty());
        assert!(split("   # add a b").is_empty());
        assert!(split("").is_empty());
        assert!(split(" \t").is_empty());
        assert_eq!(
            split("add #1 b#2 '#3' \"#4\""),
            ["add", "#1", "b#2", "#3", "#4"]
        );
    }

    #[test]
    fn a_quote_that_is_not_closed_is_an_error() {
        for line in [
            "add Bob's list",
            "list 'a",
            "list \"a",
            "list 'a''",
            "list \"a\\",
        ] {
            assert_eq!(words(line), Err(CommandError::OpenQuote), "{line}");
        }
    }
}
