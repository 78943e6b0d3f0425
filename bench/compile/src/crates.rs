//! The workspace of generated crates, in the target folder.

use std::fs;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::subjects::{SUBJECTS, Subject};

pub(crate) struct Crates {
    pub(crate) folder: PathBuf,
}

impl Crates {
    /// A crate a subject, of this many servers, with the versions of the benchmarks' lock file.
    pub(crate) fn write(servers: usize) -> io::Result<Self> {
        let bench = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let target = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| bench.join("target"), PathBuf::from);
        let folder = std::path::absolute(target.join("compile_cost"))?;
        fs::create_dir_all(&folder)?;
        fs::copy(bench.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let members = SUBJECTS.map(|subject| format!("\"{}\"", subject.package));
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
            members.join(", ")
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let crates = Self { folder };
        for subject in &SUBJECTS {
            crates.write_one(subject, servers)?;
        }
        Ok(crates)
    }

    fn write_one(&self, subject: &Subject, servers: usize) -> io::Result<()> {
        let folder = self.folder.join(subject.package);
        fs::remove_dir_all(folder.join("src")).or_else(unless_missing)?;
        fs::create_dir_all(folder.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{}\n",
            subject.package, subject.dependency
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let mut root = String::new();
        for number in 0..servers {
            root += &format!("pub mod server_{number};\n");
            let file = folder.join(format!("src/server_{number}.rs"));
            fs::write(file, subject.source)?;
        }
        fs::write(folder.join("src/lib.rs"), root)
    }

    /// Makes cargo believe that a crate has changed.
    pub(crate) fn touch(&self, subject: &Subject) -> io::Result<()> {
        let root = self.folder.join(subject.package).join("src/lib.rs");
        File::options()
            .append(true)
            .open(root)?
            .set_modified(SystemTime::now())
    }
}

fn unless_missing(error: io::Error) -> io::Result<()> {
    match error.kind() {
        io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    }
}
