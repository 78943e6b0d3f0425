//! The only names that generated code uses; nothing here is for people, and anything may change.

pub use std::convert::{From, Into};
pub use std::fmt;
pub use std::fmt::Debug;
pub use std::future::{Future, Ready, ready};
pub use std::marker::{PhantomData, Send, Sync};
pub use std::ops::Deref;
pub use std::path::PathBuf;
pub use std::time::Duration;
pub use std::{boxed::Box, clone::Clone, option::Option, result::Result, string::String, vec::Vec};

pub use crate::child_spec::{ChildId, ChildSpec, ChildType, Restart, Shutdown};
pub use crate::dynamic_supervisor::{
    DynamicSupervisorRef, DynamicSupervisorType, TakenBy, dynamic_supervisor_child_spec,
    start_dynamic_supervisor,
};
pub use crate::gen_server::{
    Again, Bounded, Call, CallError, CastOf, Client, GenServer, GenServerSpec, IdleTimeout, Init,
    IntoInit, IntoOutcome, MailboxKind, MakeStart, Next, NoContinue, NoInfo, Once, Outcome, Reply,
    ReplyTo, ServerRef, Slot, TrySendError, Unbounded, Via, child_spec, start_link_server,
    start_server,
};
pub use crate::pid::Pid;
pub use crate::process::Operation;
pub use crate::promises::{
    Answers, Held, IsSend, Kept, Moved, NotSend, Sent, Shared, operation_of,
};
pub use crate::reason::ExitReason;
pub use crate::registry::{
    Given, GivesNames, Key, Keys, Name, RegistryRef, RegistryType, UnclearRegistry,
    registry_child_spec, start_registry,
};
pub use crate::signal::{Down, Exit};
pub use crate::start::{ProcessHandle, Reference, Start, StartError};
pub use crate::supervisor::{
    AutoShutdown, Behaviour, Below, ChildCounts, ChildInfo, ChildOf, Circle, Declaration, Declared,
    DeclaredChild, Declares, DeleteChildError, HasName, LegalButOdd, Named, NotAChild,
    RestartChildError, StopError, Strategy, Supervises, SupervisorCallError, SupervisorRef,
    SupervisorType, TakenChild, TerminateChildError, Top, Undeclared, Unnamed, Unsupervised, Way,
    counts_none, fault_of_auto_shutdown, fault_of_child, fault_of_key, has_one_child, is_cut_short,
    restarts_none, start_supervisor, supervisor_child_spec,
};
pub use crate::testing::{TestOptions, run_test};

/// What a server declares: as [`Declared`], but nothing for what is no server, and whose declaration might lead back.
#[derive(Debug)]
pub struct DeclaredServer<T>(PhantomData<T>);

impl<T: Declares + GenServerSpec> DeclaredServer<T> {
    /// What the server declares.
    pub const OF: Option<&'static Declaration> = Some(T::DECLARATION);
}

impl<T> Undeclared for DeclaredServer<T> {}

/// A future whose type says nothing but what it gives.
pub type Boxed<T> = std::pin::Pin<Box<dyn Future<Output = T> + Send>>;

/// A state as a crash report shows it.
pub fn debug_text<T: Debug>(value: &T) -> String {
    format!("{value:?}")
}
