//! REG-1 to REG-15, REG-28 to REG-30: entries of registries.

use otp_core::process;
use otp_core::registry::{Keys, RegisterError, Registry, RegistryRef};
use otp_core::{ExitReason, Pid};
use tokio::sync::oneshot;

use crate::inside::{as_process, dead};

async fn registry(keys: Keys) -> RegistryRef {
    Registry::start_link(keys, 1).await.expect("it starts")
}

/// A process that has done `register` and lives on.
async fn registered<F>(register: F) -> Pid
where
    F: FnOnce() + Send + 'static,
{
    let (sender, done) = oneshot::channel();
    let pid = process::spawn(async {
        register();
        let _ = sender.send(());
        std::future::pending::<()>().await;
    });
    done.await.expect("it registered");
    pid.expect("a runtime")
}

#[otp_core::test(start_paused = true)]
async fn a_process_registers_itself_and_is_linked_reg_3_reg_7() {
    let registry = registry(Keys::Unique).await;
    let own = registry.clone();
    let pid = registered(move || own.register("me", 7u32).unwrap()).await;
    assert_eq!(registry.lookup::<_, u32>(&"me"), Ok(vec![(pid, 7)]));
    assert_eq!(registry.whereis(&"me"), Some(pid));
    let owner = registry.pid().unwrap();
    assert_eq!(process::info(pid).unwrap().links, [owner]);
    assert_eq!(process::info(owner).unwrap().links, [pid]);
    assert_eq!(process::info(pid).unwrap().names, ["Registry[\"me\"]"]);
    let outside = registry.register("nobody", ());
    assert_eq!(outside, Err(RegisterError::NotAProcess));
}

#[otp_core::test(start_paused = true)]
async fn a_taken_key_changes_nothing_also_for_its_own_holder_reg_4() {
    let registry = registry(Keys::Unique).await;
    let own = registry.clone();
    let holder = registered(move || {
        own.register("key", 1).unwrap();
        let again = own.register("key", 2);
        let own_pid = process::current().unwrap();
        assert_eq!(again, Err(RegisterError::AlreadyRegistered(own_pid)));
    })
    .await;
    let own = registry.clone();
    as_process(move |_| async move {
        let taken = own.register("key", 3);
        assert_eq!(taken, Err(RegisterError::AlreadyRegistered(holder)));
        assert_eq!(
            process::info(process::current().unwrap()).unwrap().links,
            []
        );
    })
    .await;
    assert_eq!(registry.lookup(&"key"), Ok(vec![(holder, 1)]));
}

#[otp_core::test(start_paused = true)]
async fn a_group_keeps_every_entry_in_order_reg_5_reg_10_reg_11() {
    let registry = registry(Keys::Duplicate).await;
    let own = registry.clone();
    let pid = registered(move || {
        for n in 0..3 {
            own.register("group", n).unwrap();
        }
        own.register("other", 9).unwrap();
    })
    .await;
    let group = registry.lookup::<_, i32>(&"group").unwrap();
    assert_eq!(group, [(pid, 0), (pid, 1), (pid, 2)]);
    assert_eq!(registry.count(), Ok(4));
    let keys = registry.keys::<&str>(pid);
    assert_eq!(keys.unwrap(), ["group", "group", "group", "other"]);
    assert_eq!(registry.values::<_, i32>(&"group", pid), Ok(vec![0, 1, 2]));
    assert_eq!(registry.keys::<&str>(dead().await), Ok(vec![]));
}

#[otp_core::test(start_paused = true)]
async fn keys_of_any_type_live_side_by_side_reg_6() {
    #[derive(Clone, PartialEq, Eq, Hash, Debug)]
    enum Key {
        Room { number: u32 },
    }
    let registry = registry(Keys::Unique).await;
    let own = registry.clone();
    let pid = registered(move || {
        own.register(1u32, ()).unwrap();
        own.register(1u64, ()).unwrap();
        own.register("1", ()).unwrap();
        own.register((1, "1".to_owned()), ()).unwrap();
        own.register(Key::Room { number: 1 }, ()).unwrap();
        own.register(vec![Some(1u8)], ()).unwrap();
    })
    .await;
    assert_eq!(registry.count(), Ok(6));
    assert_eq!(registry.whereis(&Key::Room { number: 1 }), Some(pid));
    assert_eq!(registry.whereis(&Key::Room { number: 2 }), None);
    assert_eq!(registry.whereis(&1i32), None);
    assert_eq!(registry.keys::<u64>(pid), Ok(vec![1]));
}

