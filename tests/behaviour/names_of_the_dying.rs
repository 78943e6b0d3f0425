//! A name whose holder was killed in the middle of code that does not await.

use std::sync::{Arc, Mutex, mpsc};

use otp_core::prelude::*;
use otp_core::process;

/// Holds its thread until it is told to go on.
#[gen_server(name = "vault", blocking)]
struct Vault {
    go_on: Arc<Mutex<mpsc::Receiver<()>>>,
}

#[callbacks]
impl Vault {
    fn init(go_on: Arc<Mutex<mpsc::Receiver<()>>>) -> Self {
        Self { go_on }
    }

    #[cast]
    fn hold(&mut self, holding: tokio::sync::oneshot::Sender<()>) {
        let _ = holding.send(());
        let go_on = self.go_on.lock().expect("nobody panics with it");
        let _ = go_on.recv();
    }
}

/// REG-19: the successor waits for the killed holder's end, and then has the name.
#[otp_core::test]
async fn a_start_waits_for_a_killed_holder_of_its_name_reg_19() {
    let (let_go, go_on) = mpsc::channel();
    let go_on = Arc::new(Mutex::new(go_on));
    let first = Vault::start(go_on.clone()).await.expect("it starts");
    let killed = first.pid().expect("it runs");
    let (holding, is_held) = tokio::sync::oneshot::channel();
    first.hold(holding);
    is_held.await.expect("it holds");
    process::signal(killed, ExitReason::Kill);

    let mut second = Box::pin(Vault::start(go_on));
    let waited = tokio::select! {
        biased;
        _ = &mut second => false,
        () = tokio::task::yield_now() => true,
    };
    assert!(waited, "started beside a holder that still runs");

    let_go.send(()).expect("the first still listens");
    let second = second.await.expect("the name is free");
    assert_ne!(second.pid(), Some(killed));
}
