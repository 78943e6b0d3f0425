//! S002l: state is gone with its process unless it is kept somewhere else and loaded at the start.

use std::sync::{Arc, Mutex};

use otp_core::prelude::*;
use otp_core::process;

use crate::events::{all_idle, kill};
use crate::lines::Lines;

/// What outlives the server: a file, a table, another process.
type Saved = Arc<Mutex<Vec<u32>>>;

/// A number that cannot be worked with, though it can be saved.
const POISON: u32 = 666;

#[gen_server(name)]
pub(crate) struct Numbers {
    saved: Saved,
    numbers: Vec<u32>,
}

#[callbacks]
impl Numbers {
    fn init(saved: Saved, lines: Lines) -> Self {
        lines.print("Starting numbers.");
        let numbers = saved.lock().expect("not poisoned").clone();
        Self { saved, numbers }
    }

    /// Saved after all is done, right before the answer.
    #[call]
    fn add(&mut self, number: u32) {
        self.numbers.push(number);
        *self.saved.lock().expect("not poisoned") = self.numbers.clone();
    }

    /// Two transformations, the second of which may fail.
    #[call]
    fn add_to_all(&mut self, addend: u32) {
        for number in &mut self.numbers {
            *number = number.checked_add(addend).expect("a number that fits");
        }
        *self.saved.lock().expect("not poisoned") = self.numbers.clone();
    }

    #[call]
    fn sum(&self) -> u32 {
        assert!(!self.numbers.contains(&POISON), "poisoned");
        self.numbers.iter().sum()
    }
}

#[supervisor(root, strategy = "one_for_one")]
pub(crate) struct System {
    #[child(args = (self.saved.clone(), self.lines.clone()))]
    numbers: Numbers,
    #[arg]
    saved: Saved,
    #[arg]
    lines: Lines,
}

async fn started() -> (Saved, Lines) {
    let saved = Saved::default();
    let lines = Lines::default();
    let started = System::start_link(saved.clone(), lines.clone()).await;
    started.expect("started");
    (saved, lines)
}

#[otp_core::test(start_paused = true)]
async fn s002l_saved_state_is_back_after_a_kill() {
    started().await;
    let numbers = Numbers::named();
    numbers.add(1).await.expect("added");
    numbers.add(2).await.expect("added");
    kill(numbers.pid().expect("it runs")).await;
    all_idle().await;
    assert_eq!(numbers.sum().await, Ok(3));
}

#[otp_core::test(start_paused = true)]
async fn s002l_a_crash_half_way_leaves_what_was_saved_last() {
    started().await;
    let numbers = Numbers::named();
    numbers.add(1).await.expect("added");
    numbers.add(u32::MAX - 1).await.expect("added");
    let crashed = numbers.add_to_all(2).await;
    assert!(matches!(crashed, Err(CallError::Exited(_))), "{crashed:?}");
    all_idle().await;
    // The first number had been changed, and is not.
    assert_eq!(numbers.sum().await, Ok(u32::MAX));
}

#[otp_core::test(start_paused = true)]
async fn s002l_poisoned_state_crashes_on_each_use_until_the_supervisor_gives_up() {
    let (_, lines) = started().await;
    let system = System::reference().pid().expect("it runs");
    let numbers = Numbers::named();
    numbers
        .add(POISON)
        .await
        .expect("it is saved without a look at it");
    lines.take();
    for crash in 1..=4 {
        let crashed = numbers.sum().await;
        assert!(
            matches!(crashed, Err(CallError::Exited(_))),
            "{crash}: {crashed:?}"
        );
        all_idle().await;
        assert_eq!(process::is_alive(system), crash < 4);
    }
    assert_eq!(
        lines.take().len(),
        3,
        "it was restarted three times, and loaded the poison again"
    );
    let gone = numbers.sum().await;
    assert!(matches!(gone, Err(CallError::NoProcess)), "{gone:?}");
}
