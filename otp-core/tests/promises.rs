//! What the front page promises.

use std::fs;

fn read(path: &str) -> String {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The lines of a doctest that a reader sees.
fn seen(code: &str) -> Vec<&str> {
    code.lines()
        .filter(|line| *line != "#" && !line.starts_with("# "))
        .collect()
}

#[test]
fn the_program_of_the_readme_is_the_one_that_runs_as_a_doctest() {
    let (readme, program) = (read("../README.md"), read("docs/program.md"));
    let program = seen(&program);
    assert!(program.len() > 80, "the program is not there");
    let first = program.join("\n");
    assert!(
        readme.contains(first.trim()),
        "README.md shows another program than otp-core/docs/program.md without its hidden lines"
    );
}

#[test]
fn a_supervised_counter_takes_thirty_lines() {
    let counter = read("../examples/counter/src/main.rs");
    let lines = counter.lines().filter(|line| !line.trim().is_empty());
    assert!(lines.count() <= 30);
}
