//! Ours, by pid.

use otp_core::prelude::*;
use otp_core::{DynamicSupervisor, DynamicSupervisorRef, Strategy, Supervisor, SupervisorRef};

use crate::subject::{Crashed, Restarts, StartsChildren, Subject, Sum};

pub(crate) struct OtpCore;

#[gen_server]
pub(crate) struct Server {
    sum: Sum,
}

#[callbacks]
impl Server {
    fn init() -> Self {
        Self { sum: Sum::new() }
    }

    #[call]
    pub(crate) fn get(&self, x: u64) -> u64 {
        self.sum.0 + x
    }

    #[cast]
    pub(crate) fn add(&mut self, x: u64) {
        self.sum.0 += x;
    }
}

impl Subject for OtpCore {
    const NAME: &'static str = "otp-core";
    type Server = ServerRef;

    async fn start() -> ServerRef {
        Server::start().await.expect("a server starts")
    }

    async fn call(server: &ServerRef, x: u64) -> u64 {
        server.get(x).await.expect("the server answers")
    }

    async fn cast(server: &ServerRef, x: u64) {
        server.add(x);
    }

    fn stop(server: ServerRef) {
        if let Some(pid) = server.pid() {
            otp_core::process::signal(pid, ExitReason::Kill);
        }
    }
}

impl StartsChildren for OtpCore {
    type Supervisor = DynamicSupervisorRef;

    async fn supervisor() -> DynamicSupervisorRef {
        DynamicSupervisor::builder()
            .start()
            .await
            .expect("a supervisor starts")
    }

    async fn start_child(supervisor: &DynamicSupervisorRef, _number: u64) -> ServerRef {
        supervisor
            .start_child(Server::child_spec())
            .await
            .expect("a child starts")
    }
}

#[registry(keys = "unique")]
pub(crate) struct Directory;

/// Found by its name.
#[gen_server(via = Directory)]
pub(crate) struct Named {
    sum: Sum,
}

#[callbacks]
impl Named {
    fn init(#[key] _name: String) -> Self {
        Self { sum: Sum::new() }
    }

    #[call]
    pub(crate) fn get(&self, x: u64) -> u64 {
        self.sum.0 + x
    }

    #[cast]
    pub(crate) fn add(&mut self, x: u64) {
        self.sum.0 += x;
    }
}

/// The only one of its kind.
#[gen_server(name)]
struct Single {
    sum: Sum,
}

#[callbacks]
impl Single {
    fn init() -> Self {
        Self { sum: Sum::new() }
    }

    #[call]
    fn get(&self, x: u64) -> u64 {
        self.sum.0 + x
    }

    #[cast]
    fn crash(&mut self) -> Result<(), Crashed> {
        self.sum.0 += 1;
        Err(Crashed)
    }
}

impl Restarts for OtpCore {
    type Tree = SupervisorRef;

    async fn tree() -> SupervisorRef {
        Supervisor::builder()
            .strategy(Strategy::OneForOne)
            .intensity(u32::MAX)
            .child(Single::child_spec())
            .start()
            .await
            .expect("a supervisor starts")
    }

    async fn crash(_: &SupervisorRef) {
        Single::named().crash();
    }

    async fn try_call(_: &SupervisorRef, x: u64) -> Option<u64> {
        Single::named().get(x).await.ok()
    }
}
