//! Supervisors: they start their children in order, restart them when they end, and take them down in reverse.
//!
//! A supervisor knows no message type. To it a child is an id, a start function and a pid. `#[supervisor]` declares
//! one whose children are the fields of a struct; [`Supervisor::builder`] builds one at run time.
//!
//! OTP counterpart: `supervisor`.

mod administration;
mod auto_shutdown;
mod builder;
mod child_info;
mod children;
mod declaration;
mod declared;
mod error;
mod intensity;
mod launch;
mod not_a_child;
mod on_start;
mod options;
mod reference;
mod request;
mod restart;
mod run;
mod shutdown;
mod starting;
mod stop;
mod strategy;
#[cfg(test)]
mod tests;
mod tree;

pub use auto_shutdown::AutoShutdown;
pub use builder::{Supervisor, SupervisorBuilder};
pub use child_info::{ChildCounts, ChildInfo, ChildState};
pub use declaration::{Behaviour, Declaration, DeclaredChild, Declares, Oddity, TakenChild};
#[doc(hidden)]
pub use declaration::{
    Below, ChildOf, Circle, Declared, FaultText, HasName, LegalButOdd, Named, Supervises, Top,
    Undeclared, Unnamed, Unsupervised, Way, counts_none, fault_of_auto_shutdown, fault_of_child,
    fault_of_key, has_one_child, is_cut_short, restarts_none,
};
pub use declared::{SupervisorType, start_supervisor, supervisor_child_spec};
pub use error::{
    DeleteChildError, RestartChildError, StopError, SupervisorCallError, TerminateChildError,
};
pub use not_a_child::NotAChild;
pub use options::{DEFAULT_INTENSITY, DEFAULT_KILL_TIMEOUT, DEFAULT_PERIOD};
pub use reference::SupervisorRef;
pub use strategy::Strategy;
pub use tree::{TreeNode, tree};

// What a dynamic supervisor has in common with a static one.
pub(crate) use intensity::Intensity;
pub(crate) use launch::{plan, told_as_it_is};
pub(crate) use on_start::OnStart;
pub(crate) use options::check_period;
pub(crate) use reference::start_child as ask_start_child;
pub(crate) use request::{
    Again, Cell, ChildKey, Message, NoChild, Target, answered, supervisor_cell,
};
pub(crate) use restart::{is_reported, is_restarted};
pub(crate) use shutdown::{Left, left_as_asked, send as send_exit, shut_down};
pub(crate) use starting::start_child;
pub(crate) use stop::stop;
