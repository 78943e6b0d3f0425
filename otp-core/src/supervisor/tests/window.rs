use std::time::Duration;

use proptest::prelude::*;
use tokio::time::Instant;

use crate::supervisor::intensity::Intensity;

/// SUP-50 and SUP-53 in words: of all restarts so far, those not older than the period, this one too, are at most so
/// many.
fn naive(restarts: &[Duration], max: u32, period: Duration) -> bool {
    let now = restarts[restarts.len() - 1];
    let counted = restarts.iter().filter(|then| now - **then <= period);
    counted.count() <= max as usize
}

proptest! {
    #[test]
    fn the_window_slides_and_forgets_nothing_that_counts_sup_50_sup_53(
        max in 0u32..5,
        period in 1u64..8,
        gaps in prop::collection::vec(0u64..5, 1..60),
    ) {
        let (start, period) = (Instant::now(), Duration::from_millis(period));
        let mut intensity = Intensity::new(max, period);
        let mut restarts = Vec::new();
        let mut at = Duration::ZERO;
        for gap in gaps {
            at += Duration::from_millis(gap);
            restarts.push(at);
            prop_assert_eq!(intensity.add(start + at), naive(&restarts, max, period));
        }
    }
}

#[test]
fn a_restart_exactly_one_period_old_still_counts_sup_54() {
    let (start, period) = (Instant::now(), Duration::from_secs(5));
    let mut intensity = Intensity::new(1, period);
    assert!(intensity.add(start));
    assert!(!intensity.clone().add(start + period));
    assert!(intensity.add(start + period + Duration::from_nanos(1)));
}

#[test]
fn no_restart_is_allowed_with_intensity_zero_sup_52() {
    assert!(!Intensity::new(0, Duration::from_secs(5)).add(Instant::now()));
}
