//! REG-16 to REG-22: what a registry knows of the dead, and its own end.

use otp_core::prelude::*;
use otp_core::process;
use otp_core::registry::{Keys, Registry};
use tokio::sync::oneshot;

use crate::inside::{as_process, boom, next_down, next_exit};

#[registry(keys = "unique")]
struct Rooms;

#[gen_server(via = Rooms)]
struct Room {
    number: u32,
}

#[callbacks]
impl Room {
    fn init(#[key] number: u32) -> Self {
        Self { number }
    }

    #[call]
    fn number(&self) -> u32 {
        self.number
    }
}

#[otp_core::test(start_paused = true)]
async fn entries_go_with_their_process_before_anybody_learns_of_the_end_reg_16_reg_17() {
    Rooms::start_link().await.unwrap();
    for reason in [ExitReason::Normal, boom(), ExitReason::Kill] {
        let room = Room::start(1).await.unwrap();
        as_process(move |mut inbox| async move {
            room.monitor();
            process::signal(room.pid().unwrap(), reason.clone());
            if reason == ExitReason::Normal {
                room.stop(reason).await.unwrap();
            }
            let down = next_down(&mut inbox).await;
            assert_eq!(Rooms::reference().count(), Ok(0));
            assert_eq!(Room::via(1).pid(), None);
            assert_eq!(Rooms::reference().keys::<u32>(down.pid), Ok(vec![]));
        })
        .await;
    }
}

#[otp_core::test(start_paused = true)]
async fn a_successor_takes_the_name_when_it_learns_of_the_end_reg_19() {
    Rooms::start_link().await.unwrap();
    as_process(|mut inbox| async move {
        process::trap_exit(true);
        let mut room = Room::start_link(3).await.unwrap();
        for _ in 0..200 {
            process::signal(room.pid().unwrap(), ExitReason::Kill);
            next_exit(&mut inbox).await;
            room = Room::start_link(3).await.unwrap();
            assert_eq!(Room::via(3).pid(), room.pid());
        }
        assert_eq!(Room::via(3).number().await, Ok(3));
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn a_registry_that_dies_takes_its_processes_along_and_traps_are_told_reg_21_reg_22() {
    for (stop, reason) in [
        (ExitReason::Shutdown, ExitReason::Shutdown),
        (boom(), boom()),
    ] {
        Rooms::start_link().await.unwrap();
        let room = Room::start(1).await.unwrap();
        let exited = room.exited();
        let (sender, trapped) = oneshot::channel();
        let trapping = process::spawn_with(move |mut inbox: process::Receiver<()>| async move {
            process::trap_exit(true);
            Rooms::reference().register("trapping", ()).unwrap();
            let _ = sender.send(inbox.receive().await);
        });
        let registry = Rooms::reference().pid().unwrap();
        tokio::task::yield_now().await;
        Rooms::reference().stop(stop).await;
        assert_eq!(exited.await, reason);
        let told = trapped.await.unwrap();
        let process::Received::Signal(otp_core::Signal::Exit(exit)) = told else {
            panic!("{told:?}")
        };
        assert_eq!((exit.from, exit.reason), (registry, reason));
        drop(trapping);
        assert_eq!(Room::via(1).number().await, Err(CallError::NoProcess));
    }
}

#[otp_core::test(start_paused = true)]
async fn a_killed_registry_leaves_nothing_behind_and_can_be_started_again_reg_21() {
    Rooms::start_link().await.unwrap();
    let room = Room::start(1).await.unwrap();
    let (old, exited) = (Rooms::reference().pid().unwrap(), room.exited());
    process::signal(old, ExitReason::Kill);
    assert_eq!(exited.await, ExitReason::Killed);
    assert!(matches!(
        Room::start(1).await,
        Err(StartError::NoRegistry(name)) if name == "Rooms"
    ));
    Rooms::start_link().await.unwrap();
    assert_ne!(Rooms::reference().pid(), Some(old));
    assert_eq!(Rooms::reference().count(), Ok(0));
    Room::start(1).await.unwrap();
    assert_eq!(Room::via(1).number().await, Ok(1));
}

#[otp_core::test(start_paused = true)]
async fn a_registry_ends_with_who_started_it_also_if_that_one_is_registered_in_it() {
    let (sender, receiver) = oneshot::channel();
    let parent = process::spawn(async {
        let registry = Registry::start_link(Keys::Unique, 1).await.unwrap();
        registry.register("me", ()).unwrap();
        registry.register("and again", ()).unwrap();
        registry.unregister(&"and again").unwrap();
        let _ = sender.send(registry);
        std::future::pending::<()>().await;
    });
    let registry = receiver.await.unwrap();
    let (parent, pid) = (parent.unwrap(), registry.pid().unwrap());
    assert_eq!(process::info(pid).unwrap().links, [parent]);
    let exited = process::exited(pid);
    process::signal(parent, boom());
    assert_eq!(exited.await, boom());
}

#[otp_core::test(start_paused = true)]
async fn unregistering_leaves_the_link_to_who_started_it() {
    as_process(|_| async {
        let own = process::current().unwrap();
        let registry = Registry::start_link(Keys::Unique, 1).await.unwrap();
        registry.register("me", ()).unwrap();
        registry.unregister(&"me").unwrap();
        assert_eq!(process::info(own).unwrap().links, [registry.pid().unwrap()]);
    })
    .await;
}
