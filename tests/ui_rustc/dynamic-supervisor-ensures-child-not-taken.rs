use otp_core::prelude::*;

#[gen_server]
struct Taken;
#[callbacks]
impl Taken {
    fn init() -> Self {
        Taken
    }
}

#[gen_server]
struct Other;
#[callbacks]
impl Other {
    fn init() -> Self {
        Other
    }
}

#[dynamic_supervisor(children = Taken)]
struct Cache;

async fn start() {
    let _ = Cache::ensure(Other::child_spec()).await;
}

fn main() {}
