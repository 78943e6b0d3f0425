//! What a supervisor does first, in its own process.

use std::fmt;
use std::sync::Arc;

/// Code of the user's that runs at each start; none by default.
#[derive(Clone, Default)]
pub(crate) struct OnStart(Option<Arc<dyn Fn() + Send + Sync>>);

impl OnStart {
    pub(crate) fn new(f: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(f)))
    }

    pub(crate) fn run(&self) {
        if let Some(f) = &self.0 {
            f();
        }
    }
}

impl fmt::Debug for OnStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Some(..)" } else { "None" })
    }
}
