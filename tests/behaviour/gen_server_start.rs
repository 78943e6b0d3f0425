//! GEN-1 to GEN-10: starts.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use otp_core::prelude::*;
use otp_core::{process, whereis};
use tokio::time::Instant;

use crate::inside::{as_process, boom, next_exit};

/// What `init` is to do.
#[derive(Clone, Debug)]
enum Plan {
    Up,
    Sleep(Duration),
    Ignore,
    Stop(ExitReason),
    Fail,
    Panic,
    Exit(ExitReason),
    LookAtOneself,
}

#[gen_server(name = "planned")]
struct Planned {
    inits: Arc<AtomicU32>,
}

#[callbacks]
impl Planned {
    async fn init(plan: Plan, inits: Arc<AtomicU32>) -> Result<Init<Self>, std::fmt::Error> {
        inits.fetch_add(1, Ordering::SeqCst);
        let state = Self { inits };
        match plan {
            Plan::Up => {}
            Plan::Sleep(time) => tokio::time::sleep(time).await,
            Plan::Ignore => return Ok(Init::ignore()),
            Plan::Stop(reason) => return Ok(Init::stop(reason)),
            Plan::Fail => return Err(std::fmt::Error),
            Plan::Panic => panic!("in init"),
            Plan::Exit(reason) => process::exit(reason),
            Plan::LookAtOneself => {
                assert_eq!(whereis(&"planned".into()), process::current());
                // Waits in the mailbox.
                Self::self_ref().count();
            }
        }
        Ok(Init::ok(state))
    }

    #[call]
    fn inits(&self) -> u32 {
        self.inits.load(Ordering::SeqCst)
    }

    #[cast]
    fn count(&mut self) {
        self.inits.fetch_add(10, Ordering::SeqCst);
    }
}

fn inits() -> Arc<AtomicU32> {
    Arc::default()
}

#[otp_core::test(start_paused = true)]
async fn a_start_returns_after_init_and_waits_without_limit_gen_1() {
    let before = Instant::now();
    let hour = Duration::from_secs(3600);
    let server = Planned::start(Plan::Sleep(hour), inits()).await.unwrap();
    assert_eq!(before.elapsed(), hour);
    assert_eq!(server.inits().await, Ok(1));
}

#[otp_core::test(start_paused = true)]
async fn init_sees_itself_under_its_name_and_can_be_sent_to_gen_2_gen_10() {
    let server = Planned::start(Plan::LookAtOneself, inits()).await.unwrap();
    assert_eq!(server.inits().await, Ok(11));
}

#[otp_core::test(start_paused = true)]
async fn requests_that_come_while_init_runs_are_served_after_it_gen_10() {
    let starting = tokio::spawn(Planned::start(Plan::Sleep(Duration::from_secs(3)), inits()));
    tokio::task::yield_now().await;
    Planned::named().count();
    let before = Instant::now();
    assert_eq!(Planned::named().inits().await, Ok(11));
    assert_eq!(before.elapsed(), Duration::from_secs(3));
    starting.await.unwrap().unwrap();
}

#[otp_core::test(start_paused = true)]
async fn a_taken_name_gives_who_has_it_and_init_is_not_run_gen_3() {
    let first = Planned::start(Plan::Up, inits()).await.unwrap();
    let count = inits();
    let own_count = count.clone();
    let holder = as_process(|_| async move {
        let own = process::current().unwrap();
        let second = Planned::start_link(Plan::Up, own_count).await;
        assert_eq!(process::info(own).unwrap().links, []);
        match second {
            Err(StartError::AlreadyStarted(holder)) => holder,
            other => panic!("{other:?}"),
        }
    })
    .await;
    assert_eq!(holder.pid(), first.pid());
    assert_eq!(count.load(Ordering::SeqCst), 0);
    assert_eq!(process::list(), [first.pid().unwrap()]);
}

#[otp_core::test(start_paused = true)]
async fn a_name_that_another_type_has_is_taken_gen_3() {
    let planned = Planned::start(Plan::Up, inits()).await.unwrap();
    let other = Other::start().name(Name::local("planned")).await;
    assert!(
        matches!(other, Err(StartError::NameTaken(pid)) if Some(pid) == planned.pid()),
        "{other:?}"
    );
}

