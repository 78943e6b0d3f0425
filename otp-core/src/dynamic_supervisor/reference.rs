//! Using a dynamic supervisor.

use std::time::Duration;

use super::declared::DynamicSupervisorType;
use super::kind::is_dynamic;
use super::options;
use crate::child_spec::ChildSpec;
use crate::pid::Pid;
use crate::process::Node;
use crate::reason::ExitReason;
use crate::registry::Name;
use crate::start::{ProcessHandle, Reference, StartError, until_gone};
use crate::supervisor::{
    self, ChildCounts, ChildInfo, ChildKey, Message, StopError, SupervisorCallError, Target,
    TerminateChildError, TreeNode, ask_start_child, supervisor_cell,
};

/// Reaches a dynamic supervisor: a process, or a name that is looked up at each use.
///
/// No operation has a time limit: children are started one at a time, in the supervisor, and a slow `init` delays all
/// who ask (DYN-21). A supervisor that ends meanwhile is an error, and so is one that asks itself.
#[derive(Debug, Clone)]
pub struct DynamicSupervisorRef {
    target: Target,
}

impl DynamicSupervisorRef {
    /// The supervisor that has a name when it is used.
    pub fn by_name(name: impl Into<Name>) -> Self {
        let target = Target::Name(name.into());
        Self { target }
    }

    /// The dynamic supervisor that `T` declares, in the node where it is used.
    pub fn of_type<T: DynamicSupervisorType>() -> Self {
        Self::by_name(Name::of_type::<T>())
    }

    /// The supervisor that runs as this process; nothing if the process has ended or is no dynamic supervisor.
    pub fn by_pid(pid: Pid) -> Option<Self> {
        Self::from_process(ProcessHandle(Node::current().process(pid)?))
    }

    /// The process; nothing for a name that no supervisor has.
    pub fn pid(&self) -> Option<Pid> {
        self.target.pid()
    }

    /// Starts a child. Its id is of no account: the same one twice gives two children.
    ///
    /// OTP counterpart: `DynamicSupervisor.start_child/2`.
    ///
    /// # Errors
    ///
    /// Why it did not start; nothing is left of it then.
    pub async fn start_child<R: Reference>(&self, spec: ChildSpec<R>) -> Result<R, StartError<R>> {
        // In the caller, whether the supervisor is there or not (DYN-4).
        options::check_spec(&spec).map_err(StartError::InvalidSpec)?;
        ask_start_child(&self.target, spec).await
    }

    /// The process that has the name of this child, or the child, started, if nobody has.
    ///
    /// A name that is taken is found without asking the supervisor. A holder that was killed and has not yet ended is
    /// waited for.
    ///
    /// # Errors
    ///
    /// Why it did not start. [`AlreadyStarted`](StartError::AlreadyStarted) is not among the reasons.
    pub async fn ensure<R: Reference>(&self, spec: ChildSpec<R>) -> Result<R, StartError<R>> {
        let node = Node::current();
        let mut patient = true;
        while let Some(holder) = spec.name.as_ref().and_then(|name| name.resolve(&node)) {
            if patient && holder.core().is_doomed() {
                // One that never awaits is taken as it is: its callers learn what is the matter.
                patient = until_gone(holder).await;
                continue;
            }
            match R::from_process(ProcessHandle(holder)) {
                Some(running) => return Ok(running),
                None => break,
            }
        }
        match self.start_child(spec).await {
            Err(StartError::AlreadyStarted(running)) => Ok(running),
            started => started,
        }
    }

    /// Ends a child by its shutdown rule, and forgets it. One that is being restarted has the pid of its last process.
    ///
    /// OTP counterpart: `DynamicSupervisor.terminate_child/2`.
    ///
    /// # Errors
    ///
    /// There is no such child.
    pub async fn terminate_child(&self, child: Pid) -> Result<(), TerminateChildError> {
        let key = ChildKey::Pid(child);
        self.target
            .ask(|answer| Message::TerminateChild(key, answer))
            .await?
    }

    /// All children, the newest first.
    ///
    /// OTP counterpart: `DynamicSupervisor.which_children/1`.
    ///
    /// # Errors
    ///
    /// The supervisor gave no answer.
    pub async fn which_children(&self) -> Result<Vec<ChildInfo>, SupervisorCallError> {
        self.target.ask(Message::WhichChildren).await
    }

    /// How many children there are.
    ///
    /// OTP counterpart: `DynamicSupervisor.count_children/1`.
    ///
    /// # Errors
    ///
    /// The supervisor gave no answer.
    pub async fn count_children(&self) -> Result<ChildCounts, SupervisorCallError> {
        self.target.ask(Message::CountChildren).await
    }

    /// Ends the supervisor with this reason, and its children, with `shutdown` and all at once, before it. Returns when
    /// all have ended, or with an error when that takes longer than `limit`; `None` waits however long.
    ///
    /// OTP counterpart: `DynamicSupervisor.stop/3`.
    ///
    /// # Errors
    ///
    /// It did not run, ended for another reason, or not in time.
    pub async fn stop(
        &self,
        reason: impl Into<ExitReason>,
        limit: impl Into<Option<Duration>>,
    ) -> Result<(), StopError> {
        supervisor::stop(&self.target, reason.into(), limit.into()).await
    }

    /// The tree below, as it is now.
    ///
    /// # Errors
    ///
    /// The supervisor gave no answer.
    pub async fn tree(&self) -> Result<TreeNode, SupervisorCallError> {
        let pid = self.pid().ok_or(SupervisorCallError::NoProcess)?;
        supervisor::tree(pid)
            .await
            .ok_or(SupervisorCallError::NoProcess)
    }
}

impl Reference for DynamicSupervisorRef {
    fn from_process(process: ProcessHandle) -> Option<Self> {
        if !is_dynamic(&*process.0) {
            return None;
        }
        let target = Target::Process(supervisor_cell(process.0)?);
        Some(Self { target })
    }

    fn process_id(&self) -> Option<Pid> {
        self.pid()
    }
}
