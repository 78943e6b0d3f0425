//! A server without the macros: all that they write can be written.

use std::convert::Infallible;

use otp_core::gen_server::{
    Again, Client, GenServer, GenServerSpec, Init, IntoOutcome, NoContinue, Outcome, ServerRef,
    Slot, Unbounded, child_spec, start_server,
};
use otp_core::{ChildId, Name, whereis};

struct Stack(Vec<u32>);

enum Request {
    Push(u32),
    Pop(Slot<Option<u32>>),
}

#[derive(Clone)]
struct StackRef(ServerRef<Stack>);

impl Client for StackRef {
    type Server = Stack;

    fn from_server(server: ServerRef<Stack>) -> Self {
        Self(server)
    }

    fn as_server(&self) -> &ServerRef<Stack> {
        &self.0
    }
}

impl GenServerSpec for Stack {
    type Ref = StackRef;
    type Mailbox = Unbounded;
    type Start = Again;

    fn child_id() -> ChildId {
        ChildId::named("stack")
    }
}

impl GenServer for Stack {
    type Args = Vec<u32>;
    type Message = Request;
    type Info = Infallible;
    type Continue = NoContinue;

    fn name(args: &Vec<u32>) -> Option<Name> {
        Some(Name::local(format!("stack of {}", args.len())))
    }

    async fn init(args: Vec<u32>) -> Init<Self> {
        Init::ok(Self(args))
    }

    async fn handle(&mut self, message: Request) -> Outcome<NoContinue> {
        match message {
            Request::Push(n) => {
                self.0.push(n);
                ().into_outcome()
            }
            Request::Pop(slot) => slot.reply(self.0.pop()),
        }
    }

    async fn handle_info(&mut self, info: Infallible) -> Outcome<NoContinue> {
        match info {}
    }

    async fn handle_continue(&mut self, step: NoContinue) -> Outcome<NoContinue> {
        match step {}
    }

    fn operation(message: &Request) -> &'static &'static str {
        match message {
            Request::Push(_) => &"push",
            Request::Pop(_) => &"pop",
        }
    }
}

#[otp_core::test(start_paused = true)]
async fn a_server_that_is_written_by_hand_is_like_any_other() {
    let StackRef(stack) = start_server::<Stack>(vec![1, 2]).await.unwrap();
    stack.cast(Request::Push(3));
    assert_eq!(stack.call(Request::Pop).await, Ok(Some(3)));
    assert_eq!(stack.call(Request::Pop).await, Ok(Some(2)));
    assert_eq!(whereis(&"stack of 2".into()), stack.pid());
    assert_eq!(
        ServerRef::<Stack>::by_pid(stack.pid().unwrap()),
        Some(stack)
    );
    assert_eq!(*child_spec::<Stack>(vec![]).id(), ChildId::named("stack"));
}
