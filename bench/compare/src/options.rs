//! The command line.

use std::path::PathBuf;

pub(crate) const USAGE: &str = "\
compare [WORKLOAD…] [--json FILE] [--svg FILE] [--rounds N] [--subject NAME]…

Measures OTP for Rust beside raw tokio and its peers. Without a workload, all but those on request.
`compare --list` names them.";

#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) workloads: Vec<String>,
    pub(crate) subjects: Vec<String>,
    pub(crate) json: Option<PathBuf>,
    pub(crate) svg: Option<PathBuf>,
    pub(crate) rounds: usize,
}

#[derive(Debug)]
pub(crate) enum Command {
    Compare(Options),
    List,
    Help,
    /// One round, in this process, for the one that started it.
    Alone {
        workload: String,
        subject: String,
    },
}

pub(crate) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Command, String> {
    let mut arguments = arguments.into_iter();
    let mut options = Options {
        workloads: Vec::new(),
        subjects: Vec::new(),
        json: None,
        svg: None,
        rounds: 9,
    };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--help" | "-h" => return Ok(Command::Help),
            "--list" => return Ok(Command::List),
            "--alone" => {
                return Ok(Command::Alone {
                    workload: value()?,
                    subject: value()?,
                });
            }
            "--json" => options.json = Some(value()?.into()),
            "--svg" => options.svg = Some(value()?.into()),
            "--subject" => options.subjects.push(value()?),
            "--rounds" => {
                options.rounds = match value()?.parse() {
                    Ok(rounds) if rounds > 0 => rounds,
                    _ => return Err("--rounds needs a number above 0".to_owned()),
                }
            }
            flag if flag.starts_with('-') => return Err(format!("unknown option {flag}")),
            _ => options.workloads.push(argument),
        }
    }
    Ok(Command::Compare(options))
}
