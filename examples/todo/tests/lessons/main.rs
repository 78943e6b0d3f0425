//! The lessons of the to-do system, each with a tree of its own: its earlier stages, and what is
//! to be seen in it of shutting down, restarting, letting crash and keeping state.
//!
//! A test is named after the line of systems.md that it shows.

mod before;
mod echo_server;
mod error_kernel;
mod events;
mod expected_errors;
mod lines;
mod shutdown;
mod stage1;
mod stage2;
mod stage2_failures;
mod stage3;
mod stage3_shutdown;
mod state_preservation;
mod strategies;
