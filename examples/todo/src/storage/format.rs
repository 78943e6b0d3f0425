//! What is in the file of a list: versioned JSON.
//!
//! ```json
//! {"version":1,"name":"Bob's list","entries":[{"id":1,"date":"2023-12-19","title":"Dentist"}]}
//! ```

use serde::{Deserialize, Serialize};

use crate::domain::{Date, Entry, EntryId, ListError, TodoList};

/// The version that is written, and the only one that is read.
pub(super) const VERSION: u64 = 1;

/// Why the text of a file is no list.
#[derive(Debug, thiserror::Error)]
pub(super) enum FormatError {
    #[error("its version is {0}, which a newer program wrote")]
    Version(u64),
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    #[error("{0}")]
    List(#[from] ListError),
}

#[derive(Deserialize)]
struct Versioned {
    version: u64,
}

/// A field that is not known is refused: writing the list again would lose it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    version: u64,
    name: String,
    entries: Vec<StoredEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredEntry {
    id: EntryId,
    date: Date,
    title: String,
}

/// The text of the file of a list.
pub(super) fn to_json(name: &str, list: &TodoList) -> Vec<u8> {
    let stored = Stored {
        version: VERSION,
        name: name.to_owned(),
        entries: list
            .iter()
            .map(|(id, entry)| StoredEntry {
                id,
                date: entry.date,
                title: entry.title.clone(),
            })
            .collect(),
    };
    let mut text = serde_json::to_vec(&stored).expect("numbers and strings are always JSON");
    text.push(b'\n');
    text
}

/// The name and the list in the text of a file.
pub(super) fn from_json(text: &[u8]) -> Result<(String, TodoList), FormatError> {
    // The version first: what another version says in the rest is not for this one to judge.
    let Versioned { version } = serde_json::from_slice(text)?;
    if version != VERSION {
        return Err(FormatError::Version(version));
    }
    let stored: Stored = serde_json::from_slice(text)?;
    let entries = stored
        .entries
        .into_iter()
        .map(|stored| (stored.id, Entry::new(stored.date, stored.title)));
    Ok((stored.name, TodoList::from_entries(entries)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_stored_as_one_line_of_json() {
        let date = "2023-12-19".parse().expect("a date");
        let list = TodoList::default().with(Entry::new(date, "Dentist"));
        let text = to_json("Bob's list", &list);
        assert_eq!(
            String::from_utf8_lossy(&text),
            "{\"version\":1,\"name\":\"Bob's list\",\"entries\":\
             [{\"id\":1,\"date\":\"2023-12-19\",\"title\":\"Dentist\"}]}\n"
        );
        let (name, read) = from_json(&text).expect("a list");
        assert_eq!((name.as_str(), read), ("Bob's list", list));
    }

    #[test]
    fn what_is_no_list_says_why() {
        let says = |text: &str| from_json(text.as_bytes()).expect_err(text).to_string();
        let list = |entries: &str| format!(r#"{{"version":1,"name":"a","entries":[{entries}]}}"#);
        assert!(says("").contains("EOF"));
        assert!(says(r#"{"version":1,"name":"a","entr"#).contains("EOF"));
        assert!(says(r#"{"name":"a","entries":[]}"#).contains("missing field `version`"));
        assert!(says(r#"{"version":2,"rows":{}}"#).contains("version is 2"));
        assert!(says(&list(r#"{"id":1,"date":"2023-02-30","title":"x"}"#)).contains("01 to 28"));
        assert!(says(&list(r#"{"id":0,"date":"2023-02-03","title":"x"}"#)).contains("the id 0"));
        assert!(says(&list(r#"{"id":-1,"date":"2023-02-03","title":"x"}"#)).contains("-1"));
        assert!(says(&(list("") + "{}")).contains("trailing"));
        assert!(
            says(r#"{"version":1,"name":"a","entries":[],"colour":"red"}"#).contains("`colour`")
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        from_json(b"\xff\xfe\x00").expect_err("no JSON");
    }
}
