//! A start as a future: its options, and the steps that it takes when it is polled.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use pin_project_lite::pin_project;

use super::error::StartError;
use super::reference::Reference;
use crate::process::poll_budget;
use crate::registry::Name;

/// How one start differs from the type's own declaration.
#[derive(Debug, Clone, Default)]
pub(crate) struct StartOptions {
    pub(crate) link: bool,
    pub(crate) name: Option<Name>,
    pub(crate) timeout: Option<Duration>,
}

/// A start, under way once it is awaited: gives the client when the new process's `init` has returned.
///
/// OTP counterpart: `start_link/3` and `start/3`.
#[must_use = "a start does nothing unless it is awaited"]
pub struct Start<R> {
    options: StartOptions,
    steps: Pin<Box<dyn Steps<R> + Send>>,
}

/// A start with its types erased.
trait Steps<R> {
    /// `options` are taken at the first poll.
    fn poll(
        self: Pin<&mut Self>,
        options: &mut StartOptions,
        cx: &mut Context<'_>,
    ) -> Poll<Result<R, StartError<R>>>;
}

pin_project! {
    /// What begins a start, and then the start: in one place, as starts are many.
    #[project = TwoStepsProjection]
    enum TwoSteps<B, F> {
        New { begin: Option<B> },
        Begun { #[pin] start: F },
    }
}

impl<R, B, F> Steps<R> for TwoSteps<B, F>
where
    B: FnOnce(StartOptions) -> F,
    F: Future<Output = Result<R, StartError<R>>>,
{
    fn poll(
        mut self: Pin<&mut Self>,
        options: &mut StartOptions,
        cx: &mut Context<'_>,
    ) -> Poll<Result<R, StartError<R>>> {
        loop {
            match self.as_mut().project() {
                TwoStepsProjection::New { begin } => {
                    let begin = begin.take().expect("polled after it panicked");
                    let start = begin(std::mem::take(options));
                    self.set(Self::Begun { start });
                }
                TwoStepsProjection::Begun { start } => return start.poll(cx),
            }
        }
    }
}

/// What became of a start at its first poll.
pub(crate) enum Attempt<R> {
    Over(Result<R, StartError<R>>),
    Waits(Waiting<R>),
}

pub(crate) type Waiting<R> = Pin<Box<dyn Future<Output = Result<R, StartError<R>>> + Send>>;

/// A start that is most often over at its first poll: nothing of it but what begins it lies anywhere before.
enum OneStep<B, R> {
    New(Option<B>),
    Waits(Waiting<R>),
}

// What is pinned is in a box.
impl<B, R> Unpin for OneStep<B, R> {}

impl<R, B> Steps<R> for OneStep<B, R>
where
    B: FnOnce(StartOptions) -> Attempt<R>,
{
    fn poll(
        self: Pin<&mut Self>,
        options: &mut StartOptions,
        cx: &mut Context<'_>,
    ) -> Poll<Result<R, StartError<R>>> {
        let this = self.get_mut();
        loop {
            match this {
                Self::New(begin) => {
                    let turn = ready!(poll_budget(cx));
                    let begin = begin.take().expect("polled after it was over");
                    match begin(std::mem::take(options)) {
                        Attempt::Over(result) => {
                            turn.made_progress();
                            return Poll::Ready(result);
                        }
                        Attempt::Waits(waiting) => *this = Self::Waits(waiting),
                    }
                }
                Self::Waits(waiting) => return waiting.as_mut().poll(cx),
            }
        }
    }
}

impl<R: Reference> Start<R> {
    /// A start that may be over at its first poll.
    pub(crate) fn at_once(
        link: bool,
        begin: impl FnOnce(StartOptions) -> Attempt<R> + Send + 'static,
    ) -> Self {
        Self {
            options: StartOptions {
                link,
                ..StartOptions::default()
            },
            steps: Box::pin(OneStep::New(Some(begin))),
        }
    }

    pub(crate) fn new<F>(link: bool, begin: impl FnOnce(StartOptions) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<R, StartError<R>>> + Send + 'static,
    {
        Self {
            options: StartOptions {
                link,
                ..StartOptions::default()
            },
            steps: Box::pin(TwoSteps::New { begin: Some(begin) }),
        }
    }

    /// Gives up, and kills the new process, when its `init` takes longer. Without, a start waits without limit.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Registers the process under this name, in place of the one that its type declares.
    pub fn name(mut self, name: Name) -> Self {
        self.options.name = Some(name);
        self
    }
}

impl<R> Future for Start<R> {
    type Output = Result<R, StartError<R>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        this.steps.as_mut().poll(&mut this.options, cx)
    }
}

impl<R> fmt::Debug for Start<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Start")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
