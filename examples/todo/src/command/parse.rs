//! A line into a command. A pure function: what it says depends on the line alone.

use super::words::words;
use super::{Command, CommandError, Victim};
use crate::domain::{Date, Entry};

const ADD: &str = "add LIST DATE TITLE, for example: add \"Bob's list\" 2023-12-19 Dentist";
const LIST: &str = "list LIST [DATE], for example: list \"Bob's list\" 2023-12-19";
const KILL: &str = "kill LIST, kill worker N, kill database or kill cache";
const KILL_WORKER: &str =
    "kill worker 1, 2 or 3 (the server of a list named `worker`: kill list worker)";
const BENCH: &str = "bench N, for example: bench 1000";

/// How many database workers there are to kill.
const WORKERS: usize = 3;

/// The command in the line; none in an empty line or a comment.
///
/// # Errors
///
/// When there is something else in the line. The error says what to write instead.
pub fn parse(line: &str) -> Result<Option<Command>, CommandError> {
    let words = words(line)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let Some((&command, arguments)) = words.split_first() else {
        return Ok(None);
    };
    let command = match command {
        "add" => add(arguments)?,
        "list" => list(arguments)?,
        "lists" => alone(Command::Lists, arguments, "lists")?,
        "tree" => alone(Command::Tree, arguments, "tree")?,
        "kill" => Command::Kill(victim(arguments)?),
        "bench" => bench(arguments)?,
        "help" => alone(Command::Help, arguments, "help")?,
        "quit" => alone(Command::Quit, arguments, "quit")?,
        other => return Err(CommandError::unknown(other)),
    };
    Ok(Some(command))
}

fn add(arguments: &[&str]) -> Result<Command, CommandError> {
    let [list, date, title @ ..] = arguments else {
        return Err(too_few("add", ADD));
    };
    let date: Date = date.parse()?;
    // A title of several words needs no quotes.
    let title = title.join(" ");
    if title.trim().is_empty() {
        return Err(CommandError::usage("an entry needs a title", ADD));
    }
    Ok(Command::Add {
        list: (*list).to_owned(),
        entry: Entry::new(date, title),
    })
}

fn list(arguments: &[&str]) -> Result<Command, CommandError> {
    let (list, date) = match arguments {
        [] => return Err(too_few("list", LIST)),
        [list] => (list, None),
        [list, date] => (list, Some(date.parse()?)),
        _ => {
            let problem = "a name of several words is written in quotes";
            return Err(CommandError::usage(problem, LIST));
        }
    };
    Ok(Command::List {
        list: (*list).to_owned(),
        date,
    })
}

fn victim(arguments: &[&str]) -> Result<Victim, CommandError> {
    match arguments {
        [] => Err(too_few("kill", KILL)),
        ["worker"] => Err(too_few("kill worker", KILL_WORKER)),
        ["worker", number] => match number.parse() {
            Ok(number) if (1..=WORKERS).contains(&number) => Ok(Victim::Worker(number)),
            _ => {
                let problem = format!("there is no worker `{number}`");
                Err(CommandError::usage(problem, KILL_WORKER))
            }
        },
        ["database"] => Ok(Victim::Database),
        ["cache"] => Ok(Victim::Cache),
        ["list", list] | [list] => Ok(Victim::List((*list).to_owned())),
        _ => {
            let problem = "a name of several words is written in quotes";
            Err(CommandError::usage(problem, KILL))
        }
    }
}

fn bench(arguments: &[&str]) -> Result<Command, CommandError> {
    let [number] = arguments else {
        return Err(CommandError::usage("`bench` takes one number", BENCH));
    };
    match number.parse() {
        Ok(number) if number > 0 => Ok(Command::Bench(number)),
        _ => {
            let problem = format!("`{number}` is no number of entries");
            Err(CommandError::usage(problem, BENCH))
        }
    }
}

fn alone(
    command: Command,
    arguments: &[&str],
    name: &'static str,
) -> Result<Command, CommandError> {
    if arguments.is_empty() {
        return Ok(command);
    }
    let problem = format!("`{name}` takes nothing more");
    Err(CommandError::usage(problem, name))
}