#[otp_core::test(start_paused = true)]
async fn unregister_takes_only_the_callers_entries_and_never_fails_reg_8_reg_9() {
    let registry = registry(Keys::Duplicate).await;
    let own = registry.clone();
    let other = registered(move || own.register("key", 'o').unwrap()).await;
    let own = registry.clone();
    as_process(move |_| async move {
        let links = || process::info(process::current().unwrap()).unwrap().links;
        own.unregister(&"key").unwrap();
        own.unregister(&"unknown").unwrap();
        own.register("key", 'a').unwrap();
        own.register("key", 'b').unwrap();
        own.register("another", 'c').unwrap();
        own.unregister(&"key").unwrap();
        assert_eq!(links(), [own.pid().unwrap()]);
        own.unregister(&"another").unwrap();
        assert_eq!(links(), []);
    })
    .await;
    assert_eq!(registry.lookup(&"key"), Ok(vec![(other, 'o')]));
}

#[otp_core::test(start_paused = true)]
async fn only_the_owner_changes_its_value_and_may_use_the_registry_meanwhile_reg_12() {
    let registry = registry(Keys::Unique).await;
    let own = registry.clone();
    let owner = registered(move || {
        own.register("key", 1).unwrap();
        let updated = own.update_value(&"key", |old: &i32| {
            own.count().unwrap();
            own.register("another", 0).unwrap();
            old + 1
        });
        assert_eq!(updated, Ok(Some((2, 1))));
    })
    .await;
    let own = registry.clone();
    as_process(move |_| async move {
        assert_eq!(own.update_value(&"key", |old: &i32| old + 1), Ok(None));
        assert_eq!(own.update_value(&"none", |old: &i32| old + 1), Ok(None));
    })
    .await;
    assert_eq!(registry.lookup(&"key"), Ok(vec![(owner, 2)]));
}

#[otp_core::test(start_paused = true)]
async fn a_registry_that_does_not_run_is_unknown_reg_15() {
    let registry = registry(Keys::Unique).await;
    registry.stop(ExitReason::Normal).await;
    let unknown = || RegisterError::UnknownRegistry("Registry".to_owned());
    assert_eq!(registry.lookup::<_, ()>(&"key"), Err(unknown()));
    assert_eq!(registry.count(), Err(unknown()));
    assert_eq!(registry.whereis(&"key"), None);
    assert_eq!(registry.pid(), None);
    as_process(move |_| async move {
        assert_eq!(registry.register("key", ()), Err(unknown()));
        assert_eq!(registry.unregister(&"key"), Err(unknown()));
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn dispatch_calls_with_what_there_is_and_not_for_nothing_reg_28() {
    let registry = registry(Keys::Duplicate).await;
    let own = registry.clone();
    let pid = registered(move || own.register("topic", 5u8).unwrap()).await;
    let mut seen = Vec::new();
    registry
        .dispatch(&"topic", |entries| seen = entries)
        .unwrap();
    assert_eq!(seen, [(pid, 5u8)]);
    registry
        .dispatch::<_, u8>(&"silence", |_| panic!("nobody listens"))
        .unwrap();
}

#[otp_core::test(start_paused = true)]
async fn a_failure_in_dispatch_is_its_callers_reg_30() {
    let registry = registry(Keys::Duplicate).await;
    let own = registry.clone();
    registered(move || own.register("topic", ()).unwrap()).await;
    let own = registry.clone();
    let pid = process::spawn(async move {
        let _ = own.dispatch::<_, ()>(&"topic", |_| panic!("on purpose"));
    });
    let reason = process::exited(pid.unwrap()).await;
    assert!(matches!(reason, ExitReason::Panic(_)));
    assert_eq!(registry.count(), Ok(1));
}

#[otp_core::test(start_paused = true)]
async fn partitions_change_nothing_that_can_be_seen() {
    let registry = Registry::start_link(Keys::Unique, 8).await.unwrap();
    let own = registry.clone();
    let pid = registered(move || (0..100).for_each(|n| own.register(n, n).unwrap())).await;
    assert_eq!(registry.count(), Ok(100));
    assert_eq!(
        registry.keys::<i32>(pid).unwrap(),
        (0..100).collect::<Vec<_>>()
    );
    process::signal(pid, ExitReason::Kill);
    process::exited(pid).await;
    assert_eq!(registry.count(), Ok(0));
}
