//! Panics in every callback: GEN-5, GEN-16, GEN-34, GEN-39.

use otp_core::prelude::*;
use otp_core::{process, whereis};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Where {
    Init,
    Call,
    AwaitingCall,
    ReplyLater,
    Cast,
    Info,
    Exit,
    Idle,
    Continue,
    Drop,
}

struct Boom;

#[gen_server(name, trap_exit)]
struct Fragile {
    ends: UnboundedSender<ExitReason>,
    panic_at: Where,
}

#[callbacks]
impl Fragile {
    fn init(panic_at: Where, ends: UnboundedSender<ExitReason>) -> Init<Self> {
        assert_ne!(panic_at, Where::Init, "on purpose");
        let init = Init::ok(Self { ends, panic_at });
        match panic_at {
            Where::Idle => init.idle_timeout(std::time::Duration::from_secs(1)),
            Where::Continue => init.then_continue(Boom),
            _ => init,
        }
    }

    #[handle_continue]
    fn go_on(&mut self, _: Boom) {
        panic!("on purpose");
    }

    #[call]
    fn plain_call(&mut self) {
        panic!("on purpose");
    }

    #[call]
    async fn awaiting_call(&mut self) -> u32 {
        tokio::task::yield_now().await;
        panic!("on purpose");
    }

    #[call]
    fn reply_later(&mut self, reply: ReplyTo<u32>) {
        let _kept = reply;
        panic!("on purpose");
    }

    #[cast]
    fn plain_cast(&mut self) {
        panic!("on purpose");
    }

    #[info]
    fn boom(&mut self, _: Boom) {
        panic!("on purpose");
    }

    #[info]
    fn exit_of_another(&mut self, _: Exit) {
        panic!("on purpose");
    }

    #[info]
    fn idle(&mut self, _: IdleTimeout) {
        panic!("on purpose");
    }

    fn terminate(&mut self, reason: ExitReason) {
        let _ = self.ends.send(reason);
    }
}

impl Drop for Fragile {
    fn drop(&mut self) {
        if self.panic_at == Where::Drop {
            panic!("on purpose");
        }
    }
}

async fn fragile(panic_at: Where) -> (FragileRef, UnboundedReceiver<ExitReason>) {
    let (ends, receiver) = unbounded_channel();
    let fragile = Fragile::start(panic_at, ends).await.expect("it starts");
    (fragile, receiver)
}

fn is_on_purpose(reason: &ExitReason) -> bool {
    matches!(reason, ExitReason::Panic(panic) if panic.message == "on purpose")
}

#[otp_core::test(start_paused = true)]
async fn a_panic_in_any_callback_ends_the_server_after_terminate() {
    for panic_at in [
        Where::Call,
        Where::AwaitingCall,
        Where::ReplyLater,
        Where::Cast,
        Where::Info,
        Where::Exit,
        Where::Idle,
        Where::Continue,
    ] {
        let (fragile, mut ends) = fragile(panic_at).await;
        let exited = fragile.exited();
        let answer = match panic_at {
            Where::Call => Some(fragile.plain_call().await),
            Where::AwaitingCall => Some(fragile.awaiting_call().await.map(drop)),
            Where::ReplyLater => Some(fragile.reply_later().await.map(drop)),
            _ => None,
        };
        match panic_at {
            Where::Cast => fragile.plain_cast(),
            Where::Info => fragile.info(Boom),
            Where::Exit => process::signal(fragile.pid().unwrap(), ExitReason::Shutdown),
            _ => {}
        }
        let reason = ends.recv().await.unwrap();
        assert!(is_on_purpose(&reason), "{panic_at:?}: {reason}");
        let end = exited.await;
        assert!(end == reason || end == ExitReason::NoProcess, "{end}");
        if let Some(answer) = answer {
            assert_eq!(answer, Err(CallError::Exited(reason)), "{panic_at:?}");
        }
        assert_eq!(whereis(&Name::of_type::<Fragile>()), None);
    }
}

#[otp_core::test(start_paused = true)]
async fn a_panic_in_init_fails_the_start_without_terminate_gen_5() {
    let (ends, mut receiver) = unbounded_channel();
    let failed = Fragile::start(Where::Init, ends).await;
    assert!(matches!(
        failed,
        Err(StartError::Failed(ExitReason::Panic(_)))
    ));
    assert_eq!(receiver.recv().await, None);
}

#[otp_core::test(start_paused = true)]
async fn a_state_whose_destructor_panics_still_ends() {
    let (fragile, mut ends) = fragile(Where::Drop).await;
    let outcome = fragile.stop(ExitReason::Normal).await;
    assert!(matches!(outcome, Err(CallError::Exited(reason)) if is_on_purpose(&reason)));
    assert_eq!(ends.recv().await, Some(ExitReason::Normal));
    assert_eq!(process::list(), []);
}

#[otp_core::test(start_paused = true)]
async fn a_message_whose_destructor_panics_hurts_nobody_else() {
    struct Bad;
    impl Drop for Bad {
        fn drop(&mut self) {
            panic!("on purpose");
        }
    }
    let watched = process::spawn_with(|_: process::Receiver<Bad>| std::future::pending::<()>());
    let watched = watched.unwrap();
    assert!(watched.send(Bad).is_ok());
    let exited = process::exited(watched.pid());
    process::signal(watched.pid(), ExitReason::Kill);
    assert_eq!(exited.await, ExitReason::Killed);
}
