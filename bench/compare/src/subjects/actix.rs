//! actix, whose actors stay on their thread: two workers are two arbiters, and each call crosses between them.

use std::future::Future;
use std::sync::{Mutex, PoisonError};

use actix::{Actor, ActorContext, Addr, Arbiter, ArbiterHandle, Context, Handler, System};

use crate::subject::{Subject, Sum, Workers};

pub(crate) struct Actix;

pub(crate) struct Server(Sum);

impl Actor for Server {
    type Context = Context<Self>;
}

#[derive(actix::Message)]
#[rtype(u64)]
struct Get(u64);

#[derive(actix::Message)]
#[rtype("()")]
struct Add(u64);

#[derive(actix::Message)]
#[rtype("()")]
struct Stop;

impl Handler<Get> for Server {
    type Result = u64;

    fn handle(&mut self, Get(x): Get, _: &mut Context<Self>) -> u64 {
        self.0.0 + x
    }
}

impl Handler<Add> for Server {
    type Result = ();

    fn handle(&mut self, Add(x): Add, _: &mut Context<Self>) {
        self.0.0 += x;
    }
}

impl Handler<Stop> for Server {
    type Result = ();

    fn handle(&mut self, Stop: Stop, context: &mut Context<Self>) {
        context.terminate();
    }
}

/// Where servers start, with two workers.
static OTHER_ARBITER: Mutex<Option<ArbiterHandle>> = Mutex::new(None);

impl Subject for Actix {
    const NAME: &'static str = "actix";
    type Server = Addr<Server>;

    fn block_on<T: Send + 'static>(
        workers: Workers,
        main: impl Future<Output = T> + Send + 'static,
    ) -> T {
        let other = |arbiter| {
            *OTHER_ARBITER.lock().unwrap_or_else(PoisonError::into_inner) = arbiter;
        };
        let system = System::new();
        let answer = system.block_on(async move {
            let arbiter = (workers == Workers::Two).then(Arbiter::new);
            other(arbiter.as_ref().map(Arbiter::handle));
            let answer = main.await;
            other(None);
            if let Some(arbiter) = arbiter {
                arbiter.stop();
                arbiter.join().expect("the arbiter does not panic");
            }
            answer
        });
        System::current().stop();
        system.run().expect("the system stops as it was told");
        answer
    }

    fn spawn<T: Send + 'static>(
        client: impl Future<Output = T> + Send + 'static,
    ) -> impl Future<Output = T> + Send {
        // Of this arbiter: only such a task can start actors here.
        let task = actix::spawn(client);
        async { task.await.expect("no client panics") }
    }

    async fn start() -> Self::Server {
        let other = OTHER_ARBITER
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        match other {
            Some(arbiter) => Server::start_in_arbiter(&arbiter, |_| Server(Sum::new())),
            None => Server(Sum::new()).start(),
        }
    }

    async fn call(server: &Self::Server, x: u64) -> u64 {
        server.send(Get(x)).await.expect("the server answers")
    }

    async fn cast(server: &Self::Server, x: u64) {
        server.do_send(Add(x));
    }

    fn stop(server: Self::Server) {
        server.do_send(Stop);
    }
}
