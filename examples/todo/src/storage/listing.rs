//! Which lists there are in a folder.

use std::fs;
use std::io;
use std::path::Path;

use super::file_name::{self, Named};
use super::format;

/// A list in the folder, or a file that should be one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listing {
    /// There is a list of this name.
    List(String),
    /// This file is named like that of a list, and what list it is cannot be told.
    Unknown {
        /// The file, without its folder.
        file: String,
        /// Why it cannot be told.
        problem: String,
    },
}

/// The lists in the folder, by their names; what cannot be told comes last.
///
/// A file is opened only where its name does not give the name of its list away.
pub(super) fn read(folder: &Path) -> io::Result<Vec<Listing>> {
    let mut listings = Vec::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.file_name().to_string_lossy().into_owned();
        match file_name::list_of(&file) {
            Named::List(name) => listings.push(Listing::List(name)),
            Named::Within => listings.push(match name_within(folder, &file) {
                Ok(name) => Listing::List(name),
                Err(problem) => Listing::Unknown { file, problem },
            }),
            Named::Impossible => listings.push(Listing::Unknown {
                file,
                problem: "no list has a file of this name".to_owned(),
            }),
            Named::Foreign => {}
        }
    }
    listings.sort();
    Ok(listings)
}

fn name_within(folder: &Path, file: &str) -> Result<String, String> {
    let path = folder.join(file);
    if !path.is_file() {
        return Err("it is not a file".to_owned());
    }
    let text = fs::read(path).map_err(|error| error.to_string())?;
    let (name, _) = format::from_json(&text).map_err(|error| error.to_string())?;
    if file_name::of_list(&name) == file {
        Ok(name)
    } else {
        Err(format!("it holds the list `{name}`, whose file is another"))
    }
}
