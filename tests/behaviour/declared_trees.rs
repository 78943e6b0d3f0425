//! Trees as they are declared, known without starting anything.

use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[gen_server(via = Names, restart = "transient", shutdown = "2s")]
struct Worker;

#[callbacks]
impl Worker {
    fn init(#[key] _name: String) -> Self {
        Self
    }
}

#[dynamic_supervisor]
struct Cache;

#[supervisor(strategy = "rest_for_one", auto_shutdown = "any_significant")]
struct Jobs {
    #[child(args = "a", significant)]
    first: Worker,
    #[child(args = "b", id = "b", restart = "temporary", shutdown = "brutal_kill")]
    second: Worker,
}

/// A tree.
#[supervisor(root, max_restarts = 1, max_seconds = "500ms")]
struct System {
    names: Names,
    cache: Cache,
    #[child(count = 2, args = |n| format!("worker {n}"))]
    workers: Worker,
    jobs: Jobs,
    #[cfg(any())]
    absent: Nothing,
}

#[test]
fn a_declared_tree_has_every_default_filled_in() {
    let expected = "\
System; supervisor, one_for_one, max_restarts 1 in 500ms
  names: Names, id Names, permanent, shutdown infinity; registry
  cache: Cache, id Cache, permanent, shutdown infinity; dynamic supervisor, max_restarts 3 in 5s
  workers: Worker × 2, transient, shutdown 2s; via Names
  jobs: Jobs, id Jobs, permanent, shutdown infinity; supervisor, rest_for_one, max_restarts 3 in 5s, auto_shutdown any_significant
    first: Worker, id Worker, transient, shutdown 2s, significant; via Names
    second: Worker, id b, temporary, shutdown brutal_kill; via Names";
    assert_eq!(System::tree().to_string(), expected);
}

#[test]
fn a_declared_tree_is_drawn() {
    let dot = System::tree().to_dot();
    assert!(dot.starts_with("digraph tree {\n"), "{dot}");
    assert!(dot.contains("n0 -> n4\n  n4 -> n5\n  n4 -> n6\n}"), "{dot}");
    let mermaid = System::tree().to_mermaid();
    assert!(
        mermaid.contains("  n2[\"cache: Cache, id Cache, permanent"),
        "{mermaid}"
    );
    assert!(mermaid.ends_with("  n4 --> n5\n  n4 --> n6\n"), "{mermaid}");
}

#[otp_core::test]
async fn what_is_declared_is_what_runs() {
    let tree = System::start_link().await.expect("the tree starts");
    let running = System::which_children().await.expect("it runs");
    let running: Vec<String> = running
        .into_iter()
        .rev()
        .map(|child| child.id.map_or_else(String::new, |id| id.to_string()))
        .collect();
    let declared: Vec<String> = System::tree()
        .children()
        .iter()
        .flat_map(|child| match child.id() {
            Some(id) => vec![id.to_owned()],
            None => (0..2).map(|n| format!("{} {n}", child.field)).collect(),
        })
        .collect();
    assert_eq!(running, declared);
    tree.stop(ExitReason::Normal, None).await.expect("it stops");
}
