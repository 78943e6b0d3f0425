//! hydra, whose clients are processes as well.
//!
//! A process enters its table only after it was spawned, and may run before: its first replies are then lost. So
//! each process that is started here first waits until it is in the table.

use std::future::Future;

use hydra::{ExitReason, From, GenServer, GenServerOptions, Pid, Process};
use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;
use tokio::task::yield_now;

use crate::subject::{Names, Subject, Sum};

pub(crate) struct Hydra;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Message {
    Get(u64),
    Add(u64),
    Answer(u64),
}

struct Server(Sum);

impl GenServer for Server {
    type Message = Message;

    async fn init(&mut self) -> Result<(), ExitReason> {
        until_in_table().await;
        Ok(())
    }

    async fn handle_call(
        &mut self,
        message: Message,
        _: From,
    ) -> Result<Option<Message>, ExitReason> {
        match message {
            Message::Get(x) => Ok(Some(Message::Answer(self.0.0 + x))),
            _ => Ok(None),
        }
    }

    async fn handle_cast(&mut self, message: Message) -> Result<(), ExitReason> {
        if let Message::Add(x) = message {
            self.0.0 += x;
        }
        Ok(())
    }
}

async fn until_in_table() {
    while !Process::alive(Process::current()) {
        yield_now().await;
    }
}

impl Subject for Hydra {
    const NAME: &'static str = "hydra";
    type Server = Pid;

    fn spawn<T: Send + 'static>(
        client: impl Future<Output = T> + Send + 'static,
    ) -> impl Future<Output = T> + Send {
        let (done, answer) = oneshot::channel();
        Process::spawn(async move {
            until_in_table().await;
            drop(done.send(client.await));
        });
        async { answer.await.expect("no client panics") }
    }

    async fn start() -> Pid {
        Server(Sum::new())
            .start(GenServerOptions::new())
            .await
            .expect("it starts")
    }

    async fn call(server: &Pid, x: u64) -> u64 {
        match Server::call(*server, Message::Get(x), None).await {
            Ok(Message::Answer(sum)) => sum,
            other => panic!("the server answers, but it gave {other:?}"),
        }
    }

    async fn cast(server: &Pid, x: u64) {
        Server::cast(*server, Message::Add(x));
    }

    fn stop(server: Pid) {
        Process::exit(server, ExitReason::Kill);
    }
}

impl Names for Hydra {
    async fn prepare() {}

    async fn start_named(name: String) -> Pid {
        let server = Self::start().await;
        Process::register(server, name).expect("the name is free");
        server
    }

    async fn call_by_name(name: &str, x: u64) -> u64 {
        let server = Process::whereis(name).expect("the name is taken");
        Self::call(&server, x).await
    }
}
