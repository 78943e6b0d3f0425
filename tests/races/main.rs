//! What breaks where things happen at once: each test plays one composition under many seeds.
//!
//! Workers, callers and killers yield a seeded random number of times at each of their points, in a runtime and a node
//! of their own. A seed that fails is printed; `RACES_SEED=17 cargo test -p tests --test races name_of_the_test` plays
//! it alone.

#![allow(
    clippy::unwrap_used,
    reason = "clippy allows it in tests, but not in what they share"
)]

mod callers;
mod crew;
mod invariants;
mod killed_supervisors;
mod many;
mod names;
mod seed;
mod shutdown;
mod siblings;
mod start_child;
mod stuck_holders;
mod turns;
mod two_deaths;
