mod accepted;
mod refused_block;
mod refused_operation;
mod shape;

use super::check::check;
use super::spec::Spec;
use crate::diagnostics::Diagnostics;
use crate::testing::{assert_errors, tokens};

/// The errors of an item under `#[callbacks]`.
#[track_caller]
fn rejects_item(options: &str, item: &str, expected: &[(&str, &str)]) {
    let spec = Spec::read(tokens(options), &tokens(item)).expect("an item");
    let mut errors = Diagnostics::new();
    check(&spec, &mut errors);
    assert_errors(&errors, expected);
}

/// The errors of a server with these methods beside its `init`.
#[track_caller]
fn rejects(methods: &str, expected: &[(&str, &str)]) {
    rejects_item("", &server(methods), expected);
}

fn server(methods: &str) -> String {
    format!("impl Counter {{ fn init() -> Self {{ Counter }} {methods} }}")
}
