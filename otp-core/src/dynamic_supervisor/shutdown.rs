//! The end of a dynamic supervisor's children: all at once (DYN-18, DYN-19).

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::children::{Child, Children};
use crate::child_spec::Shutdown;
use crate::pid::Pid;
use crate::pid_map::PidMap;
use crate::process::{Inbox, let_go_of_names, monitor};
use crate::reason::ExitReason;
use crate::report;
use crate::signal::{Down, Signal};
use crate::supervisor::{Cell, Message, left_as_asked, send_exit};

/// Children that were told to end and have not yet.
struct Ending {
    supervisor: Cell,
    kill_timeout: Duration,
    waiting: PidMap<Waiting>,
    deadlines: BTreeMap<Instant, Vec<Pid>>,
}

struct Waiting {
    child: Child,
    was_killed: bool,
}

/// Ends all children, each by its own shutdown rule and with its own time, and waits until they have ended. What else
/// arrives is dropped: who asked learns of the supervisor's end.
pub(super) async fn take_down(
    inbox: &mut Inbox<Message>,
    children: Children,
    kill_timeout: Duration,
) {
    let mut ending = Ending {
        supervisor: inbox.address().clone(),
        kill_timeout,
        waiting: PidMap::default(),
        deadlines: BTreeMap::new(),
    };
    let now = Instant::now();
    for (pid, child) in children.into_sorted() {
        if !child.is_restarting {
            ending.tell(pid, child, now);
        }
    }
    while !ending.waiting.is_empty() {
        let next = ending.deadlines.first_key_value().map(|(at, _)| *at);
        let message = match next {
            None => Ok(inbox.receive().await),
            Some(at) => timeout_at(at, inbox.receive()).await,
        };
        match message {
            Ok(Message::Signal(Signal::Down(down))) => ending.ended(&down),
            Ok(_) => {}
            Err(_) => ending.overdue(),
        }
    }
}

impl Ending {
    fn tell(&mut self, pid: Pid, child: Child, now: Instant) {
        monitor(pid);
        let shutdown = child.shutdown;
        let waiting = Waiting {
            child,
            was_killed: false,
        };
        self.waiting.insert(pid, waiting);
        match shutdown {
            Shutdown::BrutalKill => self.kill(pid, now),
            Shutdown::Infinity => self.ask(pid),
            Shutdown::Timeout(limit) => {
                self.ask(pid);
                if limit.is_zero() {
                    self.kill(pid, now);
                } else {
                    self.look_again(pid, now, limit);
                }
            }
        }
    }

    fn ask(&self, pid: Pid) {
        send_exit(self.supervisor.core(), pid, ExitReason::Shutdown);
    }

    fn kill(&mut self, pid: Pid, now: Instant) {
        if let Some(waiting) = self.waiting.get_mut(&pid) {
            waiting.was_killed = true;
            send_exit(self.supervisor.core(), pid, ExitReason::Kill);
            self.look_again(pid, now, self.kill_timeout);
        }
    }

    fn look_again(&mut self, pid: Pid, now: Instant, after: Duration) {
        // A time that the clock does not reach is as good as none.
        if let Some(at) = now.checked_add(after) {
            self.deadlines.entry(at).or_default().push(pid);
        }
    }

    /// The time of some children is over: they are killed, or given up if they were.
    fn overdue(&mut self) {
        let now = Instant::now();
        let Some((_, pids)) = self.deadlines.pop_first() else {
            return;
        };
        for pid in pids {
            match self.waiting.get(&pid) {
                None => {}
                Some(waiting) if waiting.was_killed => self.give_up(pid),
                Some(_) => self.kill(pid, now),
            }
        }
    }

    fn give_up(&mut self, pid: Pid) {
        self.waiting.remove(&pid);
        let core = self.supervisor.core();
        report::child_stuck(core, &"undefined", pid);
        if let Some(process) = core.node().process(pid) {
            let_go_of_names(process.core());
        }
    }

    fn ended(&mut self, down: &Down) {
        let Some(Waiting { child, .. }) = self.waiting.remove(&down.pid) else {
            return;
        };
        if !left_as_asked(child.shutdown, child.restart, &down.reason) {
            let core = self.supervisor.core();
            report::shutdown_error(core, &"undefined", down.pid, &down.reason);
        }
    }
}
