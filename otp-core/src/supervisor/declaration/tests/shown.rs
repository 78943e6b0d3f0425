//! A tree as it is printed and drawn, and what is odd in it.

use super::*;

#[test]
fn a_tree_is_printed_with_its_defaults() {
    const BELOW: &Declaration = &supervisor(false, &[child("worker", WORKER)]);
    let tree = supervisor(
        true,
        leak([
            child("names", NAMES),
            child("below", BELOW),
            by_hand("hand"),
        ]),
    );
    assert_eq!(
        tree.to_string(),
        "Tree; supervisor, one_for_one, max_restarts 3 in 5s\n  \
           names: Names, id Names, permanent, shutdown infinity; registry\n  \
           below: Tree, id Tree, permanent, shutdown infinity; supervisor, one_for_one, max_restarts 3 in 5s\n    \
             worker: Worker, id Worker, transient, shutdown 5s; via Names\n  \
           hand: ByHand (declared by hand)"
    );
    let dot = tree.to_dot();
    assert!(
        dot.contains("n2 -> n3") && dot.contains("n0 -> n4"),
        "{dot}"
    );
    let mermaid = tree.to_mermaid();
    assert!(
        mermaid.starts_with("flowchart TD\n  n0[\"Tree; supervisor"),
        "{mermaid}"
    );
    assert!(mermaid.contains("n2 --> n3"), "{mermaid}");
}

#[test]
fn names_of_any_characters_are_drawn_as_they_are() {
    let tree = Declaration {
        name: r#"Küche "a\b" #1"#,
        ..supervisor(false, &[])
    };
    let dot = tree.to_dot();
    assert!(dot.contains(r#"label="Küche \"a\\b\" #1;"#), "{dot}");
    let mermaid = tree.to_mermaid();
    assert!(
        mermaid.contains(r#"["Küche #quot;a\b#quot; #35;1;"#),
        "{mermaid}"
    );
}

#[test]
fn what_is_legal_and_odd_is_told_on_demand() {
    const BELOW: &Declaration = &supervisor(false, &[child("worker", WORKER)]);
    let fine = supervisor(false, leak([child("names", NAMES), child("below", BELOW)]));
    assert_eq!(fine.oddities(), []);
    let below = DeclaredChild {
        shutdown: Some(Shutdown::DEFAULT),
        ..child("below", BELOW)
    };
    let odd = Declaration {
        behaviour: Behaviour::Supervisor {
            strategy: Strategy::OneForAll,
            intensity: 0,
            period: Duration::from_secs(5),
            auto_shutdown: AutoShutdown::Never,
            root: false,
            generic: false,
            children: leak([below]),
        },
        ..fine
    };
    let told: Vec<String> = odd.oddities().iter().map(Oddity::to_string).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("Tree: a strategy for siblings, and one child"));
    assert!(told[1].starts_with("Tree: max_restarts = 0"));
    assert!(told[2].starts_with("Tree, `below`: a supervisor with a finite shutdown"));
}

#[test]
fn a_child_that_is_cut_short_is_odd_where_nothing_is_wrong_with_it() {
    const BELOW: &Declaration = &supervisor(false, &[child("worker", WORKER)]);
    let within = |shutdown| {
        let below = DeclaredChild {
            shutdown: Some(shutdown),
            ..child("below", BELOW)
        };
        let tree = supervisor(false, leak([child("worker", WORKER), below]));
        is_cut_short(&tree, "below")
    };
    assert!(within(Shutdown::DEFAULT));
    assert!(!within(Shutdown::Infinity));
    // Too short for the worker below it, which is an error.
    assert!(!within(Shutdown::Timeout(Duration::from_secs(1))));
    let tree = supervisor(false, leak([child("worker", WORKER)]));
    assert!(!is_cut_short(&tree, "worker") && !is_cut_short(&tree, "nobody"));
}

#[test]
fn a_restart_count_above_temporary_children_is_odd() {
    const ONCE: DeclaredChild = DeclaredChild {
        restart: Some(Restart::Temporary),
        ..child("names", NAMES)
    };
    let counting = |intensity, children| Declaration {
        behaviour: Behaviour::Supervisor {
            strategy: Strategy::OneForOne,
            intensity,
            period: Duration::from_secs(5),
            auto_shutdown: AutoShutdown::Never,
            root: false,
            generic: false,
            children,
        },
        ..supervisor(false, &[])
    };
    let told = counting(10, leak([ONCE])).oddities();
    assert!(
        told.len() == 1 && told[0].what.contains("every child is temporary"),
        "{told:?}"
    );
    assert_eq!(counting(3, leak([ONCE])).oddities(), []);
    assert_eq!(counting(10, leak([ONCE, child("a", NAMES)])).oddities(), []);
    assert_eq!(counting(10, &[]).oddities(), []);
}
