//! A server that can be: what `emit` writes down.

use std::time::Duration;

use syn::{Attribute, Expr, Generics, Ident, LitStr, Type, Visibility};

use crate::crate_path::CratePath;
use crate::options::spec::SpecOptions;

/// A server and its client struct.
pub(super) struct Model {
    pub(super) crate_path: CratePath,
    pub(super) cfgs: Vec<Attribute>,
    pub(super) vis: Visibility,
    pub(super) ident: Ident,
    pub(super) generics: Generics,
    /// The types in the state.
    pub(super) fields: Vec<Type>,
    pub(super) spec: SpecOptions,
    pub(super) name: Naming,
    pub(super) mailbox: Mailbox,
    pub(super) call_timeout: Option<CallTimeout>,
    pub(super) trap_exit: bool,
    pub(super) blocking: bool,
    pub(super) debug_state: bool,
}

/// Under what name a server of the type runs.
pub(super) enum Naming {
    /// None, or one given at run time.
    Free,
    /// `name`: the type is its name.
    OfType,
    /// `name = "counter"`.
    Text(LitStr),
    /// `via = Registry`: its `#[key]` in that registry.
    Via(Box<Type>),
}

/// How many messages may wait.
pub(super) enum Mailbox {
    Unbounded,
    Bounded(Box<Expr>),
}

/// How long a call waits unless it says otherwise.
pub(super) enum CallTimeout {
    After(Duration),
    Infinity,
}
