//! What is wrong in a tree.

use super::*;

#[test]
fn a_registry_starts_before_what_registers_in_it() {
    let tree = supervisor(true, leak([child("names", NAMES), child("worker", WORKER)]));
    assert_fault(&tree, "worker", "nothing");
    let tree = supervisor(
        false,
        leak([child("worker", WORKER), child("names", NAMES)]),
    );
    assert_fault(&tree, "worker", "put the field `names` above `worker`");
}

#[test]
fn what_no_sibling_starts_is_needed_of_the_supervisor_above() {
    const BELOW: &Declaration = &supervisor(false, &[child("worker", WORKER)]);
    assert_fault(BELOW, "worker", "nothing");
    let above = supervisor(true, leak([child("names", NAMES), child("below", BELOW)]));
    assert_fault(&above, "below", "nothing");
    let above = supervisor(false, leak([child("below", BELOW), child("names", NAMES)]));
    assert_fault(
        &above,
        "below",
        "`Worker` registers in `Names`, which starts after it",
    );
    let above = supervisor(true, leak([child("below", BELOW)]));
    assert_fault(&above, "below", "which nothing in this tree starts");
}

#[test]
fn a_registry_below_serves_those_that_start_later() {
    const BELOW: &Declaration = &supervisor(false, &[child("names", NAMES)]);
    let tree = supervisor(true, leak([child("below", BELOW), child("worker", WORKER)]));
    assert_fault(&tree, "worker", "nothing");
}

#[test]
fn what_a_dynamic_supervisor_takes_needs_its_registry() {
    const CACHE: &Declaration = &Declaration {
        name: "Cache",
        path: "app::Cache",
        id: Some("Cache"),
        behaviour: Behaviour::DynamicSupervisor {
            intensity: 3,
            period: Duration::from_secs(5),
            takes: Some(&[TakenChild {
                type_name: "Worker",
                declaration: Some(WORKER),
            }]),
        },
        ..*NAMES
    };
    assert_eq!(
        CACHE.to_string(),
        "Cache; dynamic supervisor of Worker, max_restarts 3 in 5s"
    );
    let tree = supervisor(true, leak([child("names", NAMES), child("cache", CACHE)]));
    assert_fault(&tree, "cache", "nothing");
    let tree = supervisor(false, leak([child("cache", CACHE), child("names", NAMES)]));
    assert_fault(&tree, "cache", "put the field `names` above `cache`");
    let tree = supervisor(true, leak([child("cache", CACHE)]));
    assert_fault(&tree, "cache", "which nothing in this tree starts");
}

#[test]
fn a_child_by_hand_may_start_whatever_is_needed() {
    let tree = supervisor(true, leak([by_hand("other"), child("worker", WORKER)]));
    assert_fault(&tree, "worker", "nothing");
    assert_fault(&tree, "other", "nothing");
}

#[test]
fn a_need_that_rises_hides_none_that_a_sibling_meets_too_late() {
    const OTHERS: &Declaration = &Declaration {
        name: "Others",
        path: "app::Others",
        ..*NAMES
    };
    const SECOND: &Declaration = &Declaration {
        name: "Second",
        behaviour: Behaviour::Server {
            registry: Some(OTHERS),
        },
        ..*WORKER
    };
    const BELOW: &Declaration =
        &supervisor(false, &[child("worker", WORKER), child("second", SECOND)]);
    let tree = supervisor(
        false,
        leak([child("below", BELOW), child("others", OTHERS)]),
    );
    assert_fault(&tree, "below", "`Second` registers in `Others`");
}

#[test]
fn ids_are_unique_among_siblings() {
    let tree = supervisor(false, leak([child("a", NAMES), child("b", NAMES)]));
    assert_fault(&tree, "a", "nothing");
    assert_fault(&tree, "b", "duplicate child id `Names`: `a` has it already");
    let pool = DeclaredChild {
        count: Some("3"),
        ..child("b", NAMES)
    };
    assert_eq!(pool.id(), None);
}

#[test]
fn what_is_reached_by_its_type_is_started_once() {
    const BELOW: &Declaration = &Declaration {
        name: "Below",
        path: "app::Below",
        ..supervisor(false, &[child("worker", WORKER), child("names", NAMES)])
    };
    let named = |id, declaration| DeclaredChild {
        id: Some(id),
        ..child(id, declaration)
    };
    let twice = supervisor(false, leak([named("a", NAMES), named("b", NAMES)]));
    assert_fault(&twice, "a", "nothing");
    assert_fault(
        &twice,
        "b",
        "`Names` is started twice: it has one name in a node, and `a`",
    );
    let below = supervisor(false, leak([named("a", NAMES), named("b", BELOW)]));
    assert_fault(&below, "b", "`Names` is started twice");
    let above = supervisor(false, leak([named("a", BELOW), named("b", NAMES)]));
    assert_fault(&above, "b", "and `a` starts it before");
    let servers = supervisor(
        false,
        leak([
            named("names", NAMES),
            named("a", WORKER),
            named("b", WORKER),
        ]),
    );
    assert_fault(&servers, "b", "nothing");
    let one = |id| DeclaredChild {
        is_named: true,
        ..named(id, WORKER)
    };
    let servers = supervisor(false, leak([named("names", NAMES), one("a"), one("b")]));
    assert_fault(&servers, "b", "`Worker` is started twice");
}

