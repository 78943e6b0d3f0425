//! What callbacks decide: OTP's return tuples, as values.

use std::time::Duration;

use super::GenServer;
use super::taken::Continues;
use crate::reason::ExitReason;

/// What `init` came to.
///
/// OTP counterpart: the return values of `init/1`.
#[must_use]
pub struct Init<S: GenServer>(pub(crate) Initial<S>);

pub(crate) enum Initial<S: GenServer> {
    Ok {
        state: S,
        outcome: Outcome<S::Continue>,
    },
    Ignore,
    Stop(ExitReason),
}

impl<S: GenServer> Init<S> {
    /// The server is up: `{ok, State}`.
    pub fn ok(state: S) -> Self {
        Self(Initial::Ok {
            state,
            outcome: Outcome::wait(),
        })
    }

    /// There is nothing to do for it: `ignore`. The process ends, and its start gives
    /// [`StartError::Ignored`](crate::StartError::Ignored).
    pub fn ignore() -> Self {
        Self(Initial::Ignore)
    }

    /// It cannot start: `{stop, Reason}`.
    pub fn stop(reason: impl Into<ExitReason>) -> Self {
        Self(Initial::Stop(reason.into()))
    }

    /// Goes on with `handle_continue`, once the start has returned and before any message: `{ok, State, {continue, _}}`.
    pub fn then_continue(mut self, step: impl Continues<S::Continue>) -> Self {
        if let Initial::Ok { outcome, .. } = &mut self.0 {
            outcome.decision = Decision::Continue(step.into_continue());
        }
        self
    }

    /// Sends the server an [`IdleTimeout`](super::IdleTimeout) if no message comes in this time.
    pub fn idle_timeout(mut self, after: Duration) -> Self {
        if let Initial::Ok { outcome, .. } = &mut self.0 {
            outcome.idle = Some(after);
        }
        self
    }
}

impl<S: GenServer> std::fmt::Debug for Init<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match &self.0 {
            Initial::Ok { .. } => "Init::ok(..)",
            Initial::Ignore => "Init::ignore()",
            Initial::Stop(_) => "Init::stop(..)",
        })
    }
}

/// What `init` may return: the state, [`Init`], or a `Result` of either whose error is the reason of the failure.
#[diagnostic::on_unimplemented(
    message = "`init` cannot return `{Self}`",
    label = "not what an `init` returns",
    note = "return `Self`, `Init<Self>`, or a `Result` of one of them whose error implements `std::error::Error`"
)]
pub trait IntoInit<S: GenServer> {
    /// As an [`Init`].
    fn into_init(self) -> Init<S>;
}

impl<S: GenServer> IntoInit<S> for Init<S> {
    fn into_init(self) -> Init<S> {
        self
    }
}

impl<S: GenServer> IntoInit<S> for S {
    fn into_init(self) -> Init<S> {
        Init::ok(self)
    }
}

impl<S: GenServer, R: IntoInit<S>, E: Into<ExitReason>> IntoInit<S> for Result<R, E> {
    fn into_init(self) -> Init<S> {
        match self {
            Ok(init) => init.into_init(),
            Err(error) => Init::stop(error),
        }
    }
}

/// The type of info of a server that takes none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoInfo {}

/// The type of continue of a handler that asks for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoContinue {}

/// What a cast, an info or a continue decides beside doing its work.
///
/// Written `Next<Load>` by a handler that may continue with a `Load`.
///
/// OTP counterpart: `{noreply, ..}` and `{stop, Reason, State}`.
#[must_use]
#[derive(Debug)]
pub struct Next<C = NoContinue>(Outcome<C>);

impl<C> Next<C> {
    /// Waits for the next message: `{noreply, State}`.
    pub fn wait() -> Self {
        Self(Outcome::wait())
    }

    /// Ends the server with this reason, after `terminate`: `{stop, Reason, State}`.
    pub fn stop(reason: impl Into<ExitReason>) -> Self {
        Self(Outcome::stop(End::new(reason.into())))
    }

    /// Goes on with `handle_continue` before any message: `{noreply, State, {continue, _}}`.
    pub fn then_continue(step: impl Into<C>) -> Self {
        Self(Outcome {
            decision: Decision::Continue(step.into()),
            idle: None,
        })
    }

    /// Sends the server an [`IdleTimeout`](super::IdleTimeout) if no message comes in this time:
    /// `{noreply, State, Timeout}`.
    pub fn idle_timeout(after: Duration) -> Self {
        Self(Outcome {
            decision: Decision::Wait,
            idle: Some(after),
        })
    }
}

/// What a call answers, and decides beside.
///
/// OTP counterpart: `{reply, ..}` and `{stop, Reason, Reply, State}`.
#[must_use]
#[derive(Debug)]
pub struct Reply<T, C = NoContinue> {
    pub(crate) value: T,
    pub(crate) outcome: Outcome<C>,
}

