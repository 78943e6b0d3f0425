//! The rounds: subjects take turns, so that whatever else the machine does meets them all alike.

use std::collections::HashSet;
use std::env;
use std::process::{Command, Stdio};

use indicatif::{ProgressBar, ProgressStyle};

use crate::options::Options;
use crate::results::{Row, rows};
use crate::workload::{Case, Place, Workload};

/// Measures what was asked for.
pub(crate) fn compare(options: &Options, workloads: Vec<Workload>) -> Result<Vec<Row>, String> {
    let chosen = choose(options, workloads)?;
    let rounds: usize = chosen
        .iter()
        .map(|(workload, _)| workload.cases.len() * options.rounds)
        .sum();
    // On the standard error, and hidden where that is no terminal.
    let bar = ProgressBar::new(rounds as u64).with_style(style());
    let mut results = Vec::new();
    for (workload, measures) in &chosen {
        let mut figures = vec![Vec::new(); workload.cases.len()];
        for _ in 0..options.rounds {
            for (case, figures) in workload.cases.iter().zip(&mut figures) {
                bar.set_message(format!("{} {}", measures[0], case.subject));
                figures.push(round(workload, case)?);
                bar.inc(1);
            }
        }
        results.extend(rows(workload, measures, &figures));
    }
    bar.finish_and_clear();
    Ok(results)
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {msg}")
        .expect("the template is right")
}

/// The workloads that are to run, each with the names of its figures that are to be shown.
fn choose(
    options: &Options,
    workloads: Vec<Workload>,
) -> Result<Vec<(Workload, Vec<&'static str>)>, String> {
    let mut unknown: HashSet<&str> = options.workloads.iter().map(String::as_str).collect();
    let mut chosen = Vec::new();
    for mut workload in workloads {
        let wanted: Vec<_> = workload
            .measures
            .iter()
            .filter(|measure| match options.workloads.as_slice() {
                [] => !measure.on_request,
                names => names.iter().any(|name| name == measure.name),
            })
            .map(|measure| measure.name)
            .collect();
        for name in &wanted {
            unknown.remove(name);
        }
        if !options.subjects.is_empty() {
            // Raw tokio is what the others are a ratio of.
            workload.cases.retain(|case| {
                case.subject == "raw tokio" || options.subjects.iter().any(|s| s == case.subject)
            });
        }
        if !wanted.is_empty() {
            chosen.push((workload, wanted));
        }
    }
    match unknown.into_iter().next() {
        Some(name) => Err(format!("unknown workload {name}: see --list")),
        None => Ok(chosen),
    }
}

fn round(workload: &Workload, case: &Case) -> Result<Vec<f64>, String> {
    match workload.place {
        Place::Here => Ok((case.round)()),
        Place::FreshProcess => in_fresh_process(workload.measures[0].name, case.subject),
    }
}

/// Has this very program run the round; it writes its figures, one a line.
fn in_fresh_process(workload: &str, subject: &str) -> Result<Vec<f64>, String> {
    let failed = |why: String| format!("{workload} of {subject}: {why}");
    let program = env::current_exe().map_err(|error| failed(error.to_string()))?;
    let output = Command::new(program)
        .args(["--alone", workload, subject])
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(output.status.to_string()));
    }
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| line.parse().map_err(|_| failed(format!("it said {line}"))))
        .collect()
}

/// The other side of that.
pub(crate) fn alone(workloads: &[Workload], workload: &str, subject: &str) -> Result<(), String> {
    let case = workloads
        .iter()
        .filter(|candidate| candidate.measures[0].name == workload)
        .flat_map(|workload| &workload.cases)
        .find(|case| case.subject == subject)
        .ok_or("no such workload and subject")?;
    for figure in (case.round)() {
        println!("{figure}");
    }
    Ok(())
}
