//! Starting a process and waiting until it is up: what every behaviour's `start_link` has in common.

use std::error::Error;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use pin_project_lite::pin_project;

use crate::pid::Pid;
use crate::process::{
    Address, Answer, Exited, First, Inbox, Node, NotSpawned, Plan, Process, Protocol, Sender,
    SpawnError, address, deliver, pair, poll_budget, spawn_process, unlink, with_current,
};
use crate::reason::ExitReason;
use crate::registry::{Name, NotRegistered};
use crate::signal::{Exit, Origin};

/// A typed reference to a process, such as the client of a server.
pub trait Reference: Sized + Clone + Send + Sync + 'static {
    #[doc(hidden)]
    fn from_process(process: ProcessHandle) -> Option<Self>;

    /// The process that is reached now; nothing for a name that nobody has.
    fn process_id(&self) -> Option<Pid>;
}

/// A process of any type; names nothing that users touch.
#[doc(hidden)]
#[derive(Clone)]
pub struct ProcessHandle(pub(crate) Arc<dyn Process>);

impl ProcessHandle {
    /// Where to send it messages of type `M`, if it takes those.
    pub(crate) fn address<M: Protocol>(self) -> Option<Address<M>> {
        address(self.0)
    }
}

impl fmt::Debug for ProcessHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ProcessHandle")
            .field(&self.0.core().pid())
            .finish()
    }
}

/// Nothing is known of the process but its pid.
impl Reference for Pid {
    fn from_process(process: ProcessHandle) -> Option<Self> {
        Some(process.0.core().pid())
    }

    fn process_id(&self) -> Option<Pid> {
        Some(*self)
    }
}

/// Why a process did not start. `R` is how its clients reach it.
///
/// OTP counterpart: what `start_link/3` and `start_child/2` give instead of `{ok, Pid}`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum StartError<R = Pid> {
    /// A process of this type has the name, or a child of this id runs: this is its client. Its `init` was not run again.
    AlreadyStarted(R),
    /// The supervisor has a child of this id that does not run: restart or delete that one.
    AlreadyPresent,
    /// The supervisor has a child of this id that runs, as this process: one of another type, or one that has just ended.
    IdTaken(Pid),
    /// The name is taken by a process of another type.
    NameTaken(Pid),
    /// The name belongs to a registry that is not running.
    NoRegistry(String),
    /// `init` said ignore.
    Ignored,
    /// The dynamic supervisor has as many children as it may have.
    MaxChildren,
    /// `init` failed: it said stop, returned an error, or panicked.
    Failed(ExitReason),
    /// `init` took longer than the start was given; the new process was killed.
    Timeout,
    /// The supervisor that was asked is not running.
    NoSupervisor,
    /// The supervisor ended, for this reason, before it had answered.
    SupervisorExited(ExitReason),
    /// A supervisor asked itself, and would have waited for ever.
    CallingSelf,
    /// There is no tokio runtime here to run a process on.
    NoRuntime,
    /// The child spec, or the supervisor's options, contradict themselves.
    InvalidSpec(String),
}

impl<R> StartError<R> {
    /// The same error, with what reaches the running process changed.
    pub fn map<S>(self, f: impl FnOnce(R) -> S) -> StartError<S> {
        match self {
            Self::AlreadyStarted(running) => StartError::AlreadyStarted(f(running)),
            Self::AlreadyPresent => StartError::AlreadyPresent,
            Self::IdTaken(pid) => StartError::IdTaken(pid),
            Self::NameTaken(pid) => StartError::NameTaken(pid),
            Self::NoRegistry(registry) => StartError::NoRegistry(registry),
            Self::Ignored => StartError::Ignored,
            Self::MaxChildren => StartError::MaxChildren,
            Self::Failed(reason) => StartError::Failed(reason),
            Self::Timeout => StartError::Timeout,
            Self::NoSupervisor => StartError::NoSupervisor,
            Self::SupervisorExited(reason) => StartError::SupervisorExited(reason),
            Self::CallingSelf => StartError::CallingSelf,
            Self::NoRuntime => StartError::NoRuntime,
            Self::InvalidSpec(why) => StartError::InvalidSpec(why),
        }
    }

