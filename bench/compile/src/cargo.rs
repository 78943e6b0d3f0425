//! Runs cargo on one crate, and says how much processor time that took.

use std::io::{self, Error};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::crates::Crates;
use crate::subjects::{SUBJECTS, Subject};

/// What the kernel counts processor time in.
const TICKS_A_SECOND: f64 = 100.0;

#[derive(Clone, Copy)]
pub(crate) enum Step {
    Check,
    Build,
}

impl Step {
    fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build => "build",
        }
    }
}

pub(crate) struct Cargo {
    folder: PathBuf,
    /// The seconds that cargo takes when there is nothing to do.
    idle: f64,
}

impl Cargo {
    /// Builds everything once, so that later only the crates themselves are.
    pub(crate) fn of(crates: &Crates) -> io::Result<Self> {
        let mut cargo = Self {
            folder: crates.folder.clone(),
            idle: 0.0,
        };
        for subject in &SUBJECTS {
            eprintln!("{}: the dependencies", subject.name);
            for step in [Step::Check, Step::Build] {
                run(cargo.command(step.word()).args(["-p", subject.package]))?;
            }
        }
        let before = children()?;
        run(cargo.command("check").args(["-p", SUBJECTS[0].package]))?;
        cargo.idle = children()? - before;
        Ok(cargo)
    }

    /// The processor time of one crate, all of it compiled anew, without what cargo takes itself.
    pub(crate) fn seconds(
        &self,
        crates: &Crates,
        subject: &Subject,
        step: Step,
    ) -> io::Result<f64> {
        crates.touch(subject)?;
        let before = children()?;
        run(self.command(step.word()).args(["-p", subject.package]))?;
        Ok(children()? - before - self.idle)
    }

    /// The crate as the compiler sees it when all macros have run.
    pub(crate) fn expanded(&self, subject: &Subject) -> io::Result<String> {
        let output = self
            .command("rustc")
            .args(["--lib", "--profile=check", "-p", subject.package, "--"])
            .arg("-Zunpretty=expanded")
            // An unstable flag, of the crate itself alone; a folder of its own, as build scripts look at the variable.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", self.folder.join("expanded"))
            .stderr(Stdio::inherit())
            .output()?;
        if !output.status.success() {
            return Err(Error::other("cargo rustc failed"));
        }
        String::from_utf8(output.stdout).map_err(Error::other)
    }

    fn command(&self, word: &str) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .args([word, "--quiet", "--offline"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            // What an edit costs depends on the edit; everything anew is what can be compared.
            .env("CARGO_INCREMENTAL", "0");
        command
    }
}

fn run(command: &mut Command) -> io::Result<()> {
    let status = command.status()?;
    if status.success() {
        return Ok(());
    }
    Err(Error::other(format!("{command:?}: {status}")))
}

/// The processor time, user's and kernel's, of all processes that this one has waited for, and theirs.
fn children() -> io::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The second field, the name, may contain anything and ends at the last bracket.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks: f64 = fields
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok())
        .sum();
    Ok(ticks / TICKS_A_SECOND)
}
