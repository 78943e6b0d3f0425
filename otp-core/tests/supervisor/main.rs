//! What supervisors do, shown with bare processes as children. The clock is paused throughout.

#![allow(
    clippy::unwrap_used,
    reason = "clippy allows it in tests, but not in what they share"
)]

mod administration;
mod application;
mod auto_shutdown;
mod crew;
mod dynamic;
mod dynamic_shutdown;
mod group_restart;
mod intensity;
mod races;
mod reports;
mod restart;
mod shutdown;
mod start;
mod tree;
