//! What generated code asks of the user's types, so that a type that breaks a promise is told in our words.

/// A field of a state: a process moves between threads, and its state with it.
#[diagnostic::on_unimplemented(
    message = "a server's state moves between threads, and `{Self}` cannot",
    label = "this is not `Send`",
    note = "take what can be sent: `Arc` for `Rc`, `Mutex` or `Atomic..` for what is shared, an id for a pointer"
)]
pub trait Moved {}

#[diagnostic::do_not_recommend]
impl<T: Send + ?Sized> Moved for T {}

/// An argument, an answer or an info: it travels between processes.
#[diagnostic::on_unimplemented(
    message = "a message travels to another process, and `{Self}` cannot",
    label = "this is not `Send + 'static`",
    note = "take what can be sent and is owned: `Arc` for `Rc`, `Mutex` or `Atomic..` for what is shared"
)]
pub trait Sent {}

#[diagnostic::do_not_recommend]
impl<T: Send + 'static> Sent for T {}

/// The state of a server with an `async` callback that takes `&self`.
#[diagnostic::on_unimplemented(
    message = "an `async` callback with `&self` needs a state that is `Sync`, and `{Self}` is not",
    label = "take `&mut self` here",
    note = "what awaits may go on in another thread, and `&self` with it"
)]
pub trait Shared {}

#[diagnostic::do_not_recommend]
impl<T: Sync + ?Sized> Shared for T {}

/// An argument of a supervisor.
#[diagnostic::on_unimplemented(
    message = "a supervisor keeps its arguments for every restart, and `{Self}` cannot be kept",
    label = "this is not `Clone + Send + Sync + 'static`",
    note = "derive what is missing, or wrap it in an `Arc`"
)]
pub trait Kept {}

#[diagnostic::do_not_recommend]
impl<T: Clone + Send + Sync + 'static> Kept for T {}
