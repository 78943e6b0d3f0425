//! No library: a task, an unbounded channel, and a oneshot a call. What all are compared with.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::subject::{Crashed, Names, Restarts, StartsChildren, Subject, Sum};

pub(crate) struct RawTokio;

pub(crate) enum Message {
    Call(u64, oneshot::Sender<u64>),
    Cast(u64),
    Crash,
}

type Server = UnboundedSender<Message>;

async fn serve(mut mailbox: UnboundedReceiver<Message>) -> Result<(), Crashed> {
    // Made in here: an async block takes along only the fields that it uses.
    let mut sum = Sum::new();
    while let Some(message) = mailbox.recv().await {
        match message {
            Message::Call(x, reply) => drop(reply.send(sum.0 + x)),
            Message::Cast(x) => sum.0 += x,
            Message::Crash => {
                sum.0 += 1;
                return Err(Crashed);
            }
        }
    }
    Ok(())
}

fn ask(server: &Server, x: u64) -> Option<oneshot::Receiver<u64>> {
    let (reply, answer) = oneshot::channel();
    server.send(Message::Call(x, reply)).ok()?;
    Some(answer)
}

impl Subject for RawTokio {
    const NAME: &'static str = "raw tokio";
    type Server = Server;

    async fn start() -> Server {
        let (server, mailbox) = unbounded_channel();
        tokio::spawn(serve(mailbox));
        server
    }

    async fn call(server: &Server, x: u64) -> u64 {
        let answer = ask(server, x).expect("the server runs");
        answer.await.expect("the server answers")
    }

    async fn cast(server: &Server, x: u64) {
        server.send(Message::Cast(x)).expect("the server runs");
    }

    fn stop(server: Server) {
        drop(server);
    }
}

static NAMES: LazyLock<RwLock<HashMap<String, Server>>> = LazyLock::new(RwLock::default);

impl Names for RawTokio {
    async fn prepare() {
        NAMES
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    async fn start_named(name: String) -> Server {
        let server = Self::start().await;
        let mut names = NAMES.write().unwrap_or_else(PoisonError::into_inner);
        names.insert(name, server.clone());
        server
    }

    async fn call_by_name(name: &str, x: u64) -> u64 {
        let server = NAMES
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(name)
            .expect("the name is taken")
            .clone();
        Self::call(&server, x).await
    }
}

impl StartsChildren for RawTokio {
    type Supervisor = UnboundedSender<oneshot::Sender<Server>>;

    async fn supervisor() -> Self::Supervisor {
        let (supervisor, mut requests) = unbounded_channel::<oneshot::Sender<Server>>();
        tokio::spawn(async move {
            let mut children = JoinSet::new();
            while let Some(reply) = requests.recv().await {
                let (server, mailbox) = unbounded_channel();
                children.spawn(serve(mailbox));
                drop(reply.send(server));
            }
        });
        supervisor
    }

    async fn start_child(supervisor: &Self::Supervisor, _number: u64) -> Server {
        let (reply, answer) = oneshot::channel();
        supervisor.send(reply).expect("the supervisor runs");
        answer.await.expect("the supervisor answers")
    }
}

impl Restarts for RawTokio {
    type Tree = Arc<RwLock<Server>>;

    /// A bare respawn: no window, no report.
    async fn tree() -> Self::Tree {
        let (server, mailbox) = unbounded_channel();
        let tree = Arc::new(RwLock::new(server));
        let current = tree.clone();
        tokio::spawn(async move {
            let mut children = JoinSet::new();
            children.spawn(serve(mailbox));
            while let Some(ended) = children.join_next().await {
                if let Ok(Err(Crashed)) = ended {
                    let (server, mailbox) = unbounded_channel();
                    children.spawn(serve(mailbox));
                    *current.write().unwrap_or_else(PoisonError::into_inner) = server;
                }
            }
        });
        tree
    }

    async fn crash(tree: &Self::Tree) {
        let server = tree.read().unwrap_or_else(PoisonError::into_inner);
        server.send(Message::Crash).expect("the server runs");
    }

    async fn try_call(tree: &Self::Tree, x: u64) -> Option<u64> {
        // No sender is held while it waits: a message that is sent as the mailbox closes is dropped with the last of them.
        let answer = {
            let server = tree.read().unwrap_or_else(PoisonError::into_inner);
            ask(&server, x)?
        };
        answer.await.ok()
    }
}
