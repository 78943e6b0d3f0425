//! The entries of one list.

use std::collections::BTreeMap;

use super::{Date, Entry, EntryId};

/// The highest id that a list takes: beyond it a JSON number is no longer exact everywhere.
const LAST_ID: u64 = (1 << 53) - 1;

/// A to-do list: entries under ids.
///
/// Changes are made on a copy ([`with`](Self::with)), so that a server holds on to the list it
/// had until the changed one is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TodoList {
    entries: BTreeMap<EntryId, Entry>,
}

/// Why a set of entries is no list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// Two entries have the same id.
    #[error("two entries have the id {0}")]
    DuplicateId(EntryId),
    /// An id that no list gives.
    #[error("the id {0} is not between 1 and {LAST_ID}")]
    IdOutOfRange(EntryId),
}

impl TodoList {
    /// The list of these entries.
    ///
    /// # Errors
    ///
    /// When an id comes twice or is one that no list gives.
    pub fn from_entries(
        entries: impl IntoIterator<Item = (EntryId, Entry)>,
    ) -> Result<Self, ListError> {
        let mut list = Self::default();
        for (id, entry) in entries {
            if !(1..=LAST_ID).contains(&id.0) {
                return Err(ListError::IdOutOfRange(id));
            }
            if list.entries.insert(id, entry).is_some() {
                return Err(ListError::DuplicateId(id));
            }
        }
        Ok(list)
    }

    /// This list and one entry more, under the next id.
    #[must_use]
    pub fn with(&self, entry: Entry) -> Self {
        let mut changed = self.clone();
        changed.entries.insert(self.next_id(), entry);
        changed
    }

    /// This list without that entry.
    #[must_use]
    pub fn without(&self, id: EntryId) -> Self {
        let mut changed = self.clone();
        changed.entries.remove(&id);
        changed
    }

    /// All entries by their ids.
    pub fn iter(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.entries.iter().map(|(id, entry)| (*id, entry))
    }

    /// The entries of a day, or all of them, ordered by day and then by id.
    pub fn entries(&self, date: Option<Date>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = self
            .entries
            .values()
            .filter(|entry| date.is_none_or(|date| entry.date == date))
            .cloned()
            .collect();
        // The sort is stable, so entries of one day keep the order of their ids.
        entries.sort_by_key(|entry| entry.date);
        entries
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// One past the highest id; where that is no id any more, the lowest free one.
    fn next_id(&self) -> EntryId {
        let last = self.entries.keys().next_back().map_or(0, |last| last.0);
        let first_free = || (1..).map(EntryId).find(|id| !self.entries.contains_key(id));
        if last < LAST_ID {
            EntryId(last + 1)
        } else {
            first_free().expect("a list has fewer entries than there are ids")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(date: &str, title: &str) -> Entry {
        Entry::new(date.parse().expect("a date"), title)
    }

    #[test]
    fn ids_count_from_one() {
        let list = TodoList::default()
            .with(entry("2023-12-20", "Shopping"))
            .with(entry("2023-12-19", "Dentist"));
        let ids: Vec<u64> = list.iter().map(|(id, _)| id.0).collect();
        assert_eq!(ids, [1, 2]);
        assert_eq!(list.len(), 2);
    }

    #[test]
    fn entries_come_by_day_and_then_in_the_order_they_were_added() {
        let list = TodoList::default()
            .with(entry("2023-12-20", "Shopping"))
            .with(entry("2023-12-19", "Dentist"))
            .with(entry("2023-12-20", "Baking"));
        let titles: Vec<String> = list.entries(None).into_iter().map(|e| e.title).collect();
        assert_eq!(titles, ["Dentist", "Shopping", "Baking"]);
    }

    #[test]
    fn entries_of_a_day_leave_the_others_out() {
        let list = TodoList::default()
            .with(entry("2023-12-20", "Shopping"))
            .with(entry("2023-12-19", "Dentist"));
        let day = "2023-12-19".parse().expect("a date");
        assert_eq!(list.entries(Some(day)), [entry("2023-12-19", "Dentist")]);
    }

    #[test]
    fn a_change_leaves_the_list_it_was_made_from() {
        let before = TodoList::default().with(entry("2023-12-19", "Dentist"));
        let after = before.without(EntryId(1));
        assert_eq!(before.len(), 1);
        assert!(after.is_empty());
    }

    #[test]
    fn a_list_that_has_used_the_last_id_takes_a_free_one() {
        let list = TodoList::from_entries([
            (EntryId(1), entry("2023-12-19", "Dentist")),
            (EntryId(LAST_ID), entry("2023-12-20", "Shopping")),
        ])
        .expect("a list");
        let ids: Vec<u64> = list
            .with(entry("2023-12-21", "Baking"))
            .iter()
            .map(|(id, _)| id.0)
            .collect();
        assert_eq!(ids, [1, 2, LAST_ID]);
    }

    #[test]
    fn a_list_refuses_entries_under_one_id_or_an_impossible_one() {
        let one = || (EntryId(1), entry("2023-12-19", "Dentist"));
        assert_eq!(
            TodoList::from_entries([one(), one()]),
            Err(ListError::DuplicateId(EntryId(1)))
        );
        for id in [0, u64::MAX] {
            assert_eq!(
                TodoList::from_entries([(EntryId(id), one().1)]),
                Err(ListError::IdOutOfRange(EntryId(id)))
            );
        }
    }
}