    /// The error as the reason of a process that fails for it: OTP's `{error, Reason}`.
    pub(crate) fn into_reason(self) -> ExitReason
    where
        R: fmt::Debug + Send + Sync + 'static,
    {
        match self {
            Self::Failed(reason) => reason,
            Self::Timeout => ExitReason::Timeout,
            Self::NoSupervisor => ExitReason::NoProcess,
            other => ExitReason::error(other),
        }
    }
}

impl<R> fmt::Display for StartError<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyStarted(_) => f.write_str("already started"),
            Self::AlreadyPresent => {
                f.write_str("a child of this id is present but not running: restart or delete that one")
            }
            Self::IdTaken(pid) => write!(f, "already started: {pid} is a child of this id, of another type"),
            Self::NameTaken(pid) => write!(f, "the name is taken by {pid}, a process of another type"),
            Self::NoRegistry(registry) => {
                write!(f, "unknown registry {registry}: start it before what registers in it")
            }
            Self::Ignored => f.write_str("init said ignore"),
            Self::MaxChildren => f.write_str("the supervisor has its maximum of children"),
            Self::Failed(reason) => write!(f, "{reason}"),
            Self::Timeout => f.write_str("init took longer than the start timeout"),
            Self::NoSupervisor => f.write_str("the supervisor is not running"),
            Self::SupervisorExited(reason) => write!(f, "the supervisor has ended: {reason}"),
            Self::CallingSelf => f.write_str("a supervisor cannot wait for itself"),
            Self::NoRuntime => f.write_str(
                "a process can only be started inside a tokio runtime: call this from async code, or enter a runtime first",
            ),
            Self::InvalidSpec(why) => write!(f, "invalid child spec: {why}"),
        }
    }
}

impl<R> fmt::Debug for StartError<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyStarted(_) => f.write_str("AlreadyStarted"),
            Self::IdTaken(pid) => f.debug_tuple("IdTaken").field(pid).finish(),
            Self::NameTaken(pid) => f.debug_tuple("NameTaken").field(pid).finish(),
            Self::NoRegistry(registry) => f.debug_tuple("NoRegistry").field(registry).finish(),
            Self::Failed(reason) => f.debug_tuple("Failed").field(reason).finish(),
            Self::InvalidSpec(why) => f.debug_tuple("InvalidSpec").field(why).finish(),
            Self::AlreadyPresent => f.write_str("AlreadyPresent"),
            Self::Ignored => f.write_str("Ignored"),
            Self::MaxChildren => f.write_str("MaxChildren"),
            Self::Timeout => f.write_str("Timeout"),
            Self::NoSupervisor => f.write_str("NoSupervisor"),
            Self::SupervisorExited(reason) => {
                f.debug_tuple("SupervisorExited").field(reason).finish()
            }
            Self::CallingSelf => f.write_str("CallingSelf"),
            Self::NoRuntime => f.write_str("NoRuntime"),
        }
    }
}

impl<R> Error for StartError<R> {}

/// A bare process as a child: its start fails only where no runtime is.
impl<R> From<SpawnError> for StartError<R> {
    fn from(_: SpawnError) -> Self {
        Self::NoRuntime
    }
}

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

/// How a new process says what its `init` came to. Dropped in silence, the start has failed with the process's reason.
pub(crate) struct Started(Sender<Up>);

enum Up {
    Ready,
    Ignored,
}

impl Started {
    pub(crate) fn ready(self) {
        // Who started it may have given up; the process lives on.
        self.0.send(Up::Ready);
    }

    pub(crate) fn ignored(self) {
        self.0.send(Up::Ignored);
    }
}

/// Starts a process and waits until it is up. Registers `options.name` before the process can run.
pub(crate) async fn start<M, R, F>(
    plan: Plan,
    options: StartOptions,
    body: impl FnOnce(Inbox<M>, Started) -> F + Send + 'static,
) -> Result<R, StartError<R>>
where
    M: Protocol,
    R: Reference,
    F: Future<Output = ExitReason> + Send + 'static,
{
    match attempt(plan, options, body) {
        Attempt::Over(result) => result,
        Attempt::Waits(waiting) => waiting.await,
    }
}

