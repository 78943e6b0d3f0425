//! A dynamic supervisor that can be: what `emit` writes down.

use std::time::Duration;

use syn::{Attribute, Expr, Ident, Type, Visibility};

use crate::crate_path::CratePath;
use crate::options::spec::SpecOptions;

/// The one of that type in its node.
pub(super) struct Model {
    pub(super) crate_path: CratePath,
    pub(super) cfgs: Vec<Attribute>,
    pub(super) vis: Visibility,
    pub(super) ident: Ident,
    pub(super) spec: SpecOptions,
    pub(super) intensity: u32,
    pub(super) period: Duration,
    /// How long a killed child may take to end.
    pub(super) kill_timeout: Option<Duration>,
    pub(super) max_children: Option<Expr>,
    /// The servers that it takes, where it does not take everything.
    pub(super) takes: Option<Vec<Type>>,
}
