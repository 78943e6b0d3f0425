//! What is counted. Each runs on one thread, where the count of instructions does not depend on who was faster.

use otp_core::prelude::*;
use otp_core::whereis;

pub(crate) struct Operation {
    pub(crate) name: &'static str,
    /// Sets up, then does it so many times, and checks the answers.
    pub(crate) run: fn(u64),
}

pub(crate) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "call",
        run: |times| block_on(call(times)),
    },
    Operation {
        name: "call_via",
        run: |times| block_on(call_via(times)),
    },
    Operation {
        name: "cast",
        run: |times| block_on(cast(times)),
    },
    Operation {
        name: "start",
        run: |times| block_on(start(times)),
    },
    Operation {
        name: "start_stop",
        run: |times| block_on(start_stop(times)),
    },
    Operation {
        name: "look_up",
        run: |times| block_on(look_up(times)),
    },
];

#[registry(keys = "unique")]
struct Directory;

#[gen_server]
struct Server {
    sum: u64,
}

#[callbacks]
impl Server {
    fn init() -> Self {
        Self { sum: 0 }
    }

    #[call]
    fn get(&self, x: u64) -> u64 {
        self.sum + x
    }

    #[cast]
    fn add(&mut self, x: u64) {
        self.sum += x;
    }
}

#[gen_server(via = Directory)]
struct Named;

#[callbacks]
impl Named {
    fn init(#[key] _name: String) -> Self {
        Self
    }

    #[call]
    fn same(&self, x: u64) -> u64 {
        x
    }
}

fn block_on(work: impl Future<Output = ()> + Send + 'static) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime can be built");
    // In a task: `block_on` itself costs more.
    let task = runtime.spawn(work);
    runtime.block_on(task).expect("nothing panics");
}

async fn call(times: u64) {
    let server = Server::start().await.expect("a server starts");
    for x in 0..times {
        assert_eq!(server.get(x).await, Ok(x));
    }
}

async fn call_via(times: u64) {
    named_server().await;
    let server = Named::via("the server");
    for x in 0..times {
        assert_eq!(server.same(x).await, Ok(x));
    }
}

async fn cast(times: u64) {
    let server = Server::start().await.expect("a server starts");
    for number in 0..times {
        server.add(1);
        if number % 256 == 0 {
            tokio::task::yield_now().await;
        }
    }
    assert_eq!(server.get(0).await, Ok(times));
}

async fn start(times: u64) {
    let mut servers = Vec::with_capacity(times as usize);
    for _ in 0..times {
        servers.push(Server::start().await.expect("a server starts"));
    }
    // The end of so many is not counted: the program stops here.
    std::process::exit(0);
}

async fn start_stop(times: u64) {
    for _ in 0..times {
        let server = Server::start().await.expect("a server starts");
        server.stop(ExitReason::Normal).await.expect("it stops");
    }
}

/// The name of a running server, through the registry, to its pid.
async fn look_up(times: u64) {
    named_server().await;
    let name = Name::via::<Directory, Named, _>(&"the server".to_owned());
    let pid = whereis(&name);
    assert!(pid.is_some());
    for _ in 0..times {
        assert_eq!(whereis(&name), pid);
    }
}

async fn named_server() {
    Directory::start_link().await.expect("a registry starts");
    Named::start("the server").await.expect("a server starts");
}
