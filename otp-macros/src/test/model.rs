//! A test that can be: what `emit` writes down.

use syn::ItemFn;

use crate::crate_path::CratePath;

/// An async test and the runtime it runs on.
pub(super) struct Model {
    pub(super) crate_path: CratePath,
    pub(super) function: ItemFn,
    pub(super) start_paused: bool,
    /// `None`: on the test's own thread.
    pub(super) worker_threads: Option<usize>,
}
