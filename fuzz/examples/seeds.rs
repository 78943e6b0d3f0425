//! Writes the texts that the fuzzer of texts starts from: `cargo run --example seeds`.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/text");
    fs::create_dir_all(&folder)?;
    for (number, seed) in otp_fuzz::seeds().iter().enumerate() {
        fs::write(folder.join(format!("seed-{number}")), seed)?;
    }
    Ok(())
}