/// The same, which may be over at once.
pub(crate) fn attempt<M, R, F>(
    plan: Plan,
    options: StartOptions,
    body: impl FnOnce(Inbox<M>, Started) -> F + Send + 'static,
) -> Attempt<R>
where
    M: Protocol,
    R: Reference,
    F: Future<Output = ExitReason> + Send + 'static,
{
    let Some(holder) = options.name.as_ref().and_then(dying_holder) else {
        return begin(plan, options, body);
    };
    Attempt::Waits(Box::pin(async move {
        // One that never returns is reported as the holder that it is.
        let _ = tokio::time::timeout(PATIENCE, Exited::of(holder)).await;
        match begin(plan, options, body) {
            Attempt::Over(result) => result,
            Attempt::Waits(waiting) => waiting.await,
        }
    }))
}

fn begin<M, R, F>(
    plan: Plan,
    options: StartOptions,
    body: impl FnOnce(Inbox<M>, Started) -> F,
) -> Attempt<R>
where
    M: Protocol,
    R: Reference,
    F: Future<Output = ExitReason> + Send + 'static,
{
    let (sender, up) = pair();
    let plan = Plan {
        link: options.link,
        ..plan
    };
    let prepare = |process: &Arc<dyn Process>| match &options.name {
        Some(name) => name.register(ProcessHandle(process.clone())),
        None => Ok(()),
    };
    let spawned = spawn_process(plan, First::Here, prepare, |inbox| {
        body(inbox, Started(sender))
    });
    let process: Arc<dyn Process> = match spawned {
        Ok(process) => process,
        Err(NotSpawned::NoRuntime) => return Attempt::Over(Err(StartError::NoRuntime)),
        Err(NotSpawned::Refused(NotRegistered::NoRegistry(registry))) => {
            return Attempt::Over(Err(StartError::NoRegistry(registry)));
        }
        Err(NotSpawned::Refused(NotRegistered::Taken(holder))) => {
            let pid = holder.0.core().pid();
            return Attempt::Over(Err(R::from_process(holder)
                .map_or(StartError::NameTaken(pid), StartError::AlreadyStarted)));
        }
    };
    match up.take() {
        Some(Up::Ready) => Attempt::Over(reached(process)),
        Some(Up::Ignored) => Attempt::Waits(Box::pin(ignored(process))),
        None => Attempt::Waits(Box::pin(until_up(process, up, options.timeout))),
    }
}

fn reached<R: Reference>(process: Arc<dyn Process>) -> Result<R, StartError<R>> {
    let pid = process.core().pid();
    R::from_process(ProcessHandle(process)).ok_or(StartError::NameTaken(pid))
}

/// A start that failed returns only when the process is gone, its name free.
async fn ignored<R>(process: Arc<dyn Process>) -> Result<R, StartError<R>> {
    Exited::of(process).await;
    Err(StartError::Ignored)
}

async fn until_up<R: Reference>(
    process: Arc<dyn Process>,
    up: Answer<Up>,
    limit: Option<Duration>,
) -> Result<R, StartError<R>> {
    let up = poll_fn(|cx| up.poll(cx.waker()));
    let up = match limit {
        None => up.await,
        Some(limit) => match tokio::time::timeout(limit, up).await {
            Ok(up) => up,
            Err(_) => {
                kill(process).await;
                return Err(StartError::Timeout);
            }
        },
    };
    match up {
        Ok(Up::Ready) => reached(process),
        Ok(Up::Ignored) => ignored(process).await,
        Err(_) => Err(StartError::Failed(Exited::of(process).await)),
    }
}

/// REG-19: a restarted child can always take its name. A process that was killed in the middle of code that does not
/// await has its name until that code returns; its successor waits, as both at once could undo each other's work.
fn dying_holder(name: &Name) -> Option<Arc<dyn Process>> {
    let holder = name.resolve(&Node::current())?;
    holder.core().is_doomed().then_some(holder)
}

/// So long a start waits for the end of a killed process that has its name.
const PATIENCE: Duration = Duration::from_secs(5);

/// GEN-8: no exit signal of it reaches the caller.
async fn kill(process: Arc<dyn Process>) {
    let pid = process.core().pid();
    let caller = with_current(|caller| caller.map(|caller| caller.core().pid()));
    if caller.is_some() {
        unlink(pid);
    }
    let exit = Exit {
        from: caller.unwrap_or(pid),
        reason: ExitReason::Kill,
    };
    deliver(process.core().node(), pid, exit, Origin::Sent);
    Exited::of(process).await;
}
