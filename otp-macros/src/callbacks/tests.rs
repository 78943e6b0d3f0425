mod accepted;
mod refused_block;
mod refused_operation;
mod shape;

use super::check::check;
use super::spec::Spec;
use crate::testing::assert_refused;

/// The errors of an item under `#[callbacks]`.
#[track_caller]
fn rejects_item(options: &str, item: &str, expected: &[(&str, &str)]) {
    assert_refused(Spec::read, check, (options, item), expected);
}

/// The errors of a server with these methods beside its `init`.
#[track_caller]
fn rejects(methods: &str, expected: &[(&str, &str)]) {
    rejects_item("", &server(methods), expected);
}

fn server(methods: &str) -> String {
    format!("impl Counter {{ fn init() -> Self {{ Counter }} {methods} }}")
}
