mod circles;
mod faults;
mod shown;

use std::time::Duration;

use super::*;

const NAMES: &Declaration = &Declaration {
    name: "Names",
    path: "app::Names",
    id: Some("Names"),
    restart: Restart::Permanent,
    shutdown: Shutdown::Infinity,
    significant: false,
    behaviour: Behaviour::Registry,
};

const WORKER: &Declaration = &Declaration {
    name: "Worker",
    path: "app::Worker",
    id: Some("Worker"),
    restart: Restart::Transient,
    shutdown: Shutdown::DEFAULT,
    significant: false,
    behaviour: Behaviour::Server {
        registry: Some(NAMES),
    },
};

const fn child(field: &'static str, declaration: &'static Declaration) -> DeclaredChild {
    DeclaredChild {
        field,
        type_name: declaration.name,
        declaration: Some(declaration),
        id: None,
        restart: None,
        shutdown: None,
        significant: None,
        count: None,
        is_named: false,
    }
}

const fn by_hand(field: &'static str) -> DeclaredChild {
    DeclaredChild {
        declaration: None,
        type_name: "ByHand",
        ..child(field, NAMES)
    }
}

const fn supervisor(root: bool, children: &'static [DeclaredChild]) -> Declaration {
    Declaration {
        name: "Tree",
        path: "app::Tree",
        id: Some("Tree"),
        behaviour: Behaviour::Supervisor {
            strategy: Strategy::OneForOne,
            intensity: 3,
            period: Duration::from_secs(5),
            auto_shutdown: AutoShutdown::Never,
            root,
            generic: false,
            children,
        },
        ..*NAMES
    }
}

fn leak<const N: usize>(children: [DeclaredChild; N]) -> &'static [DeclaredChild] {
    Box::leak(Box::new(children))
}

#[track_caller]
fn assert_fault(tree: &Declaration, field: &str, expected: &str) {
    let fault = fault_of_child(tree, None, field);
    let text = fault.as_ref().map_or("nothing", FaultText::as_str);
    assert!(text.contains(expected), "{text}");
}
