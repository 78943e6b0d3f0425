//! A supervisor of whatever server.

use otp_core::prelude::*;

#[gen_server]
pub struct Cache<T: Send + 'static>(T);

#[callbacks]
impl<T: Send + Clone + Sync + 'static> Cache<T> {
    fn init(first: T) -> Self {
        Self(first)
    }

    #[call]
    fn get(&self) -> T {
        self.0.clone()
    }
}

#[supervisor]
pub struct Tree<T: Send + Sync + Clone + 'static>
where
    T: PartialEq,
{
    #[child(args = self.first.clone())]
    cache: Cache<T>,
    #[child(args = self.first.clone(), id = "backup")]
    backup: Cache<T>,
    #[arg]
    first: T,
}

pub fn uses() {
    let _ = Tree::<u8>::child_spec(1);
    let _ = Tree::<String>::child_spec(String::new());
}
