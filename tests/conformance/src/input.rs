//! Scenario files: one JSON object a line.

use std::path::Path;
use std::{fs, io};

use crate::scenario::{Malformed, Scenario};

/// One line of a scenario file that is not blank.
#[derive(Debug)]
pub struct Line {
    /// `file:line`.
    pub place: String,
    /// What it holds, or why that is no scenario.
    pub scenario: Result<Scenario, Malformed>,
}

/// The lines of a scenario file.
///
/// # Errors
///
/// The file cannot be read.
pub fn read(file: &Path) -> io::Result<Vec<Line>> {
    // Text that is not UTF-8 is the error of its line, not of the file.
    let text = String::from_utf8_lossy(&fs::read(file)?).into_owned();
    let lines = text.lines().enumerate();
    Ok(lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| Line {
            place: format!("{}:{}", file.display(), index + 1),
            scenario: Scenario::parse(line),
        })
        .collect())
}
