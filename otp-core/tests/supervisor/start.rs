use std::sync::Arc;

use otp_core::process;
use otp_core::{
    ChildId, ChildSpec, ExitReason, Name, Restart, Shutdown, StartError, Strategy, Supervisor,
    SupervisorRef, whereis,
};

use crate::crew::{Crew, Plan, ms, settle};
use otp_core::supervisor::{AutoShutdown, ChildState, SupervisorType, start_supervisor};

#[tokio::test(start_paused = true)]
async fn children_start_in_order_each_when_the_one_before_is_up_sup_1_sup_2() {
    let crew = Crew::default();
    crew.plan("a", [Plan::Slow(ms(100))]);
    let start = Supervisor::builder()
        .child(crew.child("a"))
        .child(crew.child("b"))
        .start();
    let starting = tokio::spawn(start);
    settle().await;
    assert_eq!(crew.events(), "", "b waits for a");
    assert!(starting.await.unwrap().is_ok());
    assert_eq!(crew.events(), "+a +b", "the start returns when all are up");
}

#[tokio::test(start_paused = true)]
async fn a_child_that_fails_takes_down_those_before_it_in_reverse_sup_3_sup_6() {
    let crew = Crew::default();
    crew.plan("c", [Plan::Fail]);
    let started = Supervisor::builder()
        .children(["a", "b", "c", "d"].map(|id| crew.child(id)))
        .start()
        .await;
    assert_eq!(crew.events(), "+a +b !c -b -a");
    let Err(StartError::Failed(ExitReason::FailedToStartChild(failed))) = started else {
        panic!("{started:?}");
    };
    assert_eq!(failed.id, "c");
    assert_eq!(failed.reason, ExitReason::other("init_failed"));
}

#[tokio::test(start_paused = true)]
async fn a_start_that_fails_ends_the_parent_by_its_link_sup_4() {
    let crew = Crew::default();
    crew.plan("a", [Plan::Fail]);
    let builder = Supervisor::builder().child(crew.child("a"));
    let parent = process::spawn(async move {
        let _ = builder.start_link().await;
        std::future::pending::<()>().await;
    });
    let reason = process::exited(parent.unwrap()).await;
    assert!(matches!(reason, ExitReason::FailedToStartChild(_)));
}

