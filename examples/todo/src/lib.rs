//! To-do lists on a supervision tree.

pub mod command;
pub mod domain;
pub mod storage;
