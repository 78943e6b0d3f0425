//! Plays scenario files and prints a trace line for each scenario: `conformance FILE.jsonl...`.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use conformance::{Line, expect_scripted_crashes, play_all, read};

/// Something in the files is no scenario.
const MALFORMED: u8 = 2;
/// A scenario could not be played to its end.
const NOT_PLAYED: u8 = 1;

fn main() -> ExitCode {
    let files: Vec<_> = std::env::args_os().skip(1).collect();
    if files.is_empty() {
        eprintln!("usage: conformance FILE.jsonl...");
        return ExitCode::from(MALFORMED);
    }
    expect_scripted_crashes();
    let mut worst = 0;
    let mut lines: Vec<Line> = Vec::new();
    for file in &files {
        match read(file.as_ref()) {
            Ok(read) => lines.extend(read),
            Err(error) => {
                eprintln!("{}: {error}", file.to_string_lossy());
                worst = MALFORMED;
            }
        }
    }
    let mut scenarios = Vec::new();
    for line in lines {
        match line.scenario {
            Ok(scenario) => scenarios.push((line.place, scenario)),
            Err(error) => {
                eprintln!("{}: malformed scenario: {error}", line.place);
                worst = MALFORMED;
            }
        }
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = play_all(&scenarios, |place, played| match played {
        Ok(trace) => writeln!(out, "{}", trace.to_json()),
        Err(error) => {
            eprintln!("{place}: {error}");
            worst = worst.max(NOT_PLAYED);
            Ok(())
        }
    });
    match written.and_then(|()| out.flush()) {
        Ok(()) => ExitCode::from(worst),
        Err(error) => {
            eprintln!("the traces cannot be written: {error}");
            ExitCode::from(NOT_PLAYED)
        }
    }
}