#[tokio::test(start_paused = true)]
async fn a_start_function_that_panics_or_exits_has_failed_and_the_supervisor_lives_sup_5() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder().start().await.unwrap();
    crew.plan("a", [Plan::Panic]);
    let panicked = supervisor.start_child(crew.child("a")).await;
    assert!(
        matches!(&panicked, Err(StartError::Failed(ExitReason::Panic(panic))) if panic.message == "the start of a panics"),
        "{panicked:?}"
    );
    let at_once = ChildSpec::<otp_core::Pid>::new("b", || {
        if true {
            panic!("before there is a future");
        }
        std::future::pending()
    });
    let panicked = supervisor.start_child(at_once).await;
    assert!(matches!(
        panicked,
        Err(StartError::Failed(ExitReason::Panic(_)))
    ));
    let exits =
        ChildSpec::<otp_core::Pid>::new("c", || async { process::exit(ExitReason::Timeout) });
    let exited = supervisor.start_child(exits).await;
    assert_eq!(exited, Err(StartError::Failed(ExitReason::Timeout)));
    assert!(supervisor.start_child(crew.child("a")).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_child_that_says_ignore_is_kept_unless_it_is_temporary_sup_7() {
    let crew = Crew::default();
    crew.plan("a", [Plan::Ignore]);
    crew.plan("b", [Plan::Ignore]);
    let supervisor = Supervisor::builder()
        .child(crew.child("a"))
        .child(crew.child("b").with_restart(Restart::Temporary))
        .child(crew.child("c"))
        .start()
        .await
        .unwrap();
    let children = supervisor.which_children().await.unwrap();
    let ids: Vec<_> = children.iter().map(|child| child.id.clone()).collect();
    assert_eq!(ids, [Some(ChildId::named("c")), Some(ChildId::named("a"))]);
    assert_eq!(children[1].child, ChildState::Undefined);
}

#[tokio::test(start_paused = true)]
async fn two_children_of_one_id_are_refused_before_any_is_started_spec_6() {
    let crew = Crew::default();
    let started = Supervisor::builder()
        .children([crew.child("a"), crew.child("a")])
        .start()
        .await;
    let Err(StartError::InvalidSpec(why)) = started else {
        panic!("{started:?}");
    };
    assert!(why.contains("duplicate child name a"), "{why}");
    assert_eq!(crew.events(), "");
}

#[tokio::test(start_paused = true)]
async fn significant_goes_with_neither_auto_shutdown_never_nor_restart_permanent_spec_7_spec_8() {
    let crew = Crew::default();
    for (auto_shutdown, why) in [
        (AutoShutdown::Never, "auto_shutdown never"),
        (AutoShutdown::AnySignificant, "restart permanent"),
    ] {
        let started = Supervisor::builder()
            .auto_shutdown(auto_shutdown)
            .child(crew.child("a").with_significant(true))
            .start()
            .await;
        assert!(
            matches!(&started, Err(StartError::InvalidSpec(text)) if text.contains(why)),
            "{started:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_window_of_no_length_is_refused_sup_10() {
    let started = Supervisor::builder().period(ms(0)).start().await;
    assert!(
        matches!(&started, Err(StartError::InvalidSpec(why)) if why.contains("invalid period")),
        "{started:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_name_that_is_taken_starts_nothing_and_tells_who_has_it_sup_12() {
    let crew = Crew::default();
    let name = "sup_12";
    let first = Supervisor::builder().name(name).start().await.unwrap();
    let second = Supervisor::builder()
        .name(name)
        .child(crew.child("a"))
        .start()
        .await;
    assert!(
        matches!(&second, Err(StartError::AlreadyStarted(holder)) if holder.pid() == first.pid())
    );
    assert_eq!(crew.events(), "");
    let by_name = SupervisorRef::by_name(name);
    assert_eq!(by_name.pid(), first.pid());
    first.stop(ExitReason::Normal, None).await.unwrap();
    assert_eq!(by_name.pid(), None);
}

#[tokio::test(start_paused = true)]
async fn a_supervisor_traps_exits_and_is_the_parent_of_its_children_sup_13() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder().child(crew.child("a")).start();
    let pid = supervisor.await.unwrap().pid().unwrap();
    assert!(process::info(pid).unwrap().trap_exit);
    let child = process::info(crew.pid("a")).unwrap();
    assert_eq!(child.parent, Some(pid));
    assert_eq!(child.ancestors, [pid]);
}

struct Declared;

impl SupervisorType for Declared {
    type Args = Crew;
    const STRATEGY: Strategy = Strategy::RestForOne;

    fn children(crew: &Crew) -> Vec<ChildSpec> {
        vec![crew.child("a").erase(), crew.child("b").erase()]
    }
}

#[tokio::test(start_paused = true)]
async fn a_declared_supervisor_is_reached_by_its_type_and_is_a_child_as_its_type_says() {
    let crew = Crew::default();
    let started = start_supervisor::<Declared>(crew.clone()).await.unwrap();
    assert_eq!(whereis(&Name::of_type::<Declared>()), started.pid());
    crew.boom("a");
    settle().await;
    assert_eq!(crew.events(), "+a +b -a -b +a +b");
    Declared::reference()
        .stop(ExitReason::Normal, None)
        .await
        .unwrap();
    assert_eq!(Declared::reference().pid(), None);

    let spec = otp_core::supervisor::supervisor_child_spec::<Declared>(crew);
    assert_eq!(spec.id(), &ChildId::named("Declared"));
    assert_eq!(spec.shutdown(), Shutdown::Infinity);
    assert_eq!(spec.restart(), Restart::Permanent);
}

#[test]
fn what_is_awaited_can_be_awaited_in_any_task() {
    fn is_send<T: Send>(_: &T) {}
    let supervisor = SupervisorRef::by_name("nobody");
    let crew = Crew::default();
    is_send(&supervisor.start_child(crew.child("a")));
    is_send(&supervisor.terminate_child("a"));
    is_send(&supervisor.restart_child("a"));
    is_send(&supervisor.delete_child("a"));
    is_send(&supervisor.which_children());
    is_send(&supervisor.count_children());
    is_send(&supervisor.stop(ExitReason::Normal, None));
    is_send(&supervisor.tree());
    let dynamic = otp_core::DynamicSupervisorRef::by_name("nobody");
    is_send(&dynamic.start_child(crew.child("a")));
    is_send(&dynamic.ensure(crew.child("a")));
    is_send(&otp_core::Application::start(crew.child("a")));
}

#[tokio::test(start_paused = true)]
async fn the_arguments_of_a_temporary_child_go_once_it_has_started_spec_15() {
    let argument = Arc::new(());
    let spec = |id, restart| {
        let held = argument.clone();
        let start = move || {
            let _in_use = held.clone();
            async { Ok(process::spawn_link(std::future::pending::<()>())?) }
        };
        ChildSpec::new(id, start).with_restart(restart)
    };
    let supervisor = Supervisor::builder()
        .child(spec("kept", Restart::Permanent))
        .child(spec("gone", Restart::Temporary))
        .start()
        .await
        .unwrap();
    assert_eq!(Arc::strong_count(&argument), 2, "the permanent child's");
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    assert_eq!(Arc::strong_count(&argument), 1);
}
