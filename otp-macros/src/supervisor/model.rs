//! A supervisor that can be: what `emit` writes down.

use std::time::Duration;

use proc_macro2::Span;
use syn::{Attribute, Expr, Generics, Ident, Pat, Type, Visibility};

use crate::crate_path::CratePath;
use crate::options::intensity::Intensity;
use crate::options::spec::SpecOptions;

/// A supervisor and its children.
pub(super) struct Model {
    pub(super) crate_path: CratePath,
    pub(super) cfgs: Vec<Attribute>,
    /// The `#[allow]`s of the struct.
    pub(super) allows: Vec<Attribute>,
    pub(super) vis: Visibility,
    pub(super) ident: Ident,
    pub(super) generics: Generics,
    pub(super) spec: SpecOptions,
    pub(super) strategy: Strategy,
    pub(super) intensity: Intensity,
    /// How long a killed child may take to end.
    pub(super) kill_timeout: Option<Duration>,
    pub(super) auto_shutdown: AutoShutdown,
    /// Nothing starts above it.
    pub(super) root: bool,
    pub(super) places: Places,
    /// The arguments of `start_link`, in the order of the fields.
    pub(super) args: Vec<Argument>,
    /// In the order of start.
    pub(super) children: Vec<Child>,
}

/// Where options are written; the type's name where they are not.
pub(super) struct Places {
    pub(super) strategy: Span,
    pub(super) restarts: Span,
}

/// Which siblings restart with a child.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Strategy {
    OneForOne,
    OneForAll,
    RestForOne,
}

/// Whether the end of significant children ends the supervisor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum AutoShutdown {
    Never,
    AnySignificant,
    AllSignificant,
}

/// A field marked `#[arg]`.
pub(super) struct Argument {
    pub(super) cfgs: Vec<Attribute>,
    pub(super) ident: Ident,
    pub(super) ty: Type,
    /// Taken as anything that becomes one: `String`, `PathBuf`.
    pub(super) into: bool,
}

/// A field that is a child, or a pool of them.
pub(super) struct Child {
    pub(super) cfgs: Vec<Attribute>,
    pub(super) ident: Ident,
    pub(super) ty: Type,
    /// What its `child_spec` is given; nothing where that is not clear, and the child is left out.
    pub(super) args: Option<Vec<Expr>>,
    pub(super) pool: Option<Pool>,
    pub(super) overrides: SpecOptions,
    /// The siblings that it says it starts after.
    pub(super) after: Vec<Ident>,
}

/// Several children of one kind.
pub(super) struct Pool {
    pub(super) count: Expr,
    /// What the arguments call the number of a child.
    pub(super) number: Option<Pat>,
}
