//! The program as it is run: real processes, real files, real time.
//!
//! Nothing here sleeps: a test waits for a line or for the end of the program.

mod disk_full;
mod escalation;
mod folder_problems;
mod kill_nine;
mod lists;
mod process;
mod session;
mod signals;
#[cfg(unix)]
mod terminal;
mod unreadable;
