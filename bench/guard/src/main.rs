//! Counts the instructions of what a server does most, under callgrind, and fails where there are more than recorded.
//!
//! Time on a shared machine says little; instructions repeat to a tenth. `guard` checks, `guard record` writes what
//! it counts into `counts.txt`, `guard run OPERATION TIMES` is what runs under callgrind.

mod count;
mod operations;
mod recorded;

use std::env;
use std::process::ExitCode;

use operations::OPERATIONS;

/// So much more than recorded is let pass.
const TOLERANCE: f64 = 0.05;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        [] => check(),
        ["record"] => count::all().and_then(|counts| recorded::write(&counts)),
        ["run", operation, times] => run(operation, times),
        _ => Err("guard [record | run OPERATION TIMES]".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(operation: &str, times: &str) -> Result<(), String> {
    let times = times.parse().map_err(|_| "TIMES is a number")?;
    let operation = OPERATIONS
        .iter()
        .find(|candidate| candidate.name == operation)
        .ok_or("unknown operation")?;
    (operation.run)(times);
    Ok(())
}

fn check() -> Result<(), String> {
    let recorded = recorded::read()?;
    println!(
        "{:12}{:>10}{:>10}{:>9}",
        "instructions", "now", "recorded", ""
    );
    let mut worse = Vec::new();
    for (name, now) in count::all()? {
        let Some(before) = recorded.get(name) else {
            return Err(format!("nothing is recorded of {name}: `guard record`"));
        };
        let change = now / before - 1.0;
        println!(
            "{name:12}{now:>10.0}{before:>10.0}{:>+8.1}%",
            change * 100.0
        );
        if change > TOLERANCE {
            worse.push(name);
        }
    }
    if worse.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "more than {:.0} % above what is recorded: {}",
            TOLERANCE * 100.0,
            worse.join(", ")
        ))
    }
}
