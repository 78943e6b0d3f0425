//! The errors of one expansion, collected so that the compiler reports them all at once.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// Every error that the rules of one macro found.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    errors: Vec<syn::Error>,
}

impl Diagnostics {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// An error that underlines `tokens`.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.errors.push(syn::Error::new_spanned(tokens, message));
    }

    /// An error at a place of which only the span is known.
    pub(crate) fn at_span(&mut self, span: Span, message: impl Display) {
        self.errors.push(syn::Error::new(span, message));
    }

    /// An error that the parser found.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.errors.push(error);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// One `compile_error!` an error, in the order in which the rules found them.
    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.errors
            .into_iter()
            .map(syn::Error::into_compile_error)
            .collect()
    }

    /// What a test asserts on: the underlined source and the message of each error.
    #[cfg(test)]
    pub(crate) fn described(&self) -> Vec<(String, String)> {
        self.errors
            .iter()
            .flat_map(|error| error.clone().into_iter())
            .map(|error| {
                let source = error.span().source_text().unwrap_or_default();
                (source, error.to_string())
            })
            .collect()
    }
}

/// `; did you mean `x`?` where one of the `known` words is close to what was written, else the list of them.
pub(crate) fn suggestion(written: &str, known: &[&str]) -> String {
    match closest(written, known) {
        Some(word) => format!("; did you mean `{word}`?"),
        None => format!("; expected {}", one_of(known)),
    }
}

/// The words as English lists them: `a`, `b` or `c`.
pub(crate) fn one_of(words: &[&str]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [word] => format!("`{word}`"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|word| format!("`{word}`")).collect();
            format!("{} or `{last}`", first.join(", "))
        }
    }
}

/// The known word that a typing mistake can have turned into `written`.
pub(crate) fn closest<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    let written = written.to_lowercase();
    let limit = (written.chars().count() / 3).max(1);
    known
        .iter()
        .map(|word| (distance(&written, word), *word))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// Edits (insert, delete, replace, swap of neighbours) between two words.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRATEGIES: &[&str] = &["one_for_one", "one_for_all", "rest_for_one"];

    #[test]
    fn a_typing_mistake_finds_its_word() {
        assert_eq!(closest("one_for_al", STRATEGIES), Some("one_for_all"));
        assert_eq!(closest("One_For_One", STRATEGIES), Some("one_for_one"));
        assert_eq!(closest("rest_fro_one", STRATEGIES), Some("rest_for_one"));
    }

    #[test]
    fn an_unrelated_word_finds_none() {
        assert_eq!(closest("round_robin", STRATEGIES), None);
        assert_eq!(closest("", STRATEGIES), None);
    }

    #[test]
    fn without_a_close_word_all_are_listed() {
        assert_eq!(
            suggestion("x", &["never", "always", "now"]),
            "; expected `never`, `always` or `now`"
        );
    }
}
