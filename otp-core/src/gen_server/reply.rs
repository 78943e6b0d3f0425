//! Answering calls: at once, or later and from anywhere.

use std::fmt;
use std::sync::Arc;

use super::outcome::{Decision, Outcome, Reply};
use super::taken::Continues;
use crate::process::{Process, Sender, current_process, unique_number};

/// Where the answer of a call goes; lies in the message of the call.
pub struct Slot<T: Send + 'static> {
    sender: Sender<T>,
}

impl<T: Send + 'static> Slot<T> {
    pub(crate) fn new(sender: Sender<T>) -> Self {
        Self { sender }
    }

    /// Answers, and waits for the next message.
    pub fn reply<C>(self, value: T) -> Outcome<C> {
        // Who has given up gets nothing (GEN-13).
        self.sender.send(value);
        Outcome::wait()
    }

    /// Answers, and does what the reply says beside: a stop is answered after `terminate` (GEN-21), a continue runs
    /// after the answer (GEN-18).
    pub fn finish<C, D: Continues<C>>(self, reply: Reply<T, D>) -> Outcome<C> {
        let Reply { value, outcome } = reply;
        let mut outcome = outcome.convert();
        match &mut outcome.decision {
            Decision::Stop(end) => {
                end.last = Some(Box::new(move || {
                    self.sender.send(value);
                }));
            }
            _ => {
                self.sender.send(value);
            }
        }
        outcome
    }

    /// To be answered later. The server keeps account of it: if it ends first, the caller learns the reason.
    pub fn into_reply_to(self) -> ReplyTo<T> {
        let server = current_process();
        let number = unique_number();
        if let Some(server) = &server {
            server
                .core()
                .state()
                .rare_mut()
                .owed
                .insert(number, self.sender.owed());
        }
        ReplyTo {
            sender: Some(self.sender),
            debt: Debt { server, number },
        }
    }
}

impl<T: Send + 'static> fmt::Debug for Slot<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slot")
    }
}

/// Answers one call, later and from anywhere: it may be kept, moved to other tasks, sent to other processes.
///
/// Dropped without an answer, the caller waits on, until its timeout or the end of the server, as in OTP.
///
/// OTP counterpart: `From`, for `gen_server:reply/2`.
pub struct ReplyTo<T: Send + 'static> {
    sender: Option<Sender<T>>,
    debt: Debt,
}

struct Debt {
    server: Option<Arc<dyn Process>>,
    number: u64,
}

impl<T: Send + 'static> ReplyTo<T> {
    /// Answers. A caller that has given up gets nothing.
    pub fn send(mut self, value: T) {
        if let Some(sender) = self.sender.take() {
            sender.send(value);
        }
    }
}

impl Drop for Debt {
    fn drop(&mut self) {
        if let Some(server) = &self.server
            && let Some(rare) = server.core().state().rare_if_any()
        {
            rare.owed.remove(&self.number);
        }
    }
}

impl<T: Send + 'static> fmt::Debug for ReplyTo<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplyTo")
            .field(
                "server",
                &self.debt.server.as_ref().map(|server| server.core().pid()),
            )
            .finish()
    }
}
