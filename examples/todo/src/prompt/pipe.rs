//! Lines from a pipe or a file.

use std::io::BufRead;

use super::Line;

/// The next line, without its end.
pub(super) fn next(input: &mut impl BufRead) -> Line {
    let mut bytes = Vec::new();
    match input.read_until(b'\n', &mut bytes) {
        Ok(0) => return Line::End,
        Ok(_) => {}
        Err(error) => return Line::Failed(error),
    }
    if bytes.ends_with(b"\n") {
        bytes.pop();
    }
    if bytes.ends_with(b"\r") {
        bytes.pop();
    }
    String::from_utf8(bytes).map_or_else(
        |error| Line::Unreadable(format!("the line is not UTF-8: {error}")),
        Line::Text,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: Line) -> String {
        match line {
            Line::Text(text) => text,
            other => panic!("{other:?} is no text"),
        }
    }

    #[test]
    fn lines_come_without_their_ends_and_the_last_needs_none() {
        let mut input: &[u8] = b"lists\r\ntree\n\nquit";
        assert_eq!(text(next(&mut input)), "lists");
        assert_eq!(text(next(&mut input)), "tree");
        assert_eq!(text(next(&mut input)), "");
        assert_eq!(text(next(&mut input)), "quit");
        assert!(matches!(next(&mut input), Line::End));
    }

    #[test]
    fn a_line_that_is_no_text_does_not_end_the_input() {
        let mut input: &[u8] = b"list \xff\nquit\n";
        assert!(matches!(next(&mut input), Line::Unreadable(_)));
        assert_eq!(text(next(&mut input)), "quit");
    }
}
