//! GEN-34, GEN-37, GEN-38, GEN-47, GEN-48: servers, their parents, and others that they are linked with.

use otp_core::prelude::*;
use otp_core::process;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::oneshot;

use crate::gen_server_end::{AtEnd, Ender, EnderRef, Seen, ender};
use crate::inside::{as_process, boom, idle};

/// An `Ender` that a process has started with a link; the sender ends that process.
async fn child(
    traps: bool,
) -> (
    EnderRef,
    UnboundedReceiver<Seen>,
    Pid,
    oneshot::Sender<ExitReason>,
) {
    let (seen, receiver) = unbounded_channel();
    let (end, ends) = oneshot::channel();
    let (give, given) = oneshot::channel();
    let parent = process::spawn(async move {
        let child = Ender::start_link(seen, traps, AtEnd::Nothing).await;
        let _ = give.send(child.expect("it starts"));
        ends.await.unwrap_or(ExitReason::Normal)
    });
    (
        given.await.expect("it started"),
        receiver,
        parent.expect("a runtime"),
        end,
    )
}

#[otp_core::test(start_paused = true)]
async fn a_trapping_server_ends_with_its_parent_also_a_normal_one_gen_34_gen_37() {
    for reason in [ExitReason::Normal, ExitReason::Shutdown, boom()] {
        let (ender, mut seen, _, end) = child(true).await;
        let exited = ender.exited();
        end.send(reason.clone()).unwrap();
        assert_eq!(seen.recv().await, Some(Seen::Terminate(reason.clone(), 0)));
        assert_eq!(exited.await, reason);
    }
}

#[otp_core::test(start_paused = true)]
async fn a_server_that_does_not_trap_dies_with_its_parent_but_not_of_normal_gen_38() {
    let (ender, mut seen, parent, end) = child(false).await;
    end.send(ExitReason::Normal).unwrap();
    process::exited(parent).await;
    ender.link_to(idle()).await.unwrap();
    assert!(ender.is_alive());

    let (ender, mut seen_by_other, _, end) = child(false).await;
    let exited = ender.exited();
    end.send(boom()).unwrap();
    assert_eq!(exited.await, boom());
    assert_eq!(seen_by_other.recv().await, None);
    assert!(seen.try_recv().is_err());
}

#[otp_core::test(start_paused = true)]
async fn exits_of_others_are_infos_of_a_trapping_server_gen_37_gen_47() {
    let (ender, mut seen) = ender(true, AtEnd::Nothing).await;
    let pid = ender.pid().unwrap();
    let linked = idle();
    ender.link_to(linked).await.unwrap();
    process::signal(linked, boom());
    assert_eq!(seen.recv().await, Some(Seen::Exit(linked, boom())));
    let sender = as_process(move |_| async move {
        process::signal(pid, ExitReason::Normal);
        process::current().unwrap()
    })
    .await;
    assert_eq!(
        seen.recv().await,
        Some(Seen::Exit(sender, ExitReason::Normal))
    );
    assert!(ender.is_alive());
}

#[otp_core::test(start_paused = true)]
async fn a_crash_of_a_linked_process_ends_a_server_without_terminate_gen_47() {
    let (ender, mut seen) = ender(false, AtEnd::Nothing).await;
    let linked = idle();
    ender.link_to(linked).await.unwrap();
    let exited = ender.exited();
    process::signal(linked, boom());
    assert_eq!(exited.await, boom());
    assert_eq!(seen.recv().await, None);
}

#[otp_core::test(start_paused = true)]
async fn a_server_that_is_started_without_a_link_has_no_parent_gen_48() {
    let (seen, _receiver) = unbounded_channel();
    let ender = as_process(|_| async {
        let ender = Ender::start(seen, true, AtEnd::Nothing).await.unwrap();
        process::link(ender.pid().unwrap()).unwrap();
        process::unlink(ender.pid().unwrap());
        ender
    })
    .await;
    tokio::task::yield_now().await;
    let info = process::info(ender.pid().unwrap()).unwrap();
    assert_eq!((info.parent, info.links), (None, vec![]));
    assert!(ender.is_alive());
}
