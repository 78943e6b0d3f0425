//! OTP for Rust beside raw tokio and its peers: all in one program and one run.

mod beam;
mod chart;
mod json;
mod options;
mod results;
mod run;
mod subject;
mod subjects;
mod table;
mod workload;
mod workloads;

use std::env;
use std::process::ExitCode;

use options::{Command, Options};
use workload::Workload;

fn main() -> ExitCode {
    match options::parse(env::args().skip(1)).and_then(obey) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}\n\n{}", options::USAGE);
            ExitCode::FAILURE
        }
    }
}

fn obey(command: Command) -> Result<(), String> {
    let workloads = workloads::all();
    match command {
        Command::Compare(options) => compare(&options, workloads),
        Command::Alone { workload, subject } => run::alone(&workloads, &workload, &subject),
        Command::List => {
            list(&workloads);
            Ok(())
        }
        Command::Help => {
            println!("{}", options::USAGE);
            Ok(())
        }
    }
}

fn compare(options: &Options, workloads: Vec<Workload>) -> Result<(), String> {
    let mut rows = run::compare(options, workloads)?;
    if options.subjects.is_empty() {
        beam::add(&mut rows, options.rounds.min(3));
    }
    table::print(&rows);
    if let Some(path) = &options.json {
        json::write(path, &rows).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    if let Some(path) = &options.svg {
        chart::write(path, &rows).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn list(workloads: &[Workload]) {
    for measure in workloads.iter().flat_map(|workload| &workload.measures) {
        let on_request = if measure.on_request {
            ", on request"
        } else {
            ""
        };
        println!(
            "{:16}{} ({}{on_request})",
            measure.name, measure.about, measure.unit
        );
    }
}
