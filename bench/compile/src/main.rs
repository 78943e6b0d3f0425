//! What the macros cost the compiler: a crate of 100 servers of 5 operations, with our macros, by hand, and on the
//! peers' macros.

mod cargo;
mod crates;
mod subjects;

use std::process::ExitCode;
use std::{env, io};

use cargo::{Cargo, Step};
use crates::Crates;
use subjects::SUBJECTS;

const USAGE: &str = "\
compile_cost [--rounds N] [--servers N] [--check-only]

Checks and builds a crate of servers a subject, in turns, and prints the least processor time of each.";

struct Options {
    rounds: usize,
    servers: usize,
    check_only: bool,
}

fn main() -> ExitCode {
    let Some(options) = options(env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    match measure(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn options(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
    let mut options = Options {
        rounds: 7,
        servers: 100,
        check_only: false,
    };
    while let Some(argument) = arguments.next() {
        let place = match argument.as_str() {
            "--rounds" => &mut options.rounds,
            "--servers" => &mut options.servers,
            "--check-only" => {
                options.check_only = true;
                continue;
            }
            _ => return None,
        };
        *place = arguments
            .next()?
            .parse()
            .ok()
            .filter(|number| *number > 0)?;
    }
    Some(options)
}

/// The least seconds of one subject.
#[derive(Clone, Copy)]
struct Row {
    check: f64,
    build: f64,
}

/// Seconds, and how often those of the crate by hand they are; nothing where none were measured.
fn figure(seconds: f64, base: f64) -> String {
    if seconds.is_infinite() {
        return String::new();
    }
    format!("{seconds:.2} ({:.2})", seconds / base)
}

fn measure(options: &Options) -> io::Result<()> {
    let crates = Crates::write(options.servers)?;
    let cargo = Cargo::of(&crates)?;
    let mut rows = [Row {
        check: f64::INFINITY,
        build: f64::INFINITY,
    }; SUBJECTS.len()];
    for round in 1..=options.rounds {
        eprintln!("round {round} of {}", options.rounds);
        for (subject, row) in SUBJECTS.iter().zip(&mut rows) {
            row.check = row.check.min(cargo.seconds(&crates, subject, Step::Check)?);
            if !options.check_only {
                row.build = row.build.min(cargo.seconds(&crates, subject, Step::Build)?);
            }
        }
    }
    println!(
        "| {} servers of 5 operations | check, s | build, s | expanded, lines | expanded, KB |",
        options.servers
    );
    println!("| --- | ---: | ---: | ---: | ---: |");
    let hand = SUBJECTS
        .iter()
        .position(|subject| subject.name == "by hand");
    let base = hand.map_or(rows[0], |index| rows[index]);
    for (subject, row) in SUBJECTS.iter().zip(&rows) {
        let expanded = cargo.expanded(subject)?;
        println!(
            "| {} | {} | {} | {} | {} |",
            subject.name,
            figure(row.check, base.check),
            figure(row.build, base.build),
            expanded.lines().count(),
            expanded.len() / 1000,
        );
    }
    Ok(())
}
