//! Dynamic supervisors: children that come and go at run time, any number of them, each on its own.
//!
//! Children are known by their pids. All are ended at once when the supervisor ends. `#[dynamic_supervisor]` declares
//! one by its type; [`DynamicSupervisor::builder`] builds one at run time.
//!
//! OTP counterpart: `DynamicSupervisor`.

mod builder;
mod children;
mod declared;
mod kind;
mod options;
mod reference;
mod run;
mod shutdown;
#[cfg(test)]
mod tests;

pub use builder::{DynamicSupervisor, DynamicSupervisorBuilder};
pub use declared::{
    DynamicSupervisorType, TakenBy, dynamic_supervisor_child_spec, start_dynamic_supervisor,
};
pub(crate) use kind::is_dynamic;
pub use reference::DynamicSupervisorRef;
