//! A look at a live supervision tree.

use std::future::Future;
use std::pin::Pin;

use super::child_info::{ChildInfo, ChildState};
use super::request::{self, Message, supervisor_cell};
use crate::child_spec::{ChildId, ChildType, Restart};
use crate::pid::Pid;
use crate::process::{self, Node};
use crate::short_type_name;

/// A process of a tree, or a child that does not run, with all that is below it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TreeNode {
    /// The child's id; nothing at the root and under a dynamic supervisor.
    pub id: Option<ChildId>,
    /// The process, or why there is none.
    pub child: ChildState,
    /// What it is.
    pub child_type: ChildType,
    /// When it is restarted; nothing at the root, whose supervisor was not asked.
    pub restart: Option<Restart>,
    /// How often its supervisor has started it again by itself.
    pub restarts: u64,
    /// Its names, local ones and those of registries.
    pub names: Vec<String>,
    /// The label that it gave itself.
    pub label: Option<String>,
    /// The type that it runs, without the path; `process` for a bare one, nothing for a child that does not run.
    pub type_name: Option<&'static str>,
    /// What it supervises, in the order of start. Of a supervisor that ended meanwhile: nothing.
    pub children: Vec<TreeNode>,
}

/// The tree below a process, whatever that is; nothing if it has ended.
///
/// Each supervisor is asked in turn, so what is seen is not one moment, and a supervisor that is busy is waited for.
pub async fn tree(root: Pid) -> Option<TreeNode> {
    let is_supervisor = process::info(root)?.is_supervisor;
    let root = ChildInfo {
        id: None,
        child: ChildState::Running(root),
        child_type: if is_supervisor {
            ChildType::Supervisor
        } else {
            ChildType::Worker
        },
        restart: Restart::default(),
        restarts: 0,
    };
    let mut node = node(root).await;
    node.restart = None;
    Some(node)
}

fn node(child: ChildInfo) -> Pin<Box<dyn Future<Output = TreeNode> + Send>> {
    Box::pin(async move {
        let mut node = TreeNode {
            id: child.id,
            child: child.child,
            child_type: child.child_type,
            restart: Some(child.restart),
            restarts: child.restarts,
            names: Vec::new(),
            label: None,
            type_name: None,
            children: Vec::new(),
        };
        let Some(pid) = child.child.pid() else {
            return node;
        };
        if let Some(info) = process::info(pid) {
            node.names = info.names;
            node.label = info.label;
            node.type_name = Some(short_type_name::strip(info.type_name));
        }
        // A registry, and any other process, is a leaf.
        let supervisor = Node::current().process(pid).and_then(supervisor_cell);
        if let Some(supervisor) = supervisor {
            let children = request::ask(supervisor, Message::WhichChildren).await;
            for child in children.unwrap_or_default().into_iter().rev() {
                node.children.push(self::node(child).await);
            }
        }
        node
    })
}
