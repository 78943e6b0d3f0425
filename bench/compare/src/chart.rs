//! The rows as a chart: a bar a subject, its length the ratio to raw tokio, on a logarithmic scale.

use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

use crate::results::Row;

const WIDTH: f64 = 860.0;
/// Where bars begin: left of it stand the names.
const LEFT: f64 = 130.0;
const RIGHT: f64 = 70.0;
const BAR: f64 = 14.0;
const GAP: f64 = 4.0;
const HEADING: f64 = 34.0;
/// The scale's ends, as ratios.
const LEAST: f64 = 0.05;
const MOST: f64 = 50.0;

pub(crate) fn write(path: &Path, rows: &[Row]) -> io::Result<()> {
    fs::write(path, svg(rows))
}

fn svg(rows: &[Row]) -> String {
    let mut body = String::new();
    let mut y = 16.0;
    let mut last = "";
    for row in rows {
        let Some(ratio) = row.ratio else { continue };
        if row.workload != last {
            y += HEADING;
            let _ = writeln!(
                body,
                r#"<text class="heading" x="{LEFT}" y="{:.0}">{}</text>"#,
                y - 8.0,
                escaped(row.about)
            );
            last = row.workload;
        }
        bar(&mut body, y, row, ratio);
        y += BAR + GAP;
    }
    let height = y + 16.0;
    let one = x(1.0);
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0}" font-family="sans-serif" font-size="11">
<style>text{{fill:#444}}.heading{{font-weight:bold;font-size:12px}}.ours{{fill:#c2410c}}.peer{{fill:#94a3b8}}.raw{{fill:#475569}}@media(prefers-color-scheme:dark){{text{{fill:#ccc}}}}</style>
<text x="{LEFT}" y="16">time or memory over raw tokio (= 1, the line), logarithmic: shorter is better</text>
{body}<line x1="{one:.1}" x2="{one:.1}" y1="24" y2="{:.0}" stroke="#64748b" stroke-dasharray="3 3"/>
</svg>
"##,
        height - 12.0
    )
}

fn bar(body: &mut String, y: f64, row: &Row, ratio: f64) {
    let class = match row.subject {
        "raw tokio" => "raw",
        name if name.starts_with("otp-core") => "ours",
        _ => "peer",
    };
    let end = x(ratio);
    let baseline = y + BAR - 3.0;
    let _ = writeln!(
        body,
        r#"<text x="{:.0}" y="{baseline:.0}" text-anchor="end">{}</text><rect class="{class}" x="{LEFT}" y="{y:.0}" width="{:.1}" height="{BAR}"/><text x="{:.1}" y="{baseline:.0}">{ratio:.2}</text>"#,
        LEFT - 8.0,
        escaped(row.subject),
        end - LEFT,
        end + 5.0,
    );
}

fn x(ratio: f64) -> f64 {
    let share = (ratio.clamp(LEAST, MOST) / LEAST).ln() / (MOST / LEAST).ln();
    LEFT + share * (WIDTH - LEFT - RIGHT)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
