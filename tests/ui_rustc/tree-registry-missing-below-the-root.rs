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
#[supervisor]
struct Below {
    #[child(args = "a")]
    worker: Worker,
}
#[supervisor(root)]
struct System { below: Below }

fn main() {}