impl<T, C> Reply<T, C> {
    /// Answers and waits for the next message: `{reply, Reply, State}`.
    pub fn new(value: T) -> Self {
        Self {
            value,
            outcome: Outcome::wait(),
        }
    }

    /// Ends the server with this reason; the answer is sent after `terminate`: `{stop, Reason, Reply, State}`.
    pub fn stop(mut self, reason: impl Into<ExitReason>) -> Self {
        self.outcome.decision = Decision::Stop(End::new(reason.into()));
        self
    }

    /// Goes on with `handle_continue`, once the answer is sent: `{reply, Reply, State, {continue, _}}`.
    pub fn then_continue(mut self, step: impl Into<C>) -> Self {
        self.outcome.decision = Decision::Continue(step.into());
        self
    }

    /// Sends the server an [`IdleTimeout`](super::IdleTimeout) if no message comes in this time.
    pub fn idle_timeout(mut self, after: Duration) -> Self {
        self.outcome.idle = Some(after);
        self
    }
}

/// What any handler came to; only those who write a [`GenServer`] by hand meet it.
#[must_use]
pub struct Outcome<C> {
    pub(crate) decision: Decision<C>,
    pub(crate) idle: Option<Duration>,
}

pub(crate) enum Decision<C> {
    Wait,
    Continue(C),
    /// Boxed, as it is rare.
    Stop(Box<End>),
}

/// How a server ends.
pub(crate) struct End {
    pub(crate) reason: ExitReason,
    /// What is to be done between `terminate` and the end: to answer.
    pub(crate) last: Option<Box<dyn FnOnce() + Send>>,
}

impl End {
    pub(crate) fn new(reason: ExitReason) -> Box<Self> {
        Box::new(Self { reason, last: None })
    }
}

impl<C> Outcome<C> {
    pub(crate) fn stop(end: Box<End>) -> Self {
        Self {
            decision: Decision::Stop(end),
            idle: None,
        }
    }

    pub(crate) fn waits(&self) -> bool {
        matches!(self.decision, Decision::Wait)
    }

    /// Whether it waits, for as long as it takes.
    pub(crate) fn only_waits(&self) -> bool {
        self.waits() && self.idle.is_none()
    }

    pub(crate) fn stops(&self) -> bool {
        matches!(self.decision, Decision::Stop(_))
    }

    /// What to continue with, or the end; where it does not wait.
    pub(crate) fn into_step(self) -> Result<C, Box<End>> {
        match self.decision {
            Decision::Continue(step) => Ok(step),
            Decision::Stop(end) => Err(end),
            Decision::Wait => unreachable!("asked only of one that does not wait"),
        }
    }

    /// How long the server waits, where it waits.
    pub(crate) fn into_idle(self) -> Option<Duration> {
        self.idle
    }

    /// Waits for the next message.
    pub fn wait() -> Self {
        Self {
            decision: Decision::Wait,
            idle: None,
        }
    }

    pub(crate) fn convert<D>(self) -> Outcome<D>
    where
        C: Continues<D>,
    {
        let decision = match self.decision {
            Decision::Wait => Decision::Wait,
            Decision::Continue(step) => Decision::Continue(step.into_continue()),
            Decision::Stop(end) => Decision::Stop(end),
        };
        Outcome {
            decision,
            idle: self.idle,
        }
    }
}

impl<C> std::fmt::Debug for Outcome<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.decision {
            Decision::Wait => f.write_str("wait"),
            Decision::Continue(_) => f.write_str("continue"),
            Decision::Stop(end) => write!(f, "stop({})", end.reason),
        }
    }
}

/// What a cast, an info or a continue may return: nothing, [`Next`], or a `Result` of either whose error ends the
/// server as its reason.
#[diagnostic::on_unimplemented(
    message = "a cast, an info or a continue cannot return `{Self}`",
    label = "nothing comes back from it",
    note = "return nothing, `Next`, or a `Result<(), E>` whose error ends the server; make it a `#[call]` if it is to answer"
)]
pub trait IntoOutcome<C> {
    /// As an [`Outcome`].
    fn into_outcome(self) -> Outcome<C>;
}

impl<C> IntoOutcome<C> for () {
    fn into_outcome(self) -> Outcome<C> {
        Outcome::wait()
    }
}

impl<C, D: Continues<C>> IntoOutcome<C> for Next<D> {
    fn into_outcome(self) -> Outcome<C> {
        self.0.convert()
    }
}

impl<C, R: IntoOutcome<C>, E: Into<ExitReason>> IntoOutcome<C> for Result<R, E> {
    fn into_outcome(self) -> Outcome<C> {
        match self {
            Ok(result) => result.into_outcome(),
            Err(error) => Outcome {
                decision: Decision::Stop(End::new(error.into())),
                idle: None,
            },
        }
    }
}
