use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;
#[gen_server(via = Names)]
struct Worker;
#[callbacks]
impl Worker {
    fn init(#[key] _name: String) -> Self {
        Worker
    }
}
#[supervisor(root)]
struct System {
    #[child(args = "a")]
    worker: Worker,
}

fn main() {}
