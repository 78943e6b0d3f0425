//! The runner as a program: traces on standard output and nothing else there, errors with file and line beside them.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::{env, fs};

const GOOD: [&str; 2] = [
    r#"{"name":"one","kind":"process","steps":[{"do":"spawn","as":"a"}]}"#,
    r#"{"name":"two","kind":"registry","keys":"unique","steps":[{"do":"count"}]}"#,
];
const TRACES: &str = concat!(
    r#"{"name":"one","trace":[{"do":"spawn","events":[],"exits":[],"result":"ok"}]}"#,
    "\n",
    r#"{"name":"two","trace":[{"do":"count","events":[],"exits":[],"result":0}]}"#,
    "\n",
);

/// A file of its own in the build's folder for temporary things.
fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("the build's folder can be written to");
    path
}

fn run(files: &[PathBuf]) -> Output {
    let mut runner = Command::new(env!("CARGO_BIN_EXE_conformance"));
    runner.args(files).output().expect("it runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("it prints UTF-8")
}

#[test]
fn traces_come_in_the_order_of_files_and_lines_and_nothing_else_does() {
    let ran = run(&[file("first.jsonl", GOOD[0]), file("second.jsonl", GOOD[1])]);
    assert_eq!(text(&ran.stdout), TRACES);
    assert_eq!(text(&ran.stderr), "");
    assert_eq!(ran.status.code(), Some(0));
}

#[test]
fn a_malformed_line_is_named_and_the_others_are_played() {
    let broken = [
        GOOD[0],
        "",
        "{\"name\":",
        r#"{"name":"x","kind":"agent"}"#,
        GOOD[1],
    ];
    let path = file("broken.jsonl", &broken.join("\n"));
    let ran = run(std::slice::from_ref(&path));
    assert_eq!(text(&ran.stdout), TRACES);
    let errors: Vec<&str> = text(&ran.stderr).lines().collect();
    assert_eq!(errors.len(), 2, "{errors:?}");
    for (error, line) in errors.iter().zip([3, 4]) {
        let begin = format!("{}:{line}: malformed scenario: ", path.display());
        assert!(error.starts_with(&begin), "{error}");
    }
    assert_eq!(ran.status.code(), Some(2));
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_and_the_others_are_played() {
    let nowhere = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no-such-file.jsonl");
    let ran = run(&[nowhere, file("both.jsonl", &GOOD.join("\n"))]);
    assert_eq!(text(&ran.stdout), TRACES);
    assert!(text(&ran.stderr).contains("no-such-file.jsonl: "));
    assert_eq!(ran.status.code(), Some(2));
    assert_eq!(run(&[]).status.code(), Some(2));
}

#[test]
fn a_scripted_panic_says_nothing_on_standard_error() {
    let crash = r#"{"name":"x","kind":"process","steps":[{"do":"spawn","as":"a"},{"do":"exit","who":"a","reason":"crash"}]}"#;
    let ran = run(&[file("crash.jsonl", crash)]);
    assert!(text(&ran.stdout).contains(r#"["a",1,"crash"]"#));
    assert_eq!(text(&ran.stderr), "");
}
