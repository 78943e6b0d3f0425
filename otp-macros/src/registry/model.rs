//! A registry that can be: what `emit` writes down.

use syn::{Attribute, Expr, Ident, Visibility};

use crate::crate_path::CratePath;
use crate::options::spec::SpecOptions;

/// The one of that type in its node.
pub(super) struct Model {
    pub(super) crate_path: CratePath,
    pub(super) cfgs: Vec<Attribute>,
    pub(super) vis: Visibility,
    pub(super) ident: Ident,
    pub(super) spec: SpecOptions,
    pub(super) keys: Keys,
    pub(super) partitions: Option<Expr>,
}

/// How many processes a key may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Keys {
    Unique,
    Duplicate,
}
