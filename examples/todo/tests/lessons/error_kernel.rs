//! S002i: a process that must not fail holds the state, and every operation on it is tried on a
//! copy: on any failure the caller gets an error and the state is what it was.

use std::panic::{AssertUnwindSafe, catch_unwind};

use otp_core::prelude::*;
use otp_core::process;

use crate::events::{all_idle, kill};

/// One transformation of the state.
type Step = fn(Vec<u32>) -> Result<Vec<u32>, String>;

fn double(numbers: Vec<u32>) -> Result<Vec<u32>, String> {
    Ok(numbers.into_iter().map(|number| number * 2).collect())
}

fn raise(_: Vec<u32>) -> Result<Vec<u32>, String> {
    panic!("raised")
}

fn throw(_: Vec<u32>) -> Result<Vec<u32>, String> {
    Err("thrown".to_owned())
}

fn exit(_: Vec<u32>) -> Result<Vec<u32>, String> {
    process::exit(ExitReason::other("exited"))
}

/// Holds the state and tries operations on a copy of it.
#[gen_server(name)]
pub(crate) struct Kernel {
    numbers: Vec<u32>,
}

#[callbacks]
impl Kernel {
    fn init() -> Self {
        let numbers = vec![1, 2, 3];
        Self { numbers }
    }

    #[call]
    fn transform(&mut self, steps: Vec<Step>) -> Result<(), String> {
        let copy = self.numbers.clone();
        let tried = catch_unwind(AssertUnwindSafe(|| {
            steps
                .into_iter()
                .try_fold(copy, |numbers, step| step(numbers))
        }));
        self.numbers = tried.map_err(|_| "it panicked or exited".to_owned())??;
        Ok(())
    }

    #[call]
    fn numbers(&self) -> Vec<u32> {
        self.numbers.clone()
    }

    /// Keeps the kernel busy until somebody sends `go`.
    #[call]
    async fn wait(&mut self, go: tokio::sync::oneshot::Receiver<()>) {
        let _ = go.await;
    }
}

#[supervisor(root, strategy = "one_for_one")]
pub(crate) struct System {
    kernel: Kernel,
}

#[otp_core::test(start_paused = true)]
async fn s002i_steps_that_succeed_give_the_new_state() {
    System::start_link().await.expect("started");
    let kernel = Kernel::named();
    let steps: Vec<Step> = vec![double, double];
    assert_eq!(kernel.transform(steps).await, Ok(Ok(())));
    assert_eq!(kernel.numbers().await, Ok(vec![4, 8, 12]));
}

#[otp_core::test(start_paused = true)]
async fn s002i_a_failure_of_any_kind_in_the_second_step_leaves_the_state() {
    System::start_link().await.expect("started");
    let kernel = Kernel::named();
    let pid = kernel.pid();
    for failing in [raise as Step, throw, exit] {
        let failed = kernel.transform(vec![double as Step, failing]).await;
        assert!(matches!(failed, Ok(Err(_))), "{failed:?}");
        assert_eq!(kernel.numbers().await, Ok(vec![1, 2, 3]));
        assert_eq!(kernel.pid(), pid);
    }
}

#[otp_core::test(start_paused = true)]
async fn s002i_a_kill_still_ends_it_and_a_restart_has_a_fresh_state_and_mailbox() {
    System::start_link().await.expect("started");
    let kernel = Kernel::named();
    kernel
        .transform(vec![double as Step])
        .await
        .expect("answered")
        .expect("done");
    let pid = kernel.pid().expect("it runs");
    let (_go, wait) = tokio::sync::oneshot::channel();
    let running = tokio::spawn(kernel.wait(wait));
    all_idle().await;
    // These wait in the mailbox behind the one that runs.
    let waiting: Vec<_> = (0..3).map(|_| tokio::spawn(kernel.numbers())).collect();
    all_idle().await;
    kill(pid).await;
    let failed = running.await.expect("no panic");
    assert!(matches!(failed, Err(CallError::Exited(_))), "{failed:?}");
    for call in waiting {
        let failed = call.await.expect("no panic");
        assert!(matches!(failed, Err(CallError::Exited(_))), "{failed:?}");
    }
    all_idle().await;
    assert_ne!(kernel.pid(), Some(pid));
    assert_eq!(kernel.numbers().await, Ok(vec![1, 2, 3]));
}

/// The variant: the state alone is in the kernel, the operations are tried in a process that may
/// crash.
mod split {
    use super::*;

    #[gen_server(name)]
    pub(crate) struct State {
        numbers: Vec<u32>,
    }

    #[callbacks]
    impl State {
        fn init() -> Self {
            let numbers = vec![1, 2, 3];
            Self { numbers }
        }

        #[call]
        fn get(&self) -> Vec<u32> {
            self.numbers.clone()
        }

        #[call]
        fn put(&mut self, numbers: Vec<u32>) {
            self.numbers = numbers;
        }
    }

    #[gen_server(name)]
    pub(crate) struct Operations;

    #[callbacks]
    impl Operations {
        fn init() -> Self {
            Self
        }

        #[call]
        async fn transform(&mut self, steps: Vec<Step>) -> Result<(), String> {
            let gone = |error: CallError| error.to_string();
            let mut numbers = State::named().get().await.map_err(gone)?;
            for step in steps {
                numbers = step(numbers)?;
            }
            State::named().put(numbers).await.map_err(gone)
        }
    }

    #[supervisor(root, strategy = "one_for_one")]
    pub(crate) struct Split {
        state: State,
        operations: Operations,
    }

    #[otp_core::test(start_paused = true)]
    async fn s002i_a_crash_of_the_operations_leaves_the_state_process_alone() {
        Split::start_link().await.expect("started");
        let state = State::named().pid();
        let operations = Operations::named().pid();
        for failing in [raise as Step, exit] {
            let crashed = Operations::named()
                .transform(vec![double as Step, failing])
                .await;
            assert!(matches!(crashed, Err(CallError::Exited(_))), "{crashed:?}");
            all_idle().await;
            assert_eq!(State::named().get().await, Ok(vec![1, 2, 3]));
        }
        assert_eq!(State::named().pid(), state);
        assert_ne!(Operations::named().pid(), operations);
        let done = Operations::named().transform(vec![double as Step]).await;
        assert_eq!(done, Ok(Ok(())));
        assert_eq!(State::named().get().await, Ok(vec![2, 4, 6]));
    }
}
