//! What can be known of a process from outside.

use tokio::time::Instant;

use super::node::Node;
use super::state::Status;
use crate::pid::Pid;

/// A look at a process, as it was when asked.
///
/// OTP counterpart: `process_info/1`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ProcessInfo {
    /// Which process.
    pub pid: Pid,
    /// The names that it is registered under, local ones and those of registries.
    pub names: Vec<String>,
    /// The label that it gave itself.
    pub label: Option<String>,
    /// The type that it runs; of a bare process that of its messages, `"process"` if it takes none.
    pub type_name: &'static str,
    /// Whether it supervises others.
    pub is_supervisor: bool,
    /// What it is about.
    pub status: ProcessStatus,
    /// The operation that a server is at; nothing between two messages.
    pub current_operation: Option<&'static str>,
    /// How many messages wait.
    pub mailbox_length: usize,
    /// The processes that it is linked with.
    pub links: Vec<Pid>,
    /// The processes that it monitors.
    pub monitors: Vec<Pid>,
    /// The processes that monitor it.
    pub monitored_by: Vec<Pid>,
    /// Whether exit signals reach it as messages.
    pub trap_exit: bool,
    /// The process that started it with a link.
    pub parent: Option<Pid>,
    /// The parent, its parent and so on, up to the first that has ended.
    pub ancestors: Vec<Pid>,
    /// When it was started.
    pub started_at: Instant,
}

/// What a process is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProcessStatus {
    /// It runs, or waits for something.
    Running,
    /// It has received a fatal signal and ends at its next `await`.
    Exiting,
}

/// Looks at a process; nothing if it has ended.
///
/// OTP counterpart: `process_info/1`.
pub fn info(pid: Pid) -> Option<ProcessInfo> {
    let node = Node::current();
    let process = node.process(pid)?;
    let core = process.core();
    let mailbox_length = process.mailbox_len();
    let operation = core.operation();
    let ancestors = ancestors(&node, core.parent());
    let state = core.state();
    let status = match state.status {
        Status::Running => ProcessStatus::Running,
        Status::Doomed(_) => ProcessStatus::Exiting,
        Status::Dead(_) => return None,
    };
    let rare = state.rare();
    Some(ProcessInfo {
        pid,
        names: state
            .holdings
            .iter()
            .flat_map(|holding| holding.names())
            .collect(),
        label: rare
            .and_then(|rare| rare.label.as_deref())
            .map(str::to_owned),
        type_name: (core.kind().type_name)(),
        is_supervisor: core.kind().is_supervisor,
        status,
        current_operation: (!operation.is_empty()).then_some(operation),
        mailbox_length,
        links: state.links.to_vec(),
        monitors: rare
            .map(|rare| rare.monitors.values().copied().collect())
            .unwrap_or_default(),
        monitored_by: rare
            .map(|rare| rare.watchers.values().copied().collect())
            .unwrap_or_default(),
        trap_exit: state.trap_exit,
        parent: core.parent(),
        ancestors,
        started_at: core.started_at(),
    })
}

fn ancestors(node: &Node, parent: Option<Pid>) -> Vec<Pid> {
    let mut ancestors = Vec::new();
    let mut next = parent;
    while let Some(pid) = next {
        ancestors.push(pid);
        next = node
            .process(pid)
            .and_then(|process| process.core().parent());
    }
    ancestors
}
