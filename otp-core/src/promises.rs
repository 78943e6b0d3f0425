//! What generated code asks of the user's types, so that a type that breaks a promise is told in our words.
//!
//! `Moved` and `Sent` are asked with the answer, `IsSend::<T>::YES`, which is a constant of a type that is known. An `impl` for
//! `false` is missing as such, which is an error of ours, and as `Send` is their supertrait, rustc adds none; one about what
//! is not `Send` inside of a type of the user's it does add.

use std::marker::PhantomData;

use crate::supervisor::Declares;

/// Whether a type is `Send`: `IsSend::<T>::YES`, with [`NotSend`] in scope.
#[derive(Debug)]
pub struct IsSend<T: ?Sized>(PhantomData<T>);

impl<T: Send + ?Sized> IsSend<T> {
    /// It is. This comes before the constant of [`NotSend`] where both are there.
    pub const YES: bool = true;
}

/// Stands in for types that are not `Send`.
pub trait NotSend {
    /// It is not.
    const YES: bool = false;
}

impl<T: ?Sized> NotSend for IsSend<T> {}

/// A field of a state: a process moves between threads, and its state with it.
#[diagnostic::on_unimplemented(
    message = "a server's state moves between threads, and `{Self}` cannot",
    label = "this is not `Send`",
    note = "take what can be sent: `Arc` for `Rc`, `Mutex` or `Atomic..` for what is shared, an id for a pointer"
)]
pub trait Moved<const IS_SEND: bool>: Send {}

#[diagnostic::do_not_recommend]
impl<T: Send + ?Sized> Moved<true> for T {}

/// The state of a server, which `#[gen_server]` says of it whether it is true or not: what it needs of its fields is asked at
/// each of them, and what is generated for `#[callbacks]` takes this word for it, so that a field is told once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no server",
    label = "not a server",
    note = "annotate the type with `#[gen_server]`"
)]
pub trait Held: Send {}

/// An argument, an answer or an info: it travels between processes.
#[diagnostic::on_unimplemented(
    message = "a message travels to another process, and `{Self}` cannot",
    label = "this is not `Send + 'static`",
    note = "take what can be sent and is owned: `Arc` for `Rc`, `Mutex` or `Atomic..` for what is shared"
)]
pub trait Sent<const IS_SEND: bool>: Send + 'static {}

#[diagnostic::do_not_recommend]
impl<T: Send + 'static> Sent<true> for T {}

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

/// What has operations, as far as is known where `#[callbacks]` has not been read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no server, so it has no operations",
    label = "marks an operation of a server",
    note = "write `#[gen_server]` above the struct and `#[callbacks]` above this `impl`"
)]
pub trait Answers {}

#[diagnostic::do_not_recommend]
impl<T: Declares> Answers for T {}

/// Asks for [`Answers`].
pub const fn operation_of<S: Answers>() {}
