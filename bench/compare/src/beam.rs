//! The BEAM, from `beam/compare.exs`, where `elixir` is there. Not alternating with the others: it is no part of this
//! program.

use std::process::{Command, Stdio};

use crate::results::Row;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../beam/compare.exs");

/// How many schedulers, and the workloads that the script then runs.
const RUNS: [(&str, &[&str]); 2] = [
    ("+S 1:1", &["call_ct", "cast_1", "spawn", "rss", "stop"]),
    (
        "+S 2:2",
        &[
            "call_mt",
            "call_64",
            "cast_4",
            "name_call",
            "restart",
            "start_child",
            "start_child_64",
        ],
    ),
];

/// Its rows for the workloads that are among `rows`, each put behind those.
pub(crate) fn add(rows: &mut Vec<Row>, rounds: usize) {
    let mut figures: Vec<(String, f64)> = Vec::new();
    for (schedulers, workloads) in RUNS {
        if rows.iter().any(|row| workloads.contains(&row.workload)) {
            figures.extend(run(schedulers, rounds));
        }
    }
    let mut last = 0;
    while last < rows.len() {
        let workload = rows[last].workload;
        let first = last;
        while last < rows.len() && rows[last].workload == workload {
            last += 1;
        }
        let values: Vec<f64> = figures
            .iter()
            .filter(|(name, _)| name == workload)
            .map(|(_, value)| *value)
            .collect();
        if !values.is_empty() {
            let raw = rows[first..last]
                .iter()
                .find(|row| row.subject == "raw tokio");
            let row = Row::new(&rows[first], "BEAM", values, raw.map(|raw| raw.min));
            rows.insert(last, row);
            last += 1;
        }
    }
}

/// What a run of the script says; nothing where there is no `elixir`.
fn run(schedulers: &str, rounds: usize) -> Vec<(String, f64)> {
    let output = Command::new("elixir")
        .args(["--erl", schedulers, SCRIPT, &rounds.to_string()])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output();
    let Ok(output) = output else {
        return Vec::new();
    };
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            let name = words.next()?.to_owned();
            let value = words.nth(1)?.parse().ok()?;
            Some((name, value))
        })
        .collect()
}
