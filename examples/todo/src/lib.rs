//! To-do lists on a supervision tree.

pub mod domain;
pub mod storage;
