//! ractor, without ractor-supervisor: supervisors are actors that see to their children themselves.

use std::sync::{Arc, PoisonError, RwLock};

use ractor::{
    Actor, ActorProcessingErr, ActorRef, RpcReplyPort, SupervisionEvent, call, cast, registry,
};

use crate::subject::{Crashed, Names, Restarts, StartsChildren, Subject, Sum};

pub(crate) struct Ractor;

pub(crate) struct Server;

pub(crate) enum Message {
    Call(u64, RpcReplyPort<u64>),
    Cast(u64),
    Crash,
}

impl Actor for Server {
    type Msg = Message;
    type State = Sum;
    type Arguments = ();

    async fn pre_start(&self, _: ActorRef<Message>, (): ()) -> Result<Sum, ActorProcessingErr> {
        Ok(Sum::new())
    }

    async fn handle(
        &self,
        _: ActorRef<Message>,
        message: Message,
        sum: &mut Sum,
    ) -> Result<(), ActorProcessingErr> {
        match message {
            Message::Call(x, reply) => drop(reply.send(sum.0 + x)),
            Message::Cast(x) => sum.0 += x,
            Message::Crash => {
                sum.0 += 1;
                return Err(Crashed.into());
            }
        }
        Ok(())
    }
}

impl Subject for Ractor {
    const NAME: &'static str = "ractor";
    type Server = ActorRef<Message>;

    async fn start() -> Self::Server {
        let (server, _) = Actor::spawn(None, Server, ()).await.expect("it starts");
        server
    }

    async fn call(server: &Self::Server, x: u64) -> u64 {
        call!(server, Message::Call, x).expect("the server answers")
    }

    async fn cast(server: &Self::Server, x: u64) {
        cast!(server, Message::Cast(x)).expect("the server runs");
    }

    fn stop(server: Self::Server) {
        server.stop(None);
    }
}

impl Names for Ractor {
    async fn prepare() {}

    async fn start_named(name: String) -> Self::Server {
        let (server, _) = Actor::spawn(Some(name), Server, ())
            .await
            .expect("it starts");
        server
    }

    async fn call_by_name(name: &str, x: u64) -> u64 {
        let server = registry::where_is(name).expect("the name is taken");
        Self::call(&server.into(), x).await
    }
}

/// Starts its child anew when that has failed, where it was told to.
struct Supervisor {
    child: Option<Arc<RwLock<ActorRef<Message>>>>,
}

impl Actor for Supervisor {
    type Msg = ();
    type State = ();
    type Arguments = ();

    async fn pre_start(&self, _: ActorRef<()>, (): ()) -> Result<(), ActorProcessingErr> {
        Ok(())
    }

    async fn handle_supervisor_evt(
        &self,
        myself: ActorRef<()>,
        event: SupervisionEvent,
        _: &mut (),
    ) -> Result<(), ActorProcessingErr> {
        if let (SupervisionEvent::ActorFailed(..), Some(child)) = (event, &self.child) {
            let (server, _) = Actor::spawn_linked(None, Server, (), myself.get_cell()).await?;
            *child.write().unwrap_or_else(PoisonError::into_inner) = server;
        }
        Ok(())
    }
}

impl StartsChildren for Ractor {
    type Supervisor = ActorRef<()>;

    async fn supervisor() -> ActorRef<()> {
        let (supervisor, _) = Actor::spawn(None, Supervisor { child: None }, ())
            .await
            .expect("it starts");
        supervisor
    }

    async fn start_child(supervisor: &ActorRef<()>, _number: u64) -> Self::Server {
        let (server, _) = Actor::spawn_linked(None, Server, (), supervisor.get_cell())
            .await
            .expect("it starts");
        server
    }
}

impl Restarts for Ractor {
    type Tree = Arc<RwLock<ActorRef<Message>>>;

    async fn tree() -> Self::Tree {
        // The server comes before its supervisor, which is to know where it stands.
        let tree = Arc::new(RwLock::new(Self::start().await));
        let supervisor = Supervisor {
            child: Some(tree.clone()),
        };
        let (supervisor, _) = Actor::spawn(None, supervisor, ()).await.expect("it starts");
        let first = tree.read().unwrap_or_else(PoisonError::into_inner).clone();
        first.get_cell().link(supervisor.get_cell());
        tree
    }

    async fn crash(tree: &Self::Tree) {
        let server = tree.read().unwrap_or_else(PoisonError::into_inner).clone();
        cast!(server, Message::Crash).expect("the server runs");
    }

    async fn try_call(tree: &Self::Tree, x: u64) -> Option<u64> {
        let server = tree.read().unwrap_or_else(PoisonError::into_inner).clone();
        call!(server, Message::Call, x).ok()
    }
}
