//! Every recorded trace is what otp-core shows, value for value.

use std::convert::Infallible;
use std::fs;
use std::path::Path;

use conformance::{difference, expect_scripted_crashes, play_all, read};
use serde_json::Value;

/// So many differences of a file are printed.
const SHOWN: usize = 5;

/// Plays `scenarios/NAME.jsonl` and compares with `scenarios/NAME.traces.jsonl`; there are to be `count`. In both
/// files a line is of the same scenario.
fn agrees(name: &str, count: usize) {
    expect_scripted_crashes();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let file = folder.join(format!("{name}.jsonl"));
    let source: Vec<Value> = values(&file);
    let recorded: Vec<Value> = values(&folder.join(format!("{name}.traces.jsonl")));
    assert_eq!(source.len(), count, "scenarios of {name}");
    assert_eq!(recorded.len(), count, "traces of {name}");
    let scenarios: Vec<_> = read(&file)
        .expect("the scenarios are beside this package's sources")
        .into_iter()
        .enumerate()
        .map(|(index, line)| match line.scenario {
            Ok(scenario) => (index, scenario),
            Err(error) => panic!("{}: {error}", line.place),
        })
        .collect();
    let mut differences = Vec::new();
    let Ok(()) = play_all(&scenarios, |&index, played| {
        match played {
            Ok(trace) => differences.extend(difference(
                &source[index],
                &recorded[index],
                &trace.to_value(),
            )),
            Err(error) => differences.push(format!("{}: {error}\n", source[index]["name"])),
        }
        Ok::<(), Infallible>(())
    });
    assert!(
        differences.is_empty(),
        "{} of {count} scenarios of {name} differ from Erlang/OTP:\n{}",
        differences.len(),
        differences[..differences.len().min(SHOWN)].concat()
    );
}

fn values(file: &Path) -> Vec<Value> {
    let text = fs::read_to_string(file).expect("the file is there");
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect()
}

#[test]
fn processes_behave_as_in_otp() {
    agrees("process", 150);
}

#[test]
fn registries_behave_as_in_otp() {
    agrees("registry", 100);
}

#[test]
fn gen_servers_behave_as_in_otp() {
    agrees("gen_server", 200);
}

#[test]
fn supervisors_behave_as_in_otp() {
    agrees("supervision", 300);
}

#[test]
fn restart_windows_behave_as_in_otp() {
    agrees("windows", 60);
}

#[test]
fn each_rule_that_a_scenario_can_show_holds_as_in_otp() {
    agrees("rules", 157);
}

#[test]
fn differences_that_were_found_stay_away() {
    agrees("found", 2);
}
