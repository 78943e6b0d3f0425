//! Using a supervisor.

use std::time::Duration;

use super::child_info::{ChildCounts, ChildInfo};
use super::declared::SupervisorType;
use super::error::{
    DeleteChildError, RestartChildError, StopError, SupervisorCallError, TerminateChildError,
};
use super::request::{ChildKey, Message, NoChild, Target, supervisor_cell};
use super::tree::{self, TreeNode};
use crate::child_spec::{ChildId, ChildSpec, Running};
use crate::dynamic_supervisor::is_dynamic;
use crate::pid::Pid;
use crate::process::Node;
use crate::reason::ExitReason;
use crate::registry::Name;
use crate::start::{ProcessHandle, Reference, StartError};

/// Reaches a supervisor: a process, or a name that is looked up at each use.
///
/// No operation has a time limit: each waits while the supervisor is inside a child's slow `init` or slow shutdown
/// (SUP-28). A supervisor that ends meanwhile is an error, and so is one that asks itself.
///
/// By a dynamic supervisor's name, [`which_children`](Self::which_children), [`count_children`](Self::count_children),
/// [`start_child`](Self::start_child), [`tree`](Self::tree) and [`stop`](Self::stop) work as well.
#[derive(Debug, Clone)]
pub struct SupervisorRef {
    target: Target,
}

impl SupervisorRef {
    /// The supervisor that has a name when it is used.
    pub fn by_name(name: impl Into<Name>) -> Self {
        let target = Target::Name(name.into());
        Self { target }
    }

    /// The supervisor that `T` declares, in the node where it is used.
    pub fn of_type<T: SupervisorType>() -> Self {
        Self::by_name(Name::of_type::<T>())
    }

    /// The supervisor that runs as this process; nothing if the process has ended or is no static supervisor.
    pub fn by_pid(pid: Pid) -> Option<Self> {
        Self::from_process(ProcessHandle(Node::current().process(pid)?))
    }

    /// The process; nothing for a name that no supervisor has.
    pub fn pid(&self) -> Option<Pid> {
        self.target.pid()
    }

    /// Adds a child at the end of the order and starts it.
    ///
    /// OTP counterpart: `supervisor:start_child/2`.
    ///
    /// # Errors
    ///
    /// [`AlreadyStarted`](StartError::AlreadyStarted) where a child of this id runs, or a process of this type has
    /// the child's name; [`IdTaken`](StartError::IdTaken) where the child that runs is of another type;
    /// [`AlreadyPresent`](StartError::AlreadyPresent) where a child of this id does not run; otherwise why it did not
    /// start. A spec whose start failed is not kept; one whose `init` said ignore is, unless it is temporary.
    pub async fn start_child<R: Reference>(&self, spec: ChildSpec<R>) -> Result<R, StartError<R>> {
        start_child(&self.target, spec).await
    }

    /// Ends a child by its shutdown rule. Its spec stays, unless it is temporary.
    ///
    /// OTP counterpart: `supervisor:terminate_child/2`.
    ///
    /// # Errors
    ///
    /// There is no such child.
    pub async fn terminate_child(&self, id: impl Into<ChildId>) -> Result<(), TerminateChildError> {
        let key = ChildKey::Id(id.into());
        self.target
            .ask(|answer| Message::TerminateChild(key, answer))
            .await?
    }

    /// Starts a child that does not run, in its old place, and gives its new pid.
    ///
    /// OTP counterpart: `supervisor:restart_child/2`.
    ///
    /// # Errors
    ///
    /// It runs, is being restarted, is not there, or did not start and stays as it was.
    pub async fn restart_child(&self, id: impl Into<ChildId>) -> Result<Pid, RestartChildError> {
        let id = id.into();
        self.target
            .ask(|answer| Message::RestartChild(id, answer))
            .await?
    }

    /// Forgets the spec of a child that does not run.
    ///
    /// OTP counterpart: `supervisor:delete_child/2`.
    ///
    /// # Errors
    ///
    /// It runs, is being restarted, or is not there.
    pub async fn delete_child(&self, id: impl Into<ChildId>) -> Result<(), DeleteChildError> {
        let id = id.into();
        self.target
            .ask(|answer| Message::DeleteChild(id, answer))
            .await?
    }

    /// All children, the newest first.
    ///
    /// OTP counterpart: `supervisor:which_children/1`.
    ///
    /// # Errors
    ///
    /// The supervisor gave no answer.
    pub async fn which_children(&self) -> Result<Vec<ChildInfo>, SupervisorCallError> {
        self.target.ask(Message::WhichChildren).await
    }

    /// How many children there are.
    ///
    /// OTP counterpart: `supervisor:count_children/1`.
    ///
    /// # Errors
    ///
    /// The supervisor gave no answer.
    pub async fn count_children(&self) -> Result<ChildCounts, SupervisorCallError> {
        self.target.ask(Message::CountChildren).await
    }

    /// Ends the supervisor with this reason, its children, with `shutdown`, before it. Returns when all have ended, or
    /// with an error when that takes longer than `limit`; `None` waits however long.
    ///
    /// A supervisor that is a permanent child is started again.
    ///
    /// OTP counterpart: `Supervisor.stop/3`.
    ///
    /// # Errors
    ///
    /// It did not run, ended for another reason, or not in time.
    pub async fn stop(
        &self,
        reason: impl Into<ExitReason>,
        limit: impl Into<Option<Duration>>,
    ) -> Result<(), StopError> {
        super::stop::stop(&self.target, reason.into(), limit.into()).await
    }

    /// The tree below, as it is now.
    ///
    /// # Errors
    ///
    /// The supervisor gave no answer.
    pub async fn tree(&self) -> Result<TreeNode, SupervisorCallError> {
        let pid = self.pid().ok_or(SupervisorCallError::NoProcess)?;
        tree::tree(pid).await.ok_or(SupervisorCallError::NoProcess)
    }
}

impl Reference for SupervisorRef {
    fn from_process(process: ProcessHandle) -> Option<Self> {
        if is_dynamic(&*process.0) {
            return None;
        }
        let target = Target::Process(supervisor_cell(process.0)?);
        Some(Self { target })
    }

    fn process_id(&self) -> Option<Pid> {
        self.pid()
    }
}

/// `start_child` of both kinds.
pub(crate) async fn start_child<R: Reference>(
    target: &Target,
    spec: ChildSpec<R>,
) -> Result<R, StartError<R>> {
    let spec = spec.erase();
    let started = target
        .ask(|answer| Message::StartChild(spec, answer))
        .await?;
    started
        .map_err(|error| match error {
            NoChild::NotStarted(error) => error.map(typed),
            NoChild::IdRuns(pid) => Node::current()
                .process(pid)
                .and_then(|process| R::from_process(ProcessHandle(process)))
                .map_or(StartError::IdTaken(pid), StartError::AlreadyStarted),
        })
        .map(typed)
}

fn typed<R: Reference>(running: Running) -> R {
    *running
        .reference
        .downcast()
        .expect("the start function of a ChildSpec<R> gives an R")
}
