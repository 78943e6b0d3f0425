//! To-do lists at a prompt, kept by a supervision tree. `todo --help` tells the rest.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use otp_core::prelude::*;
use todo::console::complain;
use todo::prompt::{Prompt, TerminalMode};
use todo::session::{self, Outcome};
use todo::storage::Folder;
use todo::system::System;

/// To-do lists at a prompt. From a pipe or a file the same commands are read without one.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The folder with the lists, made where it is missing
    #[arg(long, default_value = "./persist", value_name = "PATH")]
    folder: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Dropped last: what is said until then still goes to a terminal in the editor's mode.
    let _mode = TerminalMode::remember();
    match run(arguments).await {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::FAILURE,
        Err(error) => {
            complain(format_args!("todo: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<Outcome, Box<dyn Error + Send + Sync>> {
    let folder = Folder::open(arguments.folder)?;
    let prompt = Prompt::start(folder.path().join(".history"))?;
    let app = Application::start(System::child_spec(folder)).await?;
    tokio::select! {
        ended = app.until_signal() => {
            ended.map_err(gave_up)?;
            Ok(Outcome::Done)
        }
        outcome = session::run(prompt) => {
            System::stop().await?;
            Ok(outcome?)
        }
    }
}

fn gave_up(error: otp_core::Error) -> String {
    format!(
        "the system gave up, as its parts failed again and again ({error}); \
         every entry that was answered with `ok` is on disk"
    )
}
