use otp_core::prelude::*;

#[gen_server(restart = "transient", significant)]
struct Job;
#[callbacks]
impl Job {
    fn init() -> Self {
        Job
    }
}

#[supervisor]
struct System {
    job: Job,
}

fn main() {}
