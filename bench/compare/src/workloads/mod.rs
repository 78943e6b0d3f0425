//! The workloads, a file for each kind.

mod call;
mod cast;
mod children;
mod grow;
mod name_call;
mod register;
mod restart;
mod skynet;
mod spawn;
mod storm;

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
        skynet::workload(),
        storm::workload(),
        register::one_partition(),
        register::four_partitions(),
        grow::workload(),
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
