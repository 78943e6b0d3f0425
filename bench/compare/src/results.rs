//! What the rounds came to.

use crate::workload::{Measure, Workload};

/// A line of the table, and an object of the JSON.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) workload: &'static str,
    pub(crate) about: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) min: f64,
    pub(crate) median: f64,
    /// The minimum over that of raw tokio; nothing where raw tokio has none.
    pub(crate) ratio: Option<f64>,
}

impl Row {
    /// Of the figures of a subject, at least one, for the same workload as `like`.
    pub(crate) fn new(
        like: &Row,
        subject: &'static str,
        values: Vec<f64>,
        raw: Option<f64>,
    ) -> Self {
        let measure = Measure {
            name: like.workload,
            about: like.about,
            unit: like.unit,
            on_request: false,
        };
        let mut row = Self::of(&measure, subject, values);
        row.ratio = raw.map(|raw| row.min / raw);
        row
    }

    fn of(measure: &Measure, subject: &'static str, mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self {
            workload: measure.name,
            about: measure.about,
            subject,
            unit: measure.unit,
            min: values[0],
            median: median(&values),
            ratio: None,
        }
    }
}

/// The rows of a workload, from the figures of each case in each round.
pub(crate) fn rows(workload: &Workload, names: &[&str], figures: &[Vec<Vec<f64>>]) -> Vec<Row> {
    let mut all = Vec::new();
    for (column, measure) in workload.measures.iter().enumerate() {
        if !names.contains(&measure.name) {
            continue;
        }
        let mut rows: Vec<Row> = workload
            .cases
            .iter()
            .zip(figures)
            .map(|(case, rounds)| {
                let values = rounds.iter().map(|round| round[column]).collect();
                Row::of(measure, case.subject, values)
            })
            .collect();
        let raw = rows.iter().find(|row| row.subject == "raw tokio");
        if let Some(raw) = raw.map(|row| row.min) {
            for row in &mut rows {
                row.ratio = Some(row.min / raw);
            }
        }
        all.extend(rows);
    }
    all
}

/// Of sorted values, at least one.
fn median(values: &[f64]) -> f64 {
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        (values[middle - 1] + values[middle]) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn median_of_an_even_count_lies_between_the_middle_two() {
        assert_eq!(median(&[1.0, 2.0, 4.0, 9.0]), 3.0);
        assert_eq!(median(&[1.0, 2.0, 9.0]), 2.0);
    }
}
