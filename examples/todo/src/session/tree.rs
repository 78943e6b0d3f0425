//! `tree`: the supervision tree as it is now.

use std::error::Error;

use otp_core::supervisor::TreeNode;

use super::layout::Node;
use crate::system::System;

/// Asks each supervisor of the tree what it has.
pub(super) async fn snapshot() -> Result<Node, Box<dyn Error + Send + Sync>> {
    let tree = System::reference().tree().await?;
    Ok(node(&tree))
}

fn node(process: &TreeNode) -> Node {
    let mut columns = vec![process.child_type.to_string()];
    // The root has nobody who restarts it.
    if let Some(restart) = process.restart {
        columns.push(restart.to_string());
        columns.push(match process.restarts {
            1 => "1 restart".to_owned(),
            count => format!("{count} restarts"),
        });
    }
    Node {
        name: name(process),
        pid: process
            .child
            .pid()
            .map_or_else(|| "not running".to_owned(), |pid| pid.to_string()),
        columns,
        children: process.children.iter().map(node).collect(),
    }
}

/// What it calls itself, else what its supervisor does, else its type.
fn name(process: &TreeNode) -> String {
    let id = || process.id.as_ref().map(ToString::to_string);
    let type_name = || process.type_name.map(str::to_owned);
    let label = process.label.clone();
    label.or_else(id).or_else(type_name).unwrap_or_default()
}