#[test]
fn a_pool_is_of_what_there_can_be_many_of() {
    let pool = |count, declaration| {
        let pool = DeclaredChild {
            count: Some(count),
            ..child("pool", declaration)
        };
        supervisor(false, leak([child("names", WORKER), pool]))
    };
    for count in ["2", "10", "3usize"] {
        assert_fault(
            &pool(count, NAMES),
            "pool",
            "a pool of what there is one of: `Names`",
        );
    }
    for count in ["0", "1", "self.names"] {
        assert_fault(&pool(count, NAMES), "pool", "nothing");
    }
    assert_fault(&pool("3", WORKER), "pool", "nothing");
    const GENERIC: &Declaration = &hurried(true, AutoShutdown::Never, &[]);
    const PLAIN: &Declaration = &hurried(false, AutoShutdown::Never, &[]);
    assert_fault(&pool("3", GENERIC), "pool", "nothing");
    assert_fault(&pool("3", PLAIN), "pool", "a pool of what there is one of");
}

#[test]
fn a_server_that_registers_has_a_key() {
    let fault = fault_of_key(Some(WORKER)).expect("a fault");
    assert!(
        fault
            .as_str()
            .contains("`Worker` registers in `Names`, and no argument of its `init` is its key"),
        "{}",
        fault.as_str()
    );
    assert!(fault_of_key(Some(NAMES)).is_none());
    assert!(fault_of_key(None).is_none());
    const FREE: &Declaration = &Declaration {
        behaviour: Behaviour::Server { registry: None },
        ..*WORKER
    };
    assert!(fault_of_key(Some(FREE)).is_none());
}

#[test]
fn a_child_ends_within_the_time_of_its_supervisor() {
    const SHORT: Option<Shutdown> = Some(Shutdown::Timeout(Duration::from_secs(1)));
    let tree = Declaration {
        shutdown: Shutdown::Timeout(Duration::from_secs(1)),
        ..supervisor(false, leak([child("worker", WORKER)]))
    };
    assert_fault(&tree, "worker", "longer than that of its supervisor `Tree`");
    const BELOW: &Declaration = &supervisor(false, &[child("worker", WORKER)]);
    let below = DeclaredChild {
        shutdown: SHORT,
        ..child("below", BELOW)
    };
    assert!(fault_of_shutdown_of(below).contains("shorter than that of its own child `worker`"));
}

fn fault_of_shutdown_of(child: DeclaredChild) -> String {
    let tree = supervisor(false, leak([child]));
    fault_of_child(&tree, None, child.field)
        .map_or_else(String::new, |fault| fault.as_str().to_owned())
}

#[test]
fn significance_fits_the_supervisor_and_the_restart() {
    let significant = DeclaredChild {
        significant: Some(true),
        ..child("worker", WORKER)
    };
    assert!(fault_of_shutdown_of(significant).contains("has no `auto_shutdown`"));
    const PERMANENT: DeclaredChild = DeclaredChild {
        significant: Some(true),
        ..child("names", NAMES)
    };
    let tree = ending(leak([PERMANENT]));
    assert_fault(&tree, "names", "significant and permanent");
    assert!(fault_of_auto_shutdown(&tree).is_none());
    assert!(fault_of_auto_shutdown(&ending(leak([by_hand("a")]))).is_none());
    let fault = fault_of_auto_shutdown(&ending(leak([child("names", NAMES)]))).expect("a fault");
    assert!(fault.as_str().contains("no child of `Tree` is one"));
}

fn ending(children: &'static [DeclaredChild]) -> Declaration {
    Declaration {
        name: "Tree",
        behaviour: Behaviour::Supervisor {
            strategy: Strategy::OneForAll,
            intensity: 1,
            period: Duration::from_secs(5),
            auto_shutdown: AutoShutdown::AnySignificant,
            root: false,
            generic: false,
            children,
        },
        ..*NAMES
    }
}

#[test]
fn a_generic_tree_is_judged_with_the_supervisor_that_builds_it() {
    const TOO_LONG: &[DeclaredChild] = &[child("worker", WORKER)];
    const PLAIN: &Declaration = &hurried(false, AutoShutdown::Never, TOO_LONG);
    const GENERIC: &Declaration = &hurried(true, AutoShutdown::Never, TOO_LONG);
    let tree = supervisor(false, leak([child("below", PLAIN)]));
    assert_fault(&tree, "below", "nothing");
    let tree = supervisor(false, leak([child("below", GENERIC)]));
    assert_fault(
        &tree,
        "below",
        "inside `Hurried`: the shutdown of `worker` is longer",
    );
}

#[test]
fn a_generic_tree_waits_for_somebody() {
    const NOBODY: &[DeclaredChild] = &[child("names", NAMES)];
    const WAITS: &Declaration = &hurried(true, AutoShutdown::AnySignificant, NOBODY);
    let tree = supervisor(false, leak([child("waits", WAITS)]));
    assert_fault(&tree, "waits", "inside `Hurried`: auto_shutdown waits");
}

/// A supervisor that is given a second.
const fn hurried(
    generic: bool,
    auto_shutdown: AutoShutdown,
    children: &'static [DeclaredChild],
) -> Declaration {
    Declaration {
        name: "Hurried",
        shutdown: Shutdown::Timeout(Duration::from_secs(1)),
        behaviour: Behaviour::Supervisor {
            strategy: Strategy::OneForOne,
            intensity: 3,
            period: Duration::from_secs(5),
            auto_shutdown,
            root: false,
            generic,
            children,
        },
        ..*NAMES
    }
}
