//! Where commands come from: a person at a terminal, or a pipe or a file.

mod mode;
mod pipe;
mod terminal;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use tokio::sync::oneshot;

pub use mode::TerminalMode;

/// What the next reading gave.
#[derive(Debug)]
pub enum Line {
    /// A line, without its end.
    Text(String),
    /// The input has ended, or ctrl-d was pressed.
    End,
    /// Ctrl-c was pressed while a line was edited.
    Interrupted,
    /// The line cannot be read; there may be others after it.
    Unreadable(String),
    /// Nothing more can be read.
    Failed(io::Error),
}

/// Reads lines one at a time, on a thread of its own: reading blocks, and nobody can stop it.
#[derive(Debug)]
pub struct Prompt {
    requests: mpsc::Sender<oneshot::Sender<Line>>,
    terminal: bool,
}

impl Prompt {
    /// Reads from the standard input: with a prompt, line editing and a history in this file if
    /// input and output are a terminal, else just the lines.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be used or no thread can be started.
    pub fn start(history: PathBuf) -> io::Result<Self> {
        let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
        let (requests, asked) = mpsc::channel::<oneshot::Sender<Line>>();
        let mut next: Box<dyn FnMut() -> Line + Send> = if terminal {
            let mut editor = terminal::Terminal::open(history)?;
            Box::new(move || editor.next())
        } else {
            Box::new(|| pipe::next(&mut io::stdin().lock()))
        };
        thread::Builder::new()
            .name("prompt".to_owned())
            .spawn(move || {
                for reply in asked {
                    // Who asked may be gone; then the next one to ask is, too.
                    let _ = reply.send(next());
                }
            })?;
        Ok(Self { requests, terminal })
    }

    /// Whether somebody sits at a terminal.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// The next line. Nothing is read before it is asked for.
    pub async fn next(&mut self) -> Line {
        let (reply, answer) = oneshot::channel();
        if self.requests.send(reply).is_err() {
            return Line::End;
        }
        answer.await.unwrap_or(Line::End)
    }
}
