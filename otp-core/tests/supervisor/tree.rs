use otp_core::registry::{Keys, Registry};
use otp_core::supervisor::{ChildState, TreeNode};
use otp_core::{ChildSpec, ChildType, DynamicSupervisor, Restart, Supervisor, process};

use crate::crew::{Crew, settle};

fn outline(node: &TreeNode) -> String {
    let name = node.id.as_ref().map(ToString::to_string);
    let name = name
        .or_else(|| node.names.first().cloned())
        .or_else(|| node.label.clone())
        .unwrap_or_default();
    if node.children.is_empty() {
        return name;
    }
    let below: Vec<_> = node.children.iter().map(outline).collect();
    format!("{name}({})", below.join(" "))
}

#[tokio::test(start_paused = true)]
async fn the_tree_shows_every_child_in_the_order_of_start() {
    let crew = Crew::default();
    let registry = ChildSpec::new("registry", || Registry::start_link(Keys::Unique, 1))
        .with_type(ChildType::Supervisor);
    let root = Supervisor::builder()
        .name("tree")
        .child(registry)
        .child(DynamicSupervisor::builder().child_spec("cache"))
        .child(crew.child("a"))
        .start()
        .await
        .unwrap();
    let cache = root.which_children().await.unwrap()[1].child.pid().unwrap();
    let tree = root.tree().await.unwrap();
    assert_eq!(outline(&tree), "tree(registry cache a)");
    assert_eq!(tree.restart, None);
    assert_eq!(tree.child_type, ChildType::Supervisor);

    let spec = DynamicSupervisor::builder().name("cache").child_spec("x");
    let dynamic = root.start_child(spec).await.unwrap();
    let child = dynamic.start_child(crew.child("b")).await.unwrap();
    crew.boom("a");
    settle().await;
    root.terminate_child("cache").await.unwrap();
    assert!(!process::is_alive(cache));
    let tree = root.tree().await.unwrap();
    assert_eq!(outline(&tree), "tree(registry cache a x(b))");
    let [_, cache, a, x] = &tree.children[..] else {
        panic!("{tree:?}");
    };
    assert_eq!(cache.child, ChildState::Undefined);
    assert_eq!((a.restarts, a.restart), (1, Some(Restart::Permanent)));
    assert_eq!(x.children[0].child, ChildState::Running(child));
    assert_eq!(x.names, ["cache"]);
}
