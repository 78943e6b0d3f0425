//! One command carried out.

use std::error::Error;

use super::{asked, bench, kill, layout, tree};
use crate::command::{Command, HELP};
use crate::console::{say, shown};
use crate::storage::Listing;
use crate::system::{Cache, Database};

/// Does what the command says and prints the answer.
pub(super) async fn execute(command: Command) -> Result<(), Box<dyn Error + Send + Sync>> {
    match command {
        Command::Add { list, entry } => {
            let server = Cache::server(&list).await?;
            asked::add(&server, entry).await?;
            say("ok");
        }
        Command::List { list, date } => {
            let server = Cache::server(&list).await?;
            for entry in asked::entries(&server, date).await? {
                say(format_args!("{}  {}", entry.date, shown(&entry.title)));
            }
        }
        Command::Lists => {
            for listing in Database::lists().await? {
                match listing {
                    Listing::List(name) => say(shown(&name)),
                    Listing::Unknown { file, problem } => {
                        say(format_args!(
                            "(unknown list in {}: {problem})",
                            shown(&file)
                        ));
                    }
                }
            }
        }
        Command::Tree => say(layout::draw(&tree::snapshot().await?)),
        Command::Kill(victim) => kill::kill(&victim).await?,
        Command::Bench(entries) => say(bench::bench(entries).await?),
        Command::Help => say(HELP),
        Command::Quit => {}
    }
    Ok(())
}
