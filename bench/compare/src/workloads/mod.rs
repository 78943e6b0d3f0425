//! The workloads, a file for each kind.

mod call;
mod cast;
mod children;
mod name_call;
mod restart;
mod spawn;

use crate::workload::Workload;

/// All of them, in the order of the table.
pub(crate) fn all() -> Vec<Workload> {
    vec![
        call::one_thread(),
        call::two_workers(),
        call::many_clients(),
        cast::one_producer(),
        cast::four_producers(),
        spawn::hundred_thousand(),
        spawn::million(),
        name_call::workload(),
        restart::workload(),
        children::one_caller(),
        children::many_callers(),
    ]
}

/// Cases of one round function, a subject each.
macro_rules! cases {
    ($round:ident: $($subject:ident),+ $(,)?) => {
        vec![$($crate::workload::Case {
            subject: <$crate::subjects::$subject as $crate::subject::Subject>::NAME,
            round: $round::<$crate::subjects::$subject>,
        }),+]
    };
}
use cases;

fn nanos_each(started: std::time::Instant, count: u64) -> f64 {
    started.elapsed().as_nanos() as f64 / count as f64
}
