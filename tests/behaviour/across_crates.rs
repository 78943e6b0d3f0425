//! A tree whose servers and supervisors are another crate's. What is refused of such trees: `ui_rustc/tree-*-across-crates.rs`.

use otp_core::prelude::*;
use parts::{Clerk, Names, Room, Shelf, Shelves};

#[supervisor(root)]
struct Library {
    names: Names,
    #[child(args = "the first")]
    first: Room,
    #[child(id = "another")]
    clerk: Clerk,
    shelves: Shelves,
}

#[test]
fn a_tree_across_crates_is_known_as_a_whole() {
    let expected = "\
Library; supervisor, one_for_one, max_restarts 3 in 5s
  names: Names, id Names, permanent, shutdown infinity; registry
  first: Room, id Room, permanent, shutdown infinity; supervisor, one_for_all, max_restarts 3 in 5s
    shelf: Shelf, id Shelf, permanent, shutdown 5s; via Names
    clerk: Clerk, id clerk, permanent, shutdown 10s
  clerk: Clerk, id another, permanent, shutdown 10s
  shelves: Shelves, id Shelves, permanent, shutdown infinity; dynamic supervisor, max_restarts 3 in 5s";
    assert_eq!(Library::tree().to_string(), expected);
}

#[otp_core::test(start_paused = true)]
async fn a_tree_across_crates_runs() -> otp_core::Result {
    let library = Library::start_link().await?;
    Shelf::via("the first").put("Moby-Dick");
    Shelves::start_child(Shelf::child_spec("the second")).await?;
    Shelf::via("the second").put("Emma");
    assert_eq!(Shelf::via("the first").books().await?, ["Moby-Dick"]);
    assert_eq!(Shelf::via("the second").books().await?, ["Emma"]);
    library.stop(ExitReason::Normal, None).await?;
    Ok(())
}
