//! The rules of `#[test]`.

use syn::{Item, ItemFn};

use super::model::Model;
use crate::diagnostics::Diagnostics;
use crate::item_kind;
use crate::options::{OptionList, value};
use crate::spec::Spec;

const OPTIONS: &[&str] = &["start_paused", "flavor", "worker_threads", "crate"];

/// As many as show what runs at the same time, on whatever machine.
const WORKER_THREADS: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Flavor {
    CurrentThread,
    MultiThread,
}

const FLAVORS: &[(&str, Flavor)] = &[
    ("current_thread", Flavor::CurrentThread),
    ("multi_thread", Flavor::MultiThread),
];

/// The test, or `None` on what cannot be one.
pub(super) fn check(spec: &Spec, errors: &mut Diagnostics) -> Option<Model> {
    let options = &spec.options;
    options.check_names("test", OPTIONS, errors);
    let function = function(&spec.item, errors)?;
    let start_paused = options
        .get("start_paused")
        .is_some_and(|entry| value::flag(entry, errors));
    let worker_threads = worker_threads(options, start_paused, errors);
    Some(Model {
        crate_path: options.crate_path(errors),
        function: function.clone(),
        start_paused,
        worker_threads,
    })
}

/// An async function without arguments.
fn function<'a>(item: &'a Item, errors: &mut Diagnostics) -> Option<&'a ItemFn> {
    let Item::Fn(function) = item else {
        let (token, kind) = item_kind::keyword(item);
        errors.at(
            token,
            format!("`#[test]` goes on an async function, not on {kind}"),
        );
        return None;
    };
    let sig = &function.sig;
    if sig.asyncness.is_none() {
        errors.at(
            sig.fn_token,
            "this test awaits nothing: write `async fn`, or use the plain `#[test]`",
        );
    }
    if !sig.inputs.is_empty() {
        errors.at(&sig.inputs, "nobody calls a test, so it takes no arguments");
    }
    if !sig.generics.params.is_empty() {
        errors.at(
            &sig.generics.params,
            "nobody calls a test, so it has no generic parameters",
        );
    }
    for attribute in &function.attrs {
        if attribute.path().is_ident("test") {
            errors.at(
                attribute,
                "this makes two tests of one function; remove the plain `#[test]`",
            );
        }
    }
    Some(function)
}

fn worker_threads(
    options: &OptionList,
    start_paused: bool,
    errors: &mut Diagnostics,
) -> Option<usize> {
    let flavor = options
        .get("flavor")
        .and_then(|entry| value::word(entry, FLAVORS, errors));
    let is_multi = flavor
        .as_ref()
        .is_some_and(|flavor| flavor.value == Flavor::MultiThread);
    let threads = options.get("worker_threads").map(|entry| {
        let threads = value::integer::<usize>(entry, errors);
        if let Some(threads) = &threads
            && threads.value == 0
        {
            errors.at_span(threads.span, "a runtime has at least 1 worker thread");
        }
        let unclear = options.get("flavor").is_some() && flavor.is_none();
        if !is_multi && !unclear {
            errors.at(
                &entry.name,
                "`worker_threads` is of a runtime with several threads; write `flavor = \"multi_thread\"` too",
            );
        }
        threads.map_or(WORKER_THREADS, |threads| threads.value)
    });
    if is_multi
        && start_paused
        && let Some(entry) = options.get("start_paused")
    {
        errors.at(
            &entry.name,
            "only a runtime of one thread can pause its clock; remove `start_paused`, or `flavor = \"multi_thread\"`",
        );
    }
    is_multi.then(|| threads.unwrap_or(WORKER_THREADS))
}