fn too_few(command: &str, usage: &'static str) -> CommandError {
    CommandError::usage(format!("`{command}` takes more"), usage)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(line: &str) -> Command {
        parse(line).expect(line).expect(line)
    }

    fn error(line: &str) -> String {
        parse(line).expect_err(line).to_string()
    }

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn add_takes_a_list_a_date_and_a_title_of_any_length() {
        let expected = |title: &str| Command::Add {
            list: "Bob's list".to_owned(),
            entry: Entry::new(date("2023-12-19"), title),
        };
        assert_eq!(
            command(r#"add "Bob's list" 2023-12-19 Dentist"#),
            expected("Dentist")
        );
        assert_eq!(
            command("add 'Bob''s list' 2023-12-19 See the  dentist #2"),
            expected("See the dentist #2")
        );
        assert_eq!(
            command(r#"add "Bob's list" 2023-12-19 "See the  dentist""#),
            expected("See the  dentist")
        );
    }

    #[test]
    fn list_takes_a_name_and_perhaps_a_date() {
        let expected = |list: &str, date| Command::List {
            list: list.to_owned(),
            date,
        };
        assert_eq!(command("list shopping"), expected("shopping", None));
        assert_eq!(command("list ''"), expected("", None));
        let day = Some(date("2023-12-19"));
        assert_eq!(command("list ../.. 2023-12-19"), expected("../..", day));
    }

    #[test]
    fn kill_takes_a_list_or_a_part_of_the_tree() {
        let list = |name: &str| Command::Kill(Victim::List(name.to_owned()));
        assert_eq!(command("kill worker 3"), Command::Kill(Victim::Worker(3)));
        assert_eq!(command("kill database"), Command::Kill(Victim::Database));
        assert_eq!(command("kill cache"), Command::Kill(Victim::Cache));
        assert_eq!(command("kill shopping"), list("shopping"));
        // A list may have any name, so also one of these.
        assert_eq!(command("kill list"), list("list"));
        assert_eq!(command("kill list database"), list("database"));
        assert_eq!(command("kill list worker"), list("worker"));
    }

    #[test]
    fn the_others_stand_alone() {
        assert_eq!(command("lists"), Command::Lists);
        assert_eq!(command(" tree "), Command::Tree);
        assert_eq!(command("help"), Command::Help);
        assert_eq!(command("quit"), Command::Quit);
        assert_eq!(command("bench 1000"), Command::Bench(1000));
    }

    #[test]
    fn nothing_is_asked_for_by_an_empty_line_or_a_comment() {
        for line in ["", "   ", "# a comment", "\r"] {
            assert_eq!(parse(line.trim_end_matches('\r')), Ok(None), "{line:?}");
        }
    }

    #[test]
    fn an_error_says_what_to_write_instead() {
        for (line, says) in [
            ("add", "write add LIST DATE TITLE"),
            ("add shopping", "write add LIST DATE TITLE"),
            ("add shopping 2023-12-19", "an entry needs a title"),
            ("add shopping 2023-12-19 ' '", "an entry needs a title"),
            ("add shopping 19.12.2023 Milk", "write YYYY-MM-DD"),
            ("add shopping 2023-02-30 Milk", "days 01 to 28"),
            ("add Bob's list 2023-12-19 Milk", "a quote is not closed"),
            ("add Bobs list 2023-12-19 Milk", "`list` is not a date"),
            ("list", "write list LIST [DATE]"),
            ("list Bobs list please", "written in quotes"),
            ("lists now", "`lists` takes nothing more"),
            ("kill", "write kill LIST, kill worker N"),
            ("kill worker", "kill worker 1, 2 or 3"),
            ("kill worker 0", "there is no worker `0`"),
            ("kill worker 4", "there is no worker `4`"),
            ("kill worker two", "there is no worker `two`"),
            ("kill Bobs list please", "written in quotes"),
            ("bench", "takes one number"),
            ("bench many", "`many` is no number"),
            ("bench 0", "`0` is no number"),
            ("bench -1", "`-1` is no number"),
            (
                "ad shopping",
                "there is no command `ad` (did you mean `add`?); `help`",
            ),
            ("frobnicate", "there is no command `frobnicate`; `help`"),
        ] {
            assert!(error(line).contains(says), "{line}: {}", error(line));
        }
    }
}
