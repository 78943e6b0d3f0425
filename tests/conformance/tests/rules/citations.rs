//! Which tests cite which rules: in their names, `.._gen_23`, or in what is written right above them, `GEN-23`.
//! A scenario cites in its name, and so does any line of a program that must not compile.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use serde_json::Value;

/// The areas of the catalogue.
const AREAS: [&str; 18] = [
    "SPEC", "SUP", "DYN", "PRT", "REG", "GEN", "AGT", "TSK", "TSP", "LNK", "MON", "PRC", "ETS",
    "APP", "SYS", "LOG", "TST", "VER",
];
/// Where tests are.
const FOLDERS: [&str; 4] = ["otp-core", "otp-macros", "tests", "examples"];

#[derive(Default)]
pub(crate) struct Citations {
    by_rule: BTreeMap<String, Vec<String>>,
}

impl Citations {
    /// Reads all sources of the workspace.
    pub(crate) fn collect(workspace: &Path) -> Self {
        let mut citations = Self::default();
        for folder in FOLDERS {
            let folder = workspace.join(folder);
            if folder.is_dir() {
                citations
                    .walk(workspace, &folder)
                    .expect("the sources can be read");
            }
        }
        for tests in citations.by_rule.values_mut() {
            tests.sort();
            tests.dedup();
        }
        citations
    }

    /// What cites a rule.
    pub(crate) fn of(&self, rule: &str) -> &[String] {
        self.by_rule.get(rule).map_or(&[], Vec::as_slice)
    }

    /// All rules that are cited.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &String> {
        self.by_rule.keys()
    }

    fn walk(&mut self, workspace: &Path, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.strip_prefix(workspace).unwrap_or(&path);
            let name = name.to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                if !name.ends_with("/target") {
                    self.walk(workspace, &path)?;
                }
            } else if name.ends_with(".jsonl") && !name.ends_with(".traces.jsonl") {
                self.scenarios(&name, &fs::read_to_string(&path)?);
            } else if name.contains("/ui/") && name.ends_with(".rs") {
                self.note(&fs::read_to_string(&path)?, &name);
            } else if name.ends_with(".rs") {
                self.tests(&name, &fs::read_to_string(&path)?);
            }
        }
        Ok(())
    }

    fn scenarios(&mut self, file: &str, text: &str) {
        let short = file.rsplit('/').next().unwrap_or(file);
        for line in text.lines() {
            let scenario: Value = serde_json::from_str(line).unwrap_or_default();
            if let Some(name) = scenario["name"].as_str() {
                self.note(name, &format!("{short}: {name}"));
            }
        }
    }

    /// A test is an attribute that ends in `test` and, some lines on, a function.
    fn tests(&mut self, file: &str, text: &str) {
        let mut above = String::new();
        let mut is_test = false;
        for line in text.lines().map(str::trim) {
            if let Some(name) = function(line) {
                if is_test {
                    above.push_str(name);
                    self.note(&above, &format!("{file}::{name}"));
                }
                above.clear();
                is_test = false;
            } else if line.starts_with("#[") {
                is_test |=
                    attribute(line).is_some_and(|path| path.rsplit(':').next() == Some("test"));
            } else if line.starts_with("//") {
                above.push_str(line);
                above.push('\n');
            } else if !is_test {
                above.clear();
            }
        }
    }

    fn note(&mut self, text: &str, what: &str) {
        for rule in cited(text) {
            self.by_rule.entry(rule).or_default().push(what.to_owned());
        }
    }
}

impl<'a, const N: usize> From<[(&'a str, &'a str); N]> for Citations {
    fn from(pairs: [(&'a str, &'a str); N]) -> Self {
        let mut citations = Self::default();
        for (rule, what) in pairs {
            let of_rule = citations.by_rule.entry(rule.to_owned()).or_default();
            of_rule.push(what.to_owned());
        }
        citations
    }
}

/// The path of an attribute: `otp_core::test` of `#[otp_core::test(start_paused = true)]`.
fn attribute(line: &str) -> Option<&str> {
    let inner = line.strip_prefix("#[")?;
    inner.split(['(', ']', ' ']).next()
}

fn function(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("pub ").unwrap_or(line);
    let rest = rest.strip_prefix("async ").unwrap_or(rest);
    rest.strip_prefix("fn ")?.split(['(', '<']).next()
}

/// The rules that a text names: `GEN-23`, or `gen_23` between words of a name.
fn cited(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let pairs = words.windows(2).filter_map(|pair| {
        let area = pair[0].to_ascii_uppercase();
        let numbered = !pair[1].is_empty() && pair[1].bytes().all(|byte| byte.is_ascii_digit());
        (numbered && AREAS.contains(&area.as_str())).then(|| format!("{area}-{}", pair[1]))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_comments_of_tests_cite_and_nothing_else_does() {
        let text = "
            /// Cites SUP-3, SUP-44.
            #[otp_core::test(start_paused = true)]
            async fn one_gen_12_gen_13() {}

            // REG-4 is said of what is no test.
            fn helper_lnk_1() {}

            #[test]
            // LNK-2
            #[ignore]
            fn two_that_takes_3_seconds() {}
        ";
        let mut citations = Citations::default();
        citations.tests("a.rs", text);
        let rules: Vec<&String> = citations.rules().collect();
        assert_eq!(rules, ["GEN-12", "GEN-13", "LNK-2", "SUP-3", "SUP-44"]);
        assert_eq!(citations.of("SUP-44"), ["a.rs::one_gen_12_gen_13"]);
        assert_eq!(citations.of("LNK-2"), ["a.rs::two_that_takes_3_seconds"]);
    }

    #[test]
    fn a_scenario_cites_in_its_name() {
        let mut citations = Citations::default();
        citations.scenarios(
            "x/rules.jsonl",
            "{\"name\":\"SPEC-2 SUP-14 so it is\"}\n{\"name\":\"process-1-2\"}",
        );
        assert_eq!(
            citations.of("SUP-14"),
            ["rules.jsonl: SPEC-2 SUP-14 so it is"]
        );
        assert_eq!(citations.rules().count(), 2);
    }
}
