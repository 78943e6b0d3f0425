use proptest::prelude::*;

use crate::child_spec::{ChildId, ChildSpec, ChildType, Restart};
use crate::pid::Pid;
use crate::start::StartError;
use crate::supervisor::child_info::ChildState;
use crate::supervisor::children::{Children, Place};
use crate::supervisor::strategy::{Strategy as Restarts, restart_range};

fn spec(id: u64) -> ChildSpec {
    let never = || async { Err::<Pid, _>(StartError::Ignored) };
    ChildSpec::new(id, never).erase()
}

fn pid(n: u64) -> Pid {
    Pid::new(0, 0, n)
}

/// The same as a plain list: every operation looks at all of it.
#[derive(Default)]
struct Naive(Vec<Row>);

#[derive(Clone, PartialEq, Debug)]
struct Row {
    id: u64,
    restart: Restart,
    significant: bool,
    state: ChildState,
}

impl Naive {
    fn find(&mut self, id: u64) -> Option<&mut Row> {
        self.0.iter_mut().find(|row| row.id == id)
    }
}

#[derive(Clone, Debug)]
enum Step {
    Push(u64, Restart, bool),
    Set(u64, u8),
    Settle(u64),
    Remove(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let restart = prop_oneof![
        Just(Restart::Permanent),
        Just(Restart::Transient),
        Just(Restart::Temporary)
    ];
    prop_oneof![
        (0u64..6, restart, any::<bool>()).prop_map(|(id, restart, s)| Step::Push(id, restart, s)),
        (0u64..6, 0u8..3).prop_map(|(id, state)| Step::Set(id, state)),
        (0u64..6).prop_map(Step::Settle),
        (0u64..6).prop_map(Step::Remove),
    ]
}

fn place(children: &Children, id: u64) -> Option<Place> {
    Some(children.by_id(&ChildId::from(id))?.0)
}

fn rows(children: &Children) -> Vec<Row> {
    let row = |place| {
        let child = children.get(place).expect("it is in the order");
        Row {
            id: child.id.number().expect("ids are numbers"),
            restart: child.restart,
            significant: child.significant,
            state: child.state(),
        }
    };
    children.places(..).into_iter().map(row).collect()
}

proptest! {
    #[test]
    fn the_children_are_a_list_in_the_order_of_start(steps in prop::collection::vec(step(), 0..80)) {
        let (mut children, mut naive) = (Children::default(), Naive::default());
        let mut newest_pid = 1000;
        for step in steps {
            match step {
                Step::Push(id, restart, significant) => {
                    if naive.find(id).is_none() {
                        let spec = spec(id).with_restart(restart).with_significant(significant);
                        children.push(spec);
                        naive.0.push(Row { id, restart, significant, state: ChildState::Undefined });
                    }
                }
                Step::Set(id, state) => {
                    newest_pid += 1;
                    let state = match state {
                        0 => ChildState::Running(pid(newest_pid)),
                        1 => ChildState::Restarting,
                        _ => ChildState::Undefined,
                    };
                    if let (Some(place), Some(row)) = (place(&children, id), naive.find(id)) {
                        children.set_state(place, state);
                        row.state = state;
                    }
                }
                Step::Settle(id) => {
                    if let Some(place) = place(&children, id) {
                        children.settle(place);
                    }
                    // SUP-32, SUP-33: a temporary child goes, any other stays without a process.
                    naive.0.retain(|row| row.id != id || row.restart != Restart::Temporary);
                    if let Some(row) = naive.find(id) {
                        row.state = ChildState::Undefined;
                    }
                }
                Step::Remove(id) => {
                    if let Some(place) = place(&children, id) {
                        children.remove(place);
                    }
                    naive.0.retain(|row| row.id != id);
                }
            }
            prop_assert_eq!(rows(&children), naive.0.clone());
            let infos: Vec<_> = children.infos().iter().map(|info| info.child).collect();
            let newest_first: Vec<_> = naive.0.iter().rev().map(|row| row.state).collect();
            prop_assert_eq!(infos, newest_first, "SUP-14");
            let up = |row: &&Row| row.significant && row.state != ChildState::Undefined;
            prop_assert_eq!(children.significant_up(), naive.0.iter().filter(up).count());
            for row in &naive.0 {
                if let ChildState::Running(pid) = row.state {
                    let found = children.by_pid(pid).map(|(_, child)| child.id.clone());
                    prop_assert_eq!(found, Some(ChildId::from(row.id)));
                }
            }
            for old in 1001..=newest_pid {
                let runs = naive.0.iter().any(|row| row.state == ChildState::Running(pid(old)));
                prop_assert_eq!(children.by_pid(pid(old)).is_some(), runs);
            }
        }
    }
}

#[test]
fn the_places_of_a_restart_are_those_of_the_strategy_when_children_went_in_between_sup_37() {
    let mut children = Children::default();
    let places: Vec<_> = (0..5).map(|id| children.push(spec(id))).collect();
    children.remove(places[3]);
    let rest = children.places(restart_range(Restarts::RestForOne, places[2]));
    assert_eq!(rest, [places[2], places[4]]);
    let all = children.places(restart_range(Restarts::OneForAll, places[2]));
    assert_eq!(all, [places[0], places[1], places[2], places[4]]);
    let one = children.places(restart_range(Restarts::OneForOne, places[2]));
    assert_eq!(one, [places[2]]);
}

#[test]
fn counts_are_by_type_and_by_what_lives_sup_15_sup_16() {
    let mut children = Children::default();
    for id in 0..4 {
        let mut spec = spec(id);
        if id == 3 {
            spec = spec.with_type(ChildType::Supervisor);
        }
        let place = children.push(spec);
        children.set_state(place, ChildState::Running(pid(id)));
    }
    let counts = children.counts(|child| child != pid(1));
    assert_eq!((counts.specs, counts.active), (4, 3));
    assert_eq!((counts.workers, counts.supervisors), (3, 1));
}
