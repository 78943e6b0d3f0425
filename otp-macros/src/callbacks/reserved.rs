//! The names that generated code takes, in one place.

/// Functions that `#[gen_server]` and `#[callbacks]` write on the server's type.
pub(super) const ON_THE_SERVER: &[&str] = &[
    "start_link",
    "start",
    "child_spec",
    "via",
    "named",
    "self_ref",
];

/// Methods that every client has of its own or by its `Deref` to `ServerRef`.
pub(super) const ON_THE_CLIENT: &[&str] = &[
    "pid",
    "stop",
    "monitor",
    "is_alive",
    "recipient",
    "exited",
    "call",
    "cast",
    "try_cast",
    "info",
    "clone",
];

/// Names with a meaning of their own in a block of callbacks, which no operation can have.
pub(super) const CALLBACKS: &[&str] = &["init", "terminate"];
