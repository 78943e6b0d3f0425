//! The counts that are committed.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/counts.txt");

const HEADING: &str = "# Instructions an operation, by callgrind. `cargo run --release -p guard -- record` writes this.\n";

pub(crate) fn read() -> Result<HashMap<String, f64>, String> {
    let text = fs::read_to_string(FILE).map_err(|error| format!("{FILE}: {error}"))?;
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            line.split_once(' ')
                .and_then(|(name, count)| Some((name.to_owned(), count.trim().parse().ok()?)))
                .ok_or_else(|| format!("{FILE}: {line}"))
        })
        .collect()
}

pub(crate) fn write(counts: &[(&str, f64)]) -> Result<(), String> {
    let mut text = HEADING.to_owned();
    for (name, count) in counts {
        println!("{name:12}{count:>10.0}");
        let _ = writeln!(text, "{name} {count:.0}");
    }
    fs::write(FILE, text).map_err(|error| format!("{FILE}: {error}"))
}
