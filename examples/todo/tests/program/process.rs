//! A running todo, its input and its output.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};

/// The program's lines up to its first command.
pub(crate) const START: [&str; 5] = [
    "Starting database server.",
    "Starting database worker.",
    "Starting database worker.",
    "Starting database worker.",
    "Starting to-do cache.",
];

/// A todo that is driven line by line. It is killed when this is dropped.
pub(crate) struct Todo {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// A todo that has ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    /// The lines that were not read before.
    pub(crate) lines: Vec<String>,
    pub(crate) errors: String,
}

/// The command that runs the program on that folder.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_todo"));
    command.arg("--folder").arg(folder);
    command
}

/// The whole session of these commands.
pub(crate) fn session(folder: &Path, commands: &str) -> Ended {
    let mut todo = Todo::start(folder);
    todo.send(commands);
    todo.finish()
}

impl Todo {
    pub(crate) fn start(folder: &Path) -> Self {
        Self::spawn(command(folder))
    }

    pub(crate) fn spawn(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        Self {
            child,
            input,
            output,
        }
    }

    pub(crate) fn send(&mut self, commands: &str) {
        let input = self.input.as_mut().expect("the input is open");
        // A program that has ended reads no more; the test sees that from its output.
        let _ = input.write_all(commands.as_bytes());
        let _ = input.write_all(b"\n");
    }

    /// The next line of the output; none at its end.
    pub(crate) fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.output.read_line(&mut line).expect("readable output");
        (read > 0).then(|| line.trim_end_matches('\n').to_owned())
    }

    pub(crate) fn lines(&mut self, count: usize) -> Vec<String> {
        (0..count).map_while(|_| self.line()).collect()
    }

    /// Sends a command and takes what it prints, which ends with the answer to a second one.
    pub(crate) fn ask(&mut self, command: &str) -> Vec<String> {
        // `help` is the only answer whose last line is known.
        self.send(command);
        self.send("help");
        let mut lines = Vec::new();
        while let Some(line) = self.line() {
            if line.starts_with("add LIST DATE TITLE") {
                break;
            }
            lines.push(line);
        }
        while let Some(line) = self.line() {
            if line.starts_with("A line that begins with #") {
                break;
            }
        }
        lines
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// As `kill -9` does.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("killed");
    }

    /// Closes the input and waits for the end.
    pub(crate) fn finish(mut self) -> Ended {
        drop(self.input.take());
        let mut lines = Vec::new();
        while let Some(line) = self.line() {
            lines.push(line);
        }
        let mut errors = String::new();
        let mut stderr = self.child.stderr.take().expect("its errors are a pipe");
        stderr.read_to_string(&mut errors).expect("readable errors");
        let status = self.child.wait().expect("the program ends");
        Ended {
            status,
            lines,
            errors,
        }
    }
}

impl Drop for Todo {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
