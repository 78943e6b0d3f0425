//! At a terminal: a prompt, line editing, a history, and a terminal left as it was found.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Stdio};

use nix::pty::{OpenptyResult, Winsize, openpty};
use nix::sys::signal::{Signal, kill};
use nix::sys::termios::{LocalFlags, tcgetattr};
use nix::unistd::Pid;

use crate::process::command;

/// A todo at a terminal of its own.
struct Terminal {
    child: Child,
    keyboard: File,
    /// The program's side, held open: what it is set to outlives the program.
    slave: OwnedFd,
    shown: String,
}

impl Terminal {
    fn start(folder: &Path) -> Self {
        let size = Winsize {
            ws_row: 40,
            ws_col: 120,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        let OpenptyResult { master, slave } = openpty(&size, None).expect("a terminal");
        let side = || Stdio::from(slave.try_clone().expect("cloned"));
        let child = command(folder)
            .env("TERM", "xterm")
            .stdin(side())
            .stdout(side())
            .stderr(side())
            .spawn()
            .expect("the program starts");
        Self {
            child,
            keyboard: File::from(master),
            slave,
            shown: String::new(),
        }
    }

    /// Reads until the text is shown, and forgets what was before it.
    fn wait_for(&mut self, text: &str) {
        let mut bytes = [0; 1024];
        loop {
            if let Some(place) = self.shown.find(text) {
                self.shown.drain(..place + text.len());
                return;
            }
            let read = self
                .keyboard
                .read(&mut bytes)
                .expect("the terminal is open");
            self.shown += &String::from_utf8_lossy(&bytes[..read]);
        }
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("pressed");
    }

    fn echoes(&self) -> bool {
        let mode = tcgetattr(&self.slave).expect("a mode");
        mode.local_flags
            .contains(LocalFlags::ECHO | LocalFlags::ICANON)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn lines_are_edited_and_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::start(folder.path());
    terminal.wait_for("todo> ");
    // A slip, taken back with the backspace key.
    terminal.press("addd\u{7f} shopping 2023-12-19 Milk\r");
    terminal.wait_for("ok");
    terminal.wait_for("todo> ");
    // The line before, brought back with the arrow key.
    terminal.press("\u{1b}[A\r");
    terminal.wait_for("ok");
    terminal.wait_for("todo> ");
    terminal.press("list shopping\r");
    terminal.wait_for("2023-12-19  Milk");
    terminal.wait_for("2023-12-19  Milk");
    terminal.wait_for("todo> ");
    // Ctrl-d.
    terminal.press("\u{4}");
    assert!(terminal.child.wait().expect("ended").success());
    let mut again = Terminal::start(folder.path());
    again.wait_for("todo> ");
    again.press("\u{1b}[A");
    again.wait_for("list shopping");
}

#[test]
fn ctrl_c_at_the_prompt_ends_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::start(folder.path());
    terminal.wait_for("todo> ");
    terminal.press("add shopping 2023-\u{3}");
    assert!(terminal.child.wait().expect("ended").success());
    assert!(terminal.echoes());
}

#[test]
fn a_signal_in_the_middle_of_a_line_leaves_the_terminal_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::start(folder.path());
    terminal.wait_for("todo> ");
    terminal.press("add");
    terminal.wait_for("add");
    assert!(!terminal.echoes(), "the line editor has its own mode");
    let pid = Pid::from_raw(terminal.child.id() as i32);
    kill(pid, Signal::SIGTERM).expect("sent");
    assert!(terminal.child.wait().expect("ended").success());
    assert!(terminal.echoes());
}
