//! Which file a list is in.
//!
//! A file is called `list-NAME.json`. In NAME small letters, digits, `-` and `_` stand for
//! themselves and every other byte is written `%2f`; so no name leaves the folder, hides, or falls
//! together with another on a file system that takes `Bob` and `bob` for one. A name that would be
//! too long is cut and ends in `~` and its SHA-256; its full text is within the file.

use std::fmt::Write;

use hmac_sha256::Hash;

const PREFIX: &str = "list-";
const SUFFIX: &str = ".json";
/// The most bytes of NAME, well below the 255 that a file system takes for the whole.
const LONGEST: usize = 200;
/// What is kept of a longer name, for the eye only.
const KEPT: usize = 100;

/// What a file name says about the list in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// The list has this name.
    List(String),
    /// The name was too long: it is within the file.
    Within,
    /// No list has a file of this name, though it begins and ends like one.
    Impossible,
    /// The file is none of ours.
    Foreign,
}

/// The file of the list.
pub(super) fn of_list(name: &str) -> String {
    let encoded = encode(name);
    if encoded.len() <= LONGEST {
        return format!("{PREFIX}{encoded}{SUFFIX}");
    }
    let mut kept = KEPT;
    // An escape is kept whole: no `%` in its last two places.
    while encoded[kept - 2..kept].contains('%') {
        kept -= 1;
    }
    let hash: String = hex(&Hash::hash(name.as_bytes()));
    format!("{PREFIX}{}~{hash}{SUFFIX}", &encoded[..kept])
}

/// What the file name says about the list in it.
pub(super) fn list_of(file_name: &str) -> Named {
    let Some(encoded) = file_name
        .strip_prefix(PREFIX)
        .and_then(|rest| rest.strip_suffix(SUFFIX))
    else {
        return Named::Foreign;
    };
    if encoded.contains('~') {
        return Named::Within;
    }
    match decode(encoded) {
        Some(name) if of_list(&name) == file_name => Named::List(name),
        _ => Named::Impossible,
    }
}

fn encode(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => encoded.push(char::from(byte)),
            _ => {
                encoded.push('%');
                encoded.push_str(&hex(&[byte]));
            }
        }
    }
    encoded
}

fn decode(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first != b'%' {
            bytes.push(first);
            rest = after;
            continue;
        }
        let digits = str::from_utf8(after.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &after[2..];
    }
    String::from_utf8(bytes).ok()
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        write!(text, "{byte:02x}").expect("a string takes what is written to it");
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn odd_names() -> Vec<String> {
        let mut names: Vec<String> = [
            "",
            " ",
            ".",
            "..",
            "../..",
            "/",
            "/etc/passwd",
            "a/b",
            "a\\b",
            "a.b",
            "C:\\x",
            "con",
            "nul",
            "bob",
            "Bob",
            "BOB",
            "%",
            "%2f",
            "%%",
            "~",
            "a~b",
            "-",
            "--",
            "list-",
            ".json",
            "Bob's list",
            "a\nb",
            "a\0b",
            "\u{7f}",
            "Müller",
            "Mu\u{308}ller",
            "买东西",
            "🦀",
        ]
        .map(str::to_owned)
        .into();
        for long in ["a", "A", "/", "🦀", "aA", "aaA"] {
            names.push(long.repeat(300));
            names.push(long.repeat(300) + "x");
        }
        names
    }

    #[test]
    fn every_name_has_a_file_of_its_own_in_the_folder() {
        let mut files = HashSet::new();
        for name in odd_names() {
            let file = of_list(&name);
            assert!(file.len() <= 255, "{file} is too long");
            assert!(file.starts_with(PREFIX) && file.ends_with(SUFFIX));
            assert!(!file.contains(['/', '\\', '\0', ':']), "{file}");
            // A file system that ignores case must not take two of them for one.
            assert!(files.insert(file.to_lowercase()), "{file} is the second");
        }
    }

    #[test]
    fn the_name_comes_back_from_the_file_unless_it_was_too_long() {
        for name in odd_names() {
            let named = list_of(&of_list(&name));
            if encode(&name).len() <= LONGEST {
                assert_eq!(named, Named::List(name));
            } else {
                assert_eq!(named, Named::Within);
            }
        }
    }

    #[test]
    fn a_plain_name_can_be_read_in_the_folder() {
        assert_eq!(of_list("shopping-2024"), "list-shopping-2024.json");
        assert_eq!(of_list("Bob's list"), "list-%42ob%27s%20list.json");
        assert_eq!(of_list(""), "list-.json");
    }

    #[test]
    fn the_longest_name_written_out_has_200_bytes() {
        assert_eq!(of_list(&"a".repeat(200)).len(), 210);
        assert!(!of_list(&"a".repeat(200)).contains('~'));
        assert!(of_list(&"a".repeat(201)).contains('~'));
    }

    #[test]
    fn files_of_others_are_told_from_ours() {
        assert_eq!(list_of("notes.txt"), Named::Foreign);
        assert_eq!(list_of(".lock"), Named::Foreign);
        assert_eq!(list_of("list-a.json.bak"), Named::Foreign);
        for impossible in [
            "list-Bob.json",
            "list-%4.json",
            "list-%zz.json",
            "list-%ff.json",
        ] {
            assert_eq!(list_of(impossible), Named::Impossible, "{impossible}");
        }
        // It decodes, but `a` is never written as an escape.
        assert_eq!(list_of("list-%61.json"), Named::Impossible);
    }
}
