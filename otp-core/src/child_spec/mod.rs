//! Child specifications: how a supervisor starts, stops and restarts a child.

mod id;
mod start;

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::time::Duration;

pub use id::ChildId;
pub(crate) use start::{NotStarted, Running, StartFn};

use crate::pid::Pid;
use crate::registry::Name;
use crate::start::{Reference, StartError};

/// When a child that has ended is started again.
///
/// OTP counterpart: `restart` in `t:supervisor:child_spec/0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Restart {
    /// Always.
    #[default]
    Permanent,
    /// After an abnormal end only.
    Transient,
    /// Never; its spec goes with it.
    Temporary,
}

/// How a supervisor ends a child.
///
/// OTP counterpart: `shutdown` in `t:supervisor:child_spec/0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shutdown {
    /// With the signal `kill`, at once.
    BrutalKill,
    /// With the signal `shutdown`, and with `kill` when it has not ended in this time.
    Timeout(Duration),
    /// With the signal `shutdown`, however long it takes. The default of supervisors.
    Infinity,
}

impl Shutdown {
    /// Five seconds, the default of workers.
    pub const DEFAULT: Self = Self::Timeout(Duration::from_secs(5));
}

impl Default for Shutdown {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// What a child is.
///
/// OTP counterpart: `type` in `t:supervisor:child_spec/0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ChildType {
    /// It does the work.
    #[default]
    Worker,
    /// It supervises others.
    Supervisor,
}

impl fmt::Display for Restart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Permanent => "permanent",
            Self::Transient => "transient",
            Self::Temporary => "temporary",
        })
    }
}

impl fmt::Display for ChildType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Worker => "worker",
            Self::Supervisor => "supervisor",
        })
    }
}

/// How a supervisor starts, stops and restarts one child. `R` is what reaches the child: `TodoServerRef`.
///
/// Each type that `#[gen_server]`, `#[supervisor]` and the like annotate has a `child_spec(..)`; what the type
/// declares can be changed for one child with the methods here.
///
/// OTP counterpart: `t:Supervisor.child_spec/0`.
#[must_use = "a child spec starts nothing by itself"]
pub struct ChildSpec<R = ()> {
    pub(crate) id: ChildId,
    pub(crate) restart: Restart,
    pub(crate) shutdown: Shutdown,
    pub(crate) significant: bool,
    pub(crate) child_type: ChildType,
    /// The name that the child is going to have, where it is known beforehand.
    pub(crate) name: Option<Name>,
    pub(crate) start: StartFn,
    reference: PhantomData<fn() -> R>,
}

impl<R: Reference> ChildSpec<R> {
    /// A permanent worker with a shutdown of 5 s. `start` runs in the supervisor, at each start, and is to link the
    /// child to it: `Server::start_link(..)` does.
    pub fn new<F>(id: impl Into<ChildId>, start: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<R, StartError<R>>> + Send + 'static,
    {
        Self::with_start(id.into(), start::again(start))
    }

    /// A temporary worker with a shutdown of 5 s, whose start can be used once.
    pub fn temporary<F>(id: impl Into<ChildId>, start: impl FnOnce() -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<R, StartError<R>>> + Send + 'static,
    {
        Self {
            restart: Restart::Temporary,
            ..Self::with_start(id.into(), start::once(start))
        }
    }

    fn with_start(id: ChildId, start: StartFn) -> Self {
        Self {
            id,
            restart: Restart::default(),
            shutdown: Shutdown::default(),
            significant: false,
            child_type: ChildType::Worker,
            name: None,
            start,
            reference: PhantomData,
        }
    }

    /// Forgets what reaches the child, so that specs of different children fit one list.
    pub fn erase(self) -> ChildSpec {
        self.retyped()
    }

    /// The same child, of which `start_child` gives the pid: for code that handles children of any type alike.
    pub fn by_pid(self) -> ChildSpec<Pid> {
        let spec = self.retyped();
        let start = start::by_pid(spec.start);
        ChildSpec { start, ..spec }
    }
}

impl<R> ChildSpec<R> {
    /// Changes the id, by which a static supervisor tells its children apart.
    pub fn with_id(self, id: impl Into<ChildId>) -> Self {
        Self {
            id: id.into(),
            ..self
        }
    }

    /// Changes when the child is restarted.
    pub fn with_restart(self, restart: Restart) -> Self {
        Self { restart, ..self }
    }

    /// Changes how the child is ended.
    pub fn with_shutdown(self, shutdown: Shutdown) -> Self {
        Self { shutdown, ..self }
    }

    /// Says whether the child's end can end its supervisor:
    /// [`AutoShutdown`](crate::supervisor::AutoShutdown).
    pub fn with_significant(self, significant: bool) -> Self {
        Self {
            significant,
            ..self
        }
    }

    /// Says whether the child is a supervisor.
    pub fn with_type(self, child_type: ChildType) -> Self {
        Self { child_type, ..self }
    }

    /// Says which name the child registers, so that `ensure` finds it without asking its supervisor.
    pub(crate) fn with_name(self, name: Option<Name>) -> Self {
        Self { name, ..self }
    }

    /// The child's id.
    pub fn id(&self) -> &ChildId {
        &self.id
    }

    /// When the child is restarted.
    pub fn restart(&self) -> Restart {
        self.restart
    }

    /// How the child is ended.
    pub fn shutdown(&self) -> Shutdown {
        self.shutdown
    }

    /// Whether the child's end can end its supervisor.
    pub fn is_significant(&self) -> bool {
        self.significant
    }

    /// Whether the child is a supervisor.
    pub fn child_type(&self) -> ChildType {
        self.child_type
    }

    pub(crate) fn retyped<S>(self) -> ChildSpec<S> {
        ChildSpec {
            id: self.id,
            restart: self.restart,
            shutdown: self.shutdown,
            significant: self.significant,
            child_type: self.child_type,
            name: self.name,
            start: self.start,
            reference: PhantomData,
        }
    }
}

/// A spec can be used for several children; a temporary one that was made to start once fails the second time.
impl<R> Clone for ChildSpec<R> {
    fn clone(&self) -> Self {
        Self {
            id: self.id.clone(),
            restart: self.restart,
            shutdown: self.shutdown,
            significant: self.significant,
            child_type: self.child_type,
            name: self.name.clone(),
            start: self.start.clone(),
            reference: PhantomData,
        }
    }
}

impl<R> fmt::Debug for ChildSpec<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChildSpec")
            .field("id", &self.id)
            .field("restart", &self.restart)
            .field("shutdown", &self.shutdown)
            .field("significant", &self.significant)
            .field("child_type", &self.child_type)
            .finish_non_exhaustive()
    }
}
