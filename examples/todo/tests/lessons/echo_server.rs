//! S002b: servers that are found by a name each.

use otp_core::prelude::*;

#[registry(keys = "unique")]
pub(crate) struct MyRegistry;

/// Answers each call with what came with it.
#[gen_server(via = MyRegistry)]
pub(crate) struct EchoServer;

#[callbacks]
impl EchoServer {
    fn init(#[key] _id: String) -> Self {
        Self
    }

    #[call]
    fn echo(&self, request: &'static str) -> &'static str {
        request
    }
}

#[otp_core::test]
async fn s002b_two_servers_work_side_by_side() {
    MyRegistry::start_link().await.expect("started");
    EchoServer::start_link("server one").await.expect("started");
    EchoServer::start_link("server two").await.expect("started");
    let one = EchoServer::via("server one").echo("some request").await;
    assert_eq!(one, Ok("some request"));
    let two = EchoServer::via("server two").echo("another request").await;
    assert_eq!(two, Ok("another request"));
}

#[otp_core::test]
async fn s002b_a_second_start_is_told_the_pid_of_the_first() {
    MyRegistry::start_link().await.expect("started");
    let first = EchoServer::start_link("server one").await.expect("started");
    match EchoServer::start_link("server one").await {
        Err(StartError::AlreadyStarted(there)) => assert_eq!(there.pid(), first.pid()),
        other => panic!("{other:?}"),
    }
}

#[otp_core::test]
async fn s002b_a_call_to_an_unknown_id_finds_no_process() {
    MyRegistry::start_link().await.expect("started");
    let answer = EchoServer::via("nobody").echo("some request").await;
    assert!(matches!(answer, Err(CallError::NoProcess)), "{answer:?}");
}

#[otp_core::test]
async fn s002b_the_id_of_a_stopped_server_is_free_again() {
    MyRegistry::start_link().await.expect("started");
    let first = EchoServer::start_link("server one").await.expect("started");
    EchoServer::start_link("server two").await.expect("started");
    first.stop(ExitReason::Normal).await.expect("stopped");
    let one = EchoServer::via("server one");
    let answer = one.echo("some request").await;
    assert!(matches!(answer, Err(CallError::NoProcess)), "{answer:?}");
    let second = EchoServer::start_link("server one").await.expect("started");
    assert_ne!(second.pid(), first.pid());
    // The same client as before: it looks the name up at each call.
    assert_eq!(one.echo("some request").await, Ok("some request"));
    let two = EchoServer::via("server two").echo("another request").await;
    assert_eq!(two, Ok("another request"));
}
