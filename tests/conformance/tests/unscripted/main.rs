//! What no scenario can show: states between two messages, overlapping requests, exact times.

#![allow(clippy::unwrap_used, reason = "the helpers of a test fail it")]

mod dynamic;
mod names;
mod overlaps;
mod probe;
mod restarting;
mod specs;
mod stops;
mod windows;
