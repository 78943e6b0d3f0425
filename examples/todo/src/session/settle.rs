//! Waiting until the supervisors have done what a failure gave them to do.

use otp_core::process;
use otp_core::supervisor::{ChildState, TreeNode};

use crate::system::System;

/// Returns when every process of the tree runs that is to run; says whether there is a tree.
///
/// After an error or a kill, so that the lines of what it sets off come before the next command,
/// and that finds the processes it needs.
pub(super) async fn settle() -> bool {
    loop {
        let Ok(tree) = System::reference().tree().await else {
            return false;
        };
        if is_settled(&tree) {
            return true;
        }
        tokio::task::yield_now().await;
    }
}

/// Whether no supervisor of the tree has still to hear of an exit, or to try a start again.
fn is_settled(node: &TreeNode) -> bool {
    let itself = match node.child {
        ChildState::Running(pid) => process::is_alive(pid),
        ChildState::Restarting => false,
        ChildState::Undefined => true,
    };
    itself && node.children.iter().all(is_settled)
}
