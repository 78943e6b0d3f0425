//! A session: commands read one after the other, and carried out.

mod asked;
mod bench;
mod execute;
mod kill;
mod layout;
mod settle;
mod tree;

pub use layout::{Node, draw};

use std::io;

use crate::command::{self, Command};
use crate::console::complain;
use crate::prompt::{Line, Prompt};

/// How a session went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All went well, or somebody sat at the prompt and saw what did not.
    Done,
    /// Commands from a pipe or a file, and at least one of them failed.
    Failed,
}

/// Carries out the commands of the prompt until it ends or one of them is `quit`.
///
/// # Errors
///
/// When the input cannot be read.
pub async fn run(mut prompt: Prompt) -> io::Result<Outcome> {
    let mut failed = false;
    loop {
        let line = match prompt.next().await {
            Line::Text(line) => line,
            Line::End | Line::Interrupted => break,
            Line::Unreadable(problem) => {
                complain(format_args!("error: {problem}"));
                failed = true;
                continue;
            }
            Line::Failed(error) => return Err(error),
        };
        match command::parse(&line) {
            Ok(None) => {}
            Ok(Some(Command::Quit)) => break,
            Ok(Some(command)) => {
                if let Err(error) = execute::execute(command).await {
                    complain(format_args!("error: {error}"));
                    failed = true;
                    if !settle::settle().await {
                        // Nothing is left to ask. The program ends with what the system ended with.
                        std::future::pending().await
                    }
                }
            }
            Err(error) => {
                complain(format_args!("error: {error}"));
                failed = true;
            }
        }
    }
    if failed && !prompt.is_terminal() {
        Ok(Outcome::Failed)
    } else {
        Ok(Outcome::Done)
    }
}
