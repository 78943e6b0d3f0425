//! What a field's type is told that has no `child_spec`: it then has the one of a trait, which asks for what nobody is.

use super::reference::SupervisorRef;
use crate::child_spec::ChildSpec;

/// Nobody: what is a child has a `child_spec` of its own, which comes before that of [`NotAChild`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no child",
    label = "no server, supervisor or registry",
    note = "a child's type has `#[gen_server]`, `#[supervisor]`, `#[dynamic_supervisor]` or `#[registry]`, or a `child_spec` by hand; it can be called from here, as `init` can",
    note = "several children of a type are a pool, `#[child(count = 3)]`; an argument of the supervisor is marked `#[arg]`"
)]
pub trait IsChild {}

/// Gives every type a `child_spec`.
pub trait NotAChild {
    /// Never called.
    fn child_spec() -> ChildSpec<SupervisorRef>
    where
        Self: IsChild;
}

impl<T: ?Sized> NotAChild for T {
    fn child_spec() -> ChildSpec<SupervisorRef>
    where
        Self: IsChild,
    {
        unreachable!("nobody is a child by this trait")
    }
}
