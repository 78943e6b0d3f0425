//! GEN-23 to GEN-27: casts, infos and continues.

use otp_core::gen_server::{GenServer, TrySendError};
use otp_core::prelude::*;
use otp_core::{process, whereis};

use crate::inside::{as_process, boom};

struct Tick(&'static str);

struct Load(u32);

#[gen_server(name)]
struct Journal {
    lines: Vec<String>,
}

#[callbacks]
impl Journal {
    fn init(first: String) -> Init<Self> {
        let own = Self::self_ref();
        own.write("sent in init");
        let lines = vec![first];
        Init::ok(Self { lines }).then_continue(Load(2))
    }

    #[handle_continue]
    async fn load(&mut self, Load(left): Load) -> Next<Load> {
        tokio::task::yield_now().await;
        self.lines.push(format!("load {left}"));
        if left == 0 {
            Next::wait()
        } else {
            Next::then_continue(Load(left - 1))
        }
    }

    #[call]
    fn lines(&self) -> Vec<String> {
        self.lines.clone()
    }

    #[cast]
    fn write(&mut self, line: String) {
        self.lines.push(line);
    }

    #[cast]
    fn pair(&mut self, left: String, right: u32) {
        self.lines.push(format!("{left} {right}"));
    }

    #[cast]
    fn clear(&mut self) {
        self.lines.clear();
    }

    #[cast]
    fn load_again(&mut self, from: u32) -> Next<Load> {
        Next::then_continue(Load(from))
    }

    #[cast]
    fn fail(&mut self) -> Result<(), std::fmt::Error> {
        Err(std::fmt::Error)
    }

    #[cast]
    fn stop_with(&mut self, reason: ExitReason) -> Next {
        Next::stop(reason)
    }

    #[info]
    fn tick(&mut self, Tick(text): Tick) {
        self.lines.push(text.to_owned());
    }

    #[info]
    fn down(&mut self, down: Down) {
        self.lines.push(format!("down {}", down.reason));
    }
}

const LOADED: [&str; 5] = ["first", "load 2", "load 1", "load 0", "sent in init"];

async fn journal() -> JournalRef {
    let journal = Journal::start("first").await.expect("it starts");
    assert_eq!(journal.lines().await.expect("it answers"), LOADED);
    journal.clear();
    journal
}

#[otp_core::test(start_paused = true)]
async fn continues_chain_before_any_message_also_those_of_init_gen_25_gen_26() {
    let journal = journal().await;
    journal.load_again(1);
    journal.write("after");
    let lines = journal.lines().await.unwrap();
    assert_eq!(lines, ["load 1", "load 0", "after"]);
}

#[otp_core::test(start_paused = true)]
async fn casts_calls_and_infos_of_one_sender_are_handled_in_order_gen_23() {
    let journal = journal().await;
    for n in 0..300 {
        journal.pair("cast", n);
        journal.info(Tick("info"));
    }
    let lines = journal.lines().await.unwrap();
    for (n, both) in lines.chunks(2).enumerate() {
        assert_eq!(both, [format!("cast {n}"), "info".to_owned()]);
    }
    assert_eq!(lines.len(), 600);
}

#[otp_core::test(start_paused = true)]
async fn a_cast_to_nobody_is_silent_and_a_try_gives_the_arguments_back_gen_24() {
    Journal::named().write("nobody");
    let journal = journal().await;
    journal.stop(ExitReason::Normal).await.unwrap();
    for nobody in [journal, Journal::named()] {
        nobody.write("nobody");
        nobody.info(Tick("nobody"));
        nobody.recipient::<Tick>().send(Tick("nobody"));
        let refused = nobody.try_write("text");
        assert_eq!(refused, Err(TrySendError::NoProcess("text".to_owned())));
        let refused = nobody.try_pair("text", 7);
        assert_eq!(refused.unwrap_err().into_inner(), ("text".to_owned(), 7));
        assert_eq!(nobody.try_clear(), Err(TrySendError::NoProcess(())));
        // GEN-14
        assert_eq!(nobody.lines().await, Err(CallError::NoProcess));
        assert!(nobody.pid().is_none_or(|pid| !process::is_alive(pid)));
        assert!(!nobody.is_alive());
    }
}

#[otp_core::test(start_paused = true)]
async fn an_error_of_a_cast_is_the_reason_of_the_end() {
    let journal = journal().await;
    journal.fail();
    let reason = journal.exited().await;
    assert!(reason.downcast_ref::<std::fmt::Error>().is_some());
}

#[otp_core::test(start_paused = true)]
async fn a_recipient_reaches_a_server_by_one_info_only() {
    let journal = journal().await;
    let recipient = journal.recipient::<Tick>();
    recipient.clone().send(Tick("by recipient"));
    assert_eq!(recipient.pid(), journal.pid());
    assert_eq!(journal.lines().await.unwrap(), ["by recipient"]);
    let by_name = Journal::named().recipient::<Tick>();
    by_name.send(Tick("by name"));
    assert_eq!(journal.lines().await.unwrap().len(), 2);
}

#[otp_core::test(start_paused = true)]
async fn what_no_callback_takes_is_dropped_and_the_server_lives_gen_27() {
    let journal = journal().await;
    // The server takes no `Exit`, so a trapped one is dropped.
    let pid = journal.pid().unwrap();
    let trapping = Trapping::start().await.unwrap();
    process::signal(trapping.pid().unwrap(), boom());
    assert_eq!(trapping.ping().await, Ok(()));
    process::signal(pid, ExitReason::Normal);
    assert_eq!(journal.lines().await.unwrap(), Vec::<String>::new());
}

#[gen_server(trap_exit)]
struct Trapping;

#[callbacks]
impl Trapping {
    fn init() -> Self {
        Self
    }

    #[call]
    fn ping(&self) {}
}

#[otp_core::test(start_paused = true)]
async fn a_name_is_resolved_at_each_use_and_a_pid_goes_stale_prc_9() {
    let by_name = Journal::named();
    let first = journal().await;
    by_name.write("to the first");
    assert_eq!(by_name.lines().await.unwrap(), ["to the first"]);
    first.stop(ExitReason::Normal).await.unwrap();
    assert_eq!(by_name.lines().await, Err(CallError::NoProcess));
    let second = journal().await;
    by_name.write("to the second");
    assert_eq!(by_name.lines().await.unwrap(), ["to the second"]);
    assert_eq!(first.lines().await, Err(CallError::NoProcess));
    assert_ne!(*first, *second);
    assert_eq!(*by_name, *second);
    assert_eq!(by_name.pid(), second.pid());
}

#[otp_core::test(start_paused = true)]
async fn names_are_free_when_a_down_is_seen_gen_42_prc_2() {
    for _ in 0..20 {
        let journal = journal().await;
        let name = <Journal as GenServer>::name(&(String::new(),)).unwrap();
        let own = journal.clone();
        as_process(move |mut inbox| async move {
            own.monitor();
            own.stop_with(boom());
            inbox.receive().await;
            assert_eq!(whereis(&name), None);
        })
        .await;
    }
}

#[otp_core::test(start_paused = true)]
async fn a_down_reaches_a_server_as_an_info() {
    let watcher = Watcher::start().await.unwrap();
    let journal = journal().await;
    watcher.watch(journal.pid().unwrap());
    assert_eq!(watcher.seen().await.unwrap(), []);
    journal.stop_with(boom());
    journal.exited().await;
    let seen = watcher.seen().await.unwrap();
    assert_eq!(seen, [(journal.pid().unwrap(), boom())]);
}

#[gen_server]
struct Watcher {
    seen: Vec<(Pid, ExitReason)>,
}

#[callbacks]
impl Watcher {
    fn init() -> Self {
        Self { seen: Vec::new() }
    }

    #[cast]
    fn watch(&mut self, pid: Pid) {
        process::monitor(pid);
    }

    #[call]
    fn seen(&self) -> Vec<(Pid, ExitReason)> {
        self.seen.clone()
    }

    #[info]
    fn down(&mut self, down: Down) {
        self.seen.push((down.pid, down.reason));
    }
}
