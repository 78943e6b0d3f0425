//! To-do lists on a supervision tree.

pub mod command;
pub mod console;
pub mod domain;
pub mod prompt;
pub mod session;
pub mod storage;
pub mod system;
