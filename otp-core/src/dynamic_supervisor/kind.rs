//! How the process of a dynamic supervisor is told from that of a static one.

use std::any::Any;

use crate::process::{Core, Holding, Process};

/// Held by the process of a dynamic supervisor.
pub(super) struct Mark;

impl Holding for Mark {
    fn release(&self, _: &Core) {}

    fn names(&self) -> Vec<String> {
        Vec::new()
    }
}

pub(crate) fn is_dynamic(process: &dyn Process) -> bool {
    let state = process.core().state();
    state.holdings.iter().any(|holding| {
        let any: &dyn Any = &**holding;
        any.is::<Mark>()
    })
}
