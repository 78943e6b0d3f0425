//! The rows for a terminal.

use crate::results::Row;

pub(crate) fn print(rows: &[Row]) {
    let mut last = "";
    for row in rows {
        if row.workload != last {
            println!("\n{}: {} ({})", row.workload, row.about, row.unit);
            println!("{:16}{:>12}{:>12}{:>10}", "", "min", "median", "ratio");
            last = row.workload;
        }
        let ratio = row
            .ratio
            .map_or("-".to_owned(), |ratio| format!("{ratio:.2}"));
        println!(
            "{:16}{:>12}{:>12}{ratio:>10}",
            row.subject,
            figure(row.min),
            figure(row.median)
        );
    }
}

fn figure(value: f64) -> String {
    if value < 10.0 {
        format!("{value:.2}")
    } else {
        format!("{value:.0}")
    }
}
