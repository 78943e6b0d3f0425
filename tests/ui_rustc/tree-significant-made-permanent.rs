use otp_core::prelude::*;

#[gen_server(restart = "transient", significant)]
struct Job;
#[callbacks]
impl Job {
    fn init() -> Self {
        Job
    }
}

#[supervisor(auto_shutdown = "any_significant")]
struct System {
    #[child(restart = "permanent")]
    job: Job,
    #[child(id = "second")]
    second: Job,
}

fn main() {}
