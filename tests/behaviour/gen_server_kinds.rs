//! Servers of every make: generic, blocking, two in a module, in a function, with `cfg`.

use std::time::Duration;

use otp_core::prelude::*;
use otp_core::process;
use tokio::time::Instant;

#[gen_server]
struct Cache<K, V> {
    entries: Vec<(K, V)>,
}

#[callbacks]
impl<K: PartialEq + Clone + Send + Sync + 'static, V: Clone + Send + Sync + 'static> Cache<K, V> {
    fn init() -> Self {
        let entries = Vec::new();
        Self { entries }
    }

    #[cast]
    fn put(&mut self, key: K, value: V) {
        self.entries.push((key, value));
    }

    #[call]
    fn get(&self, key: K) -> Option<V> {
        let found = self.entries.iter().rev().find(|(known, _)| *known == key);
        found.map(|(_, value)| value.clone())
    }
}

#[otp_core::test(start_paused = true)]
async fn a_generic_server_has_a_generic_client() {
    let names = Cache::<u32, String>::start().await.unwrap();
    let sizes: CacheRef<&'static str, usize> = Cache::start_link().await.unwrap();
    names.put(1, "one".to_owned());
    sizes.put("one", 3);
    assert_eq!(names.get(1).await.unwrap().as_deref(), Some("one"));
    assert_eq!(sizes.get("one").await, Ok(Some(3)));
    assert_eq!(sizes.get("two").await, Ok(None));
}

#[gen_server]
struct Left;

#[callbacks]
impl Left {
    fn init() -> Self {
        Self
    }

    #[call]
    fn get(&self) -> &'static str {
        "left"
    }

    #[cfg(test)]
    #[call]
    fn only_in_tests(&self) -> bool {
        true
    }

    #[cfg(not(test))]
    #[call]
    fn never(&self) -> Unknown {
        unknown()
    }
}

#[gen_server]
struct Right;

#[callbacks]
impl Right {
    fn init() -> Self {
        Self
    }

    #[call]
    fn get(&self) -> &'static str {
        "right"
    }
}

#[otp_core::test(start_paused = true)]
async fn two_servers_of_a_module_may_have_equal_operations_and_cfgd_ones() {
    let (left, right) = (Left::start().await.unwrap(), Right::start().await.unwrap());
    assert_eq!(left.get().await, Ok("left"));
    assert_eq!(right.get().await, Ok("right"));
    assert_eq!(left.only_in_tests().await, Ok(true));
}

#[otp_core::test(start_paused = true)]
async fn a_server_may_be_declared_in_a_function() {
    #[gen_server]
    struct Inner(u32);

    #[callbacks]
    impl Inner {
        fn init(first: u32) -> Self {
            Self(first)
        }

        #[call]
        fn next(&mut self) -> u32 {
            self.0 += 1;
            self.0
        }
    }

    let inner = Inner::start(4).await.unwrap();
    assert_eq!(inner.next().await, Ok(5));
}

/// Under another name, where a rename in `Cargo.toml` would put it.
mod renamed {
    pub(super) use otp_core as otp;
}

#[otp_core::test(start_paused = true)]
async fn a_server_may_know_the_crate_by_another_name() {
    #[gen_server(crate = renamed::otp)]
    struct Renamed;

    #[callbacks(crate = renamed::otp)]
    impl Renamed {
        fn init() -> Self {
            Self
        }

        #[call]
        fn get(&self) -> u8 {
            8
        }
    }

    assert_eq!(Renamed::start().await.unwrap().get().await, Ok(8));
}

#[gen_server(blocking)]
struct Slow {
    polls: u32,
}

#[callbacks]
impl Slow {
    fn init() -> Self {
        assert!(process::current().is_some());
        Self { polls: 0 }
    }

    /// Holds its thread until the other side has come.
    #[call]
    fn meet(&mut self, at: std::sync::Arc<std::sync::Barrier>) -> u32 {
        at.wait();
        self.polls += 1;
        self.polls
    }

    #[call]
    async fn sleep(&mut self, time: Duration) -> u32 {
        tokio::time::sleep(time).await;
        self.polls
    }

    #[call]
    fn block_on_a_future(&mut self) -> u32 {
        tokio::runtime::Handle::current().block_on(async { 7 })
    }

    #[call]
    fn crash(&mut self) {
        panic!("on a thread of its own");
    }
}

#[otp_core::test(start_paused = true)]
async fn a_blocking_server_blocks_nobody_else() {
    let slow = Slow::start().await.unwrap();
    let barrier = std::sync::Arc::new(std::sync::Barrier::new(2));
    let call = tokio::spawn(slow.meet(barrier.clone()).infinity());
    tokio::task::yield_now().await;
    // This thread runs while the server holds its own.
    let left = Left::start().await.unwrap();
    assert_eq!(left.get().infinity().await, Ok("left"));
    barrier.wait();
    assert_eq!(call.await.unwrap(), Ok(1));
    assert_eq!(slow.block_on_a_future().infinity().await, Ok(7));
}

#[otp_core::test(start_paused = true)]
async fn an_idle_blocking_server_does_not_stop_a_paused_clock() {
    let slow = Slow::start().await.unwrap();
    let before = Instant::now();
    tokio::time::sleep(Duration::from_secs(60)).await;
    let slept = slow
        .sleep(Duration::from_secs(60))
        .timeout(Duration::from_secs(61));
    assert_eq!(slept.await, Ok(0));
    assert_eq!(before.elapsed(), Duration::from_secs(120));
    let late = slow.sleep(Duration::from_secs(60)).await;
    assert_eq!(late, Err(CallError::Timeout));
}

#[otp_core::test(start_paused = true)]
async fn a_blocking_server_crashes_and_is_killed_as_any_other() {
    let slow = Slow::start().await.unwrap();
    let Err(CallError::Exited(ExitReason::Panic(panic))) = slow.crash().infinity().await else {
        panic!("no panic")
    };
    assert_eq!(panic.message, "on a thread of its own");
    let slow = Slow::start().await.unwrap();
    process::signal(slow.pid().unwrap(), ExitReason::Kill);
    assert_eq!(slow.exited().await, ExitReason::Killed);
}

#[otp_core::test(start_paused = true)]
async fn a_thousand_idle_blocking_servers_hold_no_threads() {
    let mut servers = Vec::new();
    for _ in 0..1000 {
        servers.push(Slow::start().await.unwrap());
    }
    assert_eq!(servers[999].sleep(Duration::ZERO).infinity().await, Ok(0));
}
