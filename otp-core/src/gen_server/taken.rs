//! Which continues and plain messages a server takes: those that convert into its own. Traits of their own, for their words.

/// What a server can continue with: a type that a `#[handle_continue]` of it takes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no continue of this server",
    label = "no `#[handle_continue]` takes it",
    note = "write `#[handle_continue] fn name(&mut self, step: {Self})` into its block of `#[callbacks]`"
)]
pub trait Continues<C> {
    /// As the server's own type.
    fn into_continue(self) -> C;
}

#[diagnostic::do_not_recommend]
impl<C, D: Into<C>> Continues<C> for D {
    fn into_continue(self) -> C {
        self.into()
    }
}

/// What can be sent to a server as a plain message: a type that an `#[info]` of it takes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no plain message of this server",
    label = "no `#[info]` takes it",
    note = "write `#[info] fn name(&mut self, message: {Self})` into its block of `#[callbacks]`"
)]
pub trait Informs<I> {
    /// As the server's own type.
    fn into_info(self) -> I;
}

#[diagnostic::do_not_recommend]
impl<I, M: Into<I>> Informs<I> for M {
    fn into_info(self) -> I {
        self.into()
    }
}
