//! Inputs that nobody wrote: no macro panics on them, writes what is no Rust, or loses the item.
//!
//! The tests run seeded ones of them, always the same. `fuzz/` at the root of the repository includes this folder and lets
//! a fuzzer choose.

pub(crate) mod arbitrary;
pub(crate) mod choices;
pub(crate) mod kept;
pub(crate) mod mutated;
#[cfg(test)]
mod tests;
pub(crate) mod uses;
mod vocabulary;
