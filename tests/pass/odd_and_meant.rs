//! What is legal and seldom meant is a warning that `#[allow(deprecated)]` allows; a plain tree has none.
#![deny(deprecated)]

use otp_core::prelude::*;

#[gen_server]
struct Worker;

#[callbacks]
impl Worker {
    fn init() -> Self {
        Worker
    }
}

#[dynamic_supervisor]
struct Cache;

#[supervisor(strategy = "rest_for_one", max_restarts = 1, max_seconds = 1)]
struct Plain {
    cache: Cache,
    worker: Worker,
    #[child(id = "another", restart = "temporary")]
    another: Worker,
}

#[supervisor(strategy = "one_for_all")]
struct PoolAlone {
    #[child(count = 3)]
    worker: Worker,
}

#[supervisor]
struct AllAreTemporary {
    #[child(restart = "temporary")]
    worker: Worker,
}

#[allow(deprecated, reason = "siblings will come")]
#[supervisor(strategy = "one_for_all")]
struct OneChild {
    worker: Worker,
}

#[supervisor(max_restarts = 0)]
#[allow(deprecated, reason = "the first end is to be seen")]
struct NoRestarts {
    worker: Worker,
}

#[supervisor(max_seconds = 10)]
#[allow(deprecated, reason = "others are added as it runs")]
struct NoneToCount {
    #[child(restart = "temporary")]
    worker: Worker,
}

#[supervisor]
#[allow(deprecated, reason = "its children have nothing to put away")]
struct CutShort {
    #[child(shutdown = "30s")]
    cache: Cache,
}
