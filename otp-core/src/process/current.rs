//! Which process runs on this thread.

use std::cell::Cell;
use std::sync::Arc;

use super::cell::Process;

thread_local! {
    static CURRENT: Cell<Option<Arc<dyn Process>>> = const { Cell::new(None) };
}

/// Runs `f` as `process`, which is moved in and out: no reference is counted.
pub(crate) fn run_as<R>(process: Arc<dyn Process>, f: impl FnOnce() -> R) -> (R, Arc<dyn Process>) {
    struct Restore(Option<Arc<dyn Process>>);
    impl Restore {
        fn swap(&mut self) -> Option<Arc<dyn Process>> {
            let before = self.0.take();
            CURRENT.with(|current| current.replace(before))
        }
    }
    impl Drop for Restore {
        fn drop(&mut self) {
            // Only on a panic, which `f` is to catch by itself, does this find anything to do.
            if self.0.is_some() {
                self.swap();
            }
        }
    }
    let before = CURRENT.with(|current| current.replace(Some(process)));
    let mut restore = Restore(before);
    let result = f();
    let process = restore
        .swap()
        .expect("what was put in at the start comes out at the end");
    (result, process)
}

/// The process that runs here, if any.
pub(crate) fn current() -> Option<Arc<dyn Process>> {
    CURRENT.with(|current| {
        let process = current.take();
        current.set(process.clone());
        process
    })
}

/// Looks at the process that runs here without counting a reference. `f` must not ask again: it would find nothing.
pub(crate) fn with<R>(f: impl FnOnce(Option<&dyn Process>) -> R) -> R {
    CURRENT.with(|current| {
        let process = current.take();
        let result = f(process.as_deref());
        current.set(process);
        result
    })
}
