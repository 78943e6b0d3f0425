use otp_core::registry::{Keys, Registry, RegistryType, registry_child_spec};
use otp_core::supervisor::{ChildState, TreeNode};
use otp_core::{
    ChildId, ChildSpec, ChildType, DynamicSupervisor, ExitReason, Restart, Shutdown, Supervisor,
    process,
};

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

struct Names;

impl RegistryType for Names {}

#[tokio::test(start_paused = true)]
async fn a_declared_registry_is_a_child_of_type_supervisor_with_time_to_end_reg_1() {
    let spec = registry_child_spec::<Names>();
    assert_eq!(spec.id(), &ChildId::named("Names"));
    assert_eq!(spec.shutdown(), Shutdown::Infinity);
    let root = Supervisor::builder().child(spec).start().await.unwrap();
    assert_eq!(Names::reference().count(), Ok(0));
    let children = root.which_children().await.unwrap();
    assert_eq!(children[0].child_type, ChildType::Supervisor);
    assert_eq!(children[0].child.pid(), Names::reference().pid());
    process::signal(Names::reference().pid().unwrap(), ExitReason::Kill);
    settle().await;
    assert_eq!(Names::reference().count(), Ok(0), "restarted");
}
