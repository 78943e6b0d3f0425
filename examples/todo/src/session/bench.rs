//! `bench N`: how many entries a second get to the disk.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use tokio::task::JoinSet;

use super::asked;
use crate::domain::{Date, Entry};
use crate::system::{Cache, TodoServerRef};

/// How many lists are added to at the same time.
const WRITERS: usize = 32;
/// About how many entries a list gets.
const PER_LIST: u64 = 10;
/// More lists than these are not started for a bench.
const MOST_LISTS: u64 = 1000;

/// What there is to do, shared by all writers.
struct Work {
    lists: Vec<TodoServerRef>,
    entries: u64,
    date: Date,
    next_list: AtomicU64,
    bar: ProgressBar,
}

/// Adds that many entries to lists of its own and says how long it took.
pub(super) async fn bench(entries: u64) -> Result<String, Box<dyn Error + Send + Sync>> {
    let count = (entries / PER_LIST).clamp(1, MOST_LISTS);
    let mut lists = Vec::new();
    for number in 1..=count {
        lists.push(Cache::server(&format!("bench {number}")).await?);
    }
    // On the standard error, and hidden where that is no terminal.
    let bar = ProgressBar::new(entries).with_style(style());
    let work = Arc::new(Work {
        lists,
        entries,
        date: "2023-12-19".parse()?,
        next_list: AtomicU64::new(0),
        bar,
    });
    let started = Instant::now();
    let mut writers = JoinSet::new();
    for _ in 0..WRITERS {
        writers.spawn(write(Arc::clone(&work)));
    }
    let mut outcome = Ok(());
    while let Some(written) = writers.join_next().await {
        // The first failure is told; what the others do meanwhile is stored all the same.
        outcome = outcome.and(written?);
    }
    work.bar.finish_and_clear();
    let added = work.bar.position();
    outcome.map_err(|error| format!("the bench ended after {added} entries: {error}"))?;
    let seconds = started.elapsed().as_secs_f64();
    let rate = added as f64 / seconds;
    Ok(format!(
        "{added} entries to {count} lists in {seconds:.2} s: {rate:.0} entries per second"
    ))
}

/// Fills one list after the other until there is none left.
async fn write(work: Arc<Work>) -> Result<(), Box<dyn Error + Send + Sync>> {
    let lists = work.lists.len() as u64;
    loop {
        let place = work.next_list.fetch_add(1, Ordering::Relaxed);
        let Some(list) = work.lists.get(place as usize) else {
            return Ok(());
        };
        for number in share(work.entries, lists, place) {
            let title = format!("entry {}", number + 1);
            let entry = Entry::new(work.date, title);
            asked::add(list, entry).await?;
            work.bar.inc(1);
        }
    }
}

/// The entries of the list at that place: all lists get the same number, or one more.
fn share(entries: u64, lists: u64, place: u64) -> std::ops::Range<u64> {
    // In 128 bits, for the product of two 64-bit numbers.
    let bound = |place: u64| (u128::from(entries) * u128::from(place) / u128::from(lists)) as u64;
    bound(place)..bound(place + 1)
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:40} {pos}/{len} entries, {per_sec}, {eta} to go")
        .expect("the template is written right")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_goes_to_one_list() {
        for (entries, lists) in [(1, 1), (7, 3), (1000, 100), (9, 10), (u64::MAX, 1000)] {
            let mut next = 0;
            for place in 0..lists {
                let share = share(entries, lists, place);
                assert_eq!(share.start, next);
                next = share.end;
            }
            assert_eq!(next, entries);
        }
    }
}
