//! Lines from a person: edited, and remembered.

use std::io;
use std::path::PathBuf;

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use super::Line;

const PROMPT: &str = "todo> ";

/// A line editor with a history.
pub(super) struct Terminal {
    editor: DefaultEditor,
    history: PathBuf,
}

impl Terminal {
    pub(super) fn open(history: PathBuf) -> io::Result<Self> {
        let mut editor = DefaultEditor::new().map_err(io::Error::other)?;
        // At the first start there is none; and nobody wants to be kept from work by a lost one.
        let _ = editor.load_history(&history);
        Ok(Self { editor, history })
    }

    pub(super) fn next(&mut self) -> Line {
        match self.editor.readline(PROMPT) {
            Ok(text) => {
                self.remember(&text);
                Line::Text(text)
            }
            Err(ReadlineError::Eof) => Line::End,
            Err(ReadlineError::Interrupted) => Line::Interrupted,
            Err(ReadlineError::Io(error)) => Line::Failed(error),
            Err(error) => Line::Failed(io::Error::other(error)),
        }
    }

    fn remember(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        // As above: a full disk must be told by the list that cannot be stored, not by this.
        let _ = self.editor.add_history_entry(text);
        let _ = self.editor.append_history(&self.history);
    }
}
