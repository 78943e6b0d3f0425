//! What a static supervisor does at somebody's request.

use super::child_info::ChildState;
use super::error::{DeleteChildError, RestartChildError, TerminateChildError};
use super::options;
use super::request::{ChildKey, NoChild};
use super::run::Run;
use crate::child_spec::{ChildId, ChildSpec, Running};
use crate::pid::Pid;
use crate::start::StartError;

impl Run {
    /// SUP-17 to SUP-20.
    pub(super) async fn start_child(&mut self, spec: ChildSpec) -> Result<Running, NoChild> {
        let refused = |error| Err(NoChild::NotStarted(error));
        if let Err(why) = options::check_spec(&spec, self.options.auto_shutdown) {
            return refused(StartError::InvalidSpec(why));
        }
        if let Some((_, child)) = self.children.by_id(&spec.id) {
            return match child.state() {
                ChildState::Running(pid) => Err(NoChild::IdRuns(pid)),
                ChildState::Restarting | ChildState::Undefined => {
                    refused(StartError::AlreadyPresent)
                }
            };
        }
        let place = self.children.push(spec);
        match self.start(place).await {
            Ok(Some(running)) => Ok(running),
            Ok(None) => refused(StartError::Ignored),
            Err(error) => {
                self.children.remove(place);
                refused(error)
            }
        }
    }

    /// SUP-21, SUP-26, SUP-27.
    pub(super) async fn terminate_child(
        &mut self,
        key: ChildKey,
    ) -> Result<(), TerminateChildError> {
        let ChildKey::Id(id) = key else {
            return Err(TerminateChildError::NotFound);
        };
        let (place, _) = self
            .children
            .by_id(&id)
            .ok_or(TerminateChildError::NotFound)?;
        self.stop_one(place).await;
        Ok(())
    }

    /// SUP-22, SUP-23.
    pub(super) async fn restart_child(&mut self, id: &ChildId) -> Result<Pid, RestartChildError> {
        let (place, child) = self.children.by_id(id).ok_or(RestartChildError::NotFound)?;
        match child.state() {
            ChildState::Running(_) => return Err(RestartChildError::Running),
            ChildState::Restarting => return Err(RestartChildError::Restarting),
            ChildState::Undefined => {}
        }
        match self.start(place).await {
            Ok(Some(running)) => Ok(running.pid),
            Ok(None) => Err(RestartChildError::Failed(StartError::Ignored)),
            Err(error) => Err(RestartChildError::Failed(error.map(|holder| holder.pid))),
        }
    }

    /// SUP-24.
    pub(super) fn delete_child(&mut self, id: &ChildId) -> Result<(), DeleteChildError> {
        let (place, child) = self.children.by_id(id).ok_or(DeleteChildError::NotFound)?;
        match child.state() {
            ChildState::Running(_) => return Err(DeleteChildError::Running),
            ChildState::Restarting => return Err(DeleteChildError::Restarting),
            ChildState::Undefined => {}
        }
        self.children.remove(place);
        Ok(())
    }
}