#[gen_server]
struct Other;

#[callbacks]
impl Other {
    fn init() -> Self {
        Self
    }
}

#[otp_core::test(start_paused = true)]
async fn init_can_ignore_stop_fail_panic_and_exit_gen_4_gen_5() {
    let ignored = Planned::start(Plan::Ignore, inits()).await;
    assert!(matches!(ignored, Err(StartError::Ignored)));
    for (plan, reason) in [
        (Plan::Stop(boom()), boom()),
        (Plan::Stop(ExitReason::Normal), ExitReason::Normal),
        (Plan::Fail, ExitReason::error(std::fmt::Error)),
        (Plan::Exit(boom()), boom()),
    ] {
        let failed = Planned::start(plan, inits()).await;
        assert!(
            matches!(&failed, Err(StartError::Failed(why)) if *why == reason),
            "{failed:?}"
        );
        // GEN-6
        assert_eq!(whereis(&"planned".into()), None);
    }
    let Err(StartError::Failed(ExitReason::Panic(panic))) =
        Planned::start(Plan::Panic, inits()).await
    else {
        panic!("no panic")
    };
    assert_eq!(panic.message, "in init");
    assert_eq!(process::list(), []);
}

#[otp_core::test(start_paused = true)]
async fn a_trapping_parent_gets_error_and_exit_of_a_failed_start_gen_7() {
    as_process(|mut inbox| async move {
        process::trap_exit(true);
        let failed = Planned::start_link(Plan::Stop(boom()), inits()).await;
        assert!(matches!(failed, Err(StartError::Failed(why)) if why == boom()));
        assert_eq!(next_exit(&mut inbox).await.reason, boom());
        let ignored = Planned::start_link(Plan::Ignore, inits()).await;
        assert!(matches!(ignored, Err(StartError::Ignored)));
        assert_eq!(next_exit(&mut inbox).await.reason, ExitReason::Normal);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn a_parent_that_does_not_trap_dies_of_a_failed_start_but_not_of_ignore_gen_7() {
    let parent = process::spawn(async {
        let ignored = Planned::start_link(Plan::Ignore, inits()).await;
        assert!(matches!(ignored, Err(StartError::Ignored)));
        let _ = Planned::start_link(Plan::Stop(boom()), inits()).await;
        tokio::task::yield_now().await;
    });
    assert_eq!(process::exited(parent.unwrap()).await, boom());
}

#[otp_core::test(start_paused = true)]
async fn an_init_that_takes_too_long_is_killed_and_leaves_no_exit_behind_gen_8() {
    as_process(|mut inbox| async move {
        process::trap_exit(true);
        let second = Duration::from_secs(1);
        let before = Instant::now();
        let late = Planned::start_link(Plan::Sleep(2 * second), inits())
            .timeout(second)
            .await;
        assert!(matches!(late, Err(StartError::Timeout)), "{late:?}");
        assert_eq!(before.elapsed(), second);
        assert_eq!(inbox.try_receive(), None);
        assert_eq!(whereis(&"planned".into()), None);
        assert_eq!(process::list(), [process::current().unwrap()]);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn a_start_under_a_name_given_at_run_time_has_that_name_instead_gen_9() {
    let server = Planned::start(Plan::Up, inits())
        .name(Name::local("run time"))
        .await
        .unwrap();
    assert_eq!(whereis(&Name::local("run time")), server.pid());
    assert_eq!(whereis(&Name::local("planned")), None);
    assert!(!Planned::named().is_alive());
}

#[otp_core::test(start_paused = true)]
async fn a_start_that_is_given_up_leaves_the_server_to_come_up() {
    let starting = Planned::start(Plan::Sleep(Duration::from_secs(60)), inits());
    assert!(
        tokio::time::timeout(Duration::from_secs(1), starting)
            .await
            .is_err()
    );
    assert_eq!(Planned::named().inits().infinity().await, Ok(1));
}
