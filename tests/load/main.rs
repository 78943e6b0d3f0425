//! Millions of processes and of calls: what must hold under load, and what must not grow.
//!
//! `cargo test -p tests --test load` runs a part of each; with `--release` it is the whole.

mod calls_through_a_name;
mod many_processes;
mod many_runtimes;

use tokio::sync::Mutex;

/// So many of `whole`: all with optimisation, a part without.
fn share(whole: u32, part: u32) -> u32 {
    if cfg!(debug_assertions) { part } else { whole }
}

/// Held by each test of this program: they measure memory, and would measure each other's.
static ALONE: Mutex<()> = Mutex::const_new(());

/// What this program holds in memory, in bytes.
fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = text.split_whitespace().nth(1);
    pages
        .and_then(|pages| pages.parse::<u64>().ok())
        .unwrap_or(0)
        * 4096
}
