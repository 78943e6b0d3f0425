//! The rows for programs.

use std::path::Path;
use std::{fs, io};

use serde_json::{Value, json};

use crate::results::Row;

pub(crate) fn write(path: &Path, rows: &[Row]) -> io::Result<()> {
    let rows: Vec<Value> = rows.iter().map(object).collect();
    fs::write(path, format!("{:#}\n", Value::Array(rows)))
}

fn object(row: &Row) -> Value {
    json!({
        "workload": row.workload,
        "subject": row.subject,
        "unit": row.unit,
        "min": row.min,
        "median": row.median,
        "ratio": row.ratio,
    })
}
