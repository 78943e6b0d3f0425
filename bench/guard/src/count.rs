//! Counting, by the difference of a long run and a short one: what both have in common falls away.

use std::env;
use std::fs;
use std::process::{Command, Stdio};

use crate::operations::OPERATIONS;

const SHORT: u64 = 2_000;
const LONG: u64 = 12_000;

/// The instructions of each operation.
pub(crate) fn all() -> Result<Vec<(&'static str, f64)>, String> {
    OPERATIONS
        .iter()
        .map(|operation| {
            let extra = run(operation.name, LONG)? - run(operation.name, SHORT)?;
            Ok((operation.name, extra / (LONG - SHORT) as f64))
        })
        .collect()
}

/// All instructions of a run of this program.
fn run(operation: &str, times: u64) -> Result<f64, String> {
    let program = env::current_exe().map_err(|error| error.to_string())?;
    let counted = env::temp_dir().join(format!("guard-{}.callgrind", std::process::id()));
    let status = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet"])
        .arg(format!("--callgrind-out-file={}", counted.display()))
        .arg(program)
        .args(["run", operation, &times.to_string()])
        .stdin(Stdio::null())
        .status()
        .map_err(|error| format!("valgrind: {error}"))?;
    let report = fs::read_to_string(&counted).map_err(|error| error.to_string());
    drop(fs::remove_file(&counted));
    if !status.success() {
        return Err(format!("{operation} under callgrind: {status}"));
    }
    report?
        .lines()
        .find_map(|line| line.strip_prefix("summary: ")?.trim().parse().ok())
        .ok_or_else(|| "callgrind wrote no summary".to_owned())
}
