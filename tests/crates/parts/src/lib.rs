//! Servers and supervisors that a library offers for the trees of others.

use otp_core::prelude::*;

/// The names of shelves.
#[registry(keys = "unique")]
#[derive(Debug)]
pub struct Names;

/// A server by its name.
#[gen_server(via = Names)]
#[derive(Debug)]
pub struct Shelf {
    books: Vec<String>,
}

#[callbacks]
impl Shelf {
    async fn init(#[key] _name: String) -> Self {
        Self { books: Vec::new() }
    }

    /// Adds a book.
    #[cast]
    pub fn put(&mut self, book: String) {
        self.books.push(book);
    }

    /// All books.
    #[call]
    pub fn books(&self) -> Vec<String> {
        self.books.clone()
    }
}

/// A server that takes its time to end.
#[gen_server(shutdown = "10s", id = "clerk")]
#[derive(Debug)]
pub struct Clerk;

#[callbacks]
impl Clerk {
    fn init() -> Self {
        Self
    }
}

/// Shelves whose registry is the business of whoever starts them.
#[supervisor(strategy = "one_for_all")]
#[derive(Debug)]
pub struct Room {
    #[child(args = self.name.clone())]
    shelf: Shelf,
    clerk: Clerk,
    #[arg]
    name: String,
}

/// Shelves that are added on demand.
#[dynamic_supervisor]
#[derive(Debug)]
pub struct Shelves;
