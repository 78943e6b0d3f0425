//! What supervisors do, shown with bare processes as children. The clock is paused throughout.

mod administration;
mod application;
mod auto_shutdown;
mod crew;
mod dynamic;
mod dynamic_shutdown;
mod group_restart;
mod intensity;
mod races;
mod restart;
mod shutdown;
mod start;
mod tree;
