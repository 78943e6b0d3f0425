use otp_core::prelude::*;

#[gen_server(shutdown = "10s")]
struct Slow;
#[callbacks]
impl Slow {
    fn init() -> Self {
        Slow
    }
}

// Wrong as a whole, and no tree: nothing builds it.
#[supervisor(shutdown = "5s")]
struct Unbuilt<T: Clone + Send + Sync + 'static> {
    slow: Slow,
    #[arg]
    first: T,
}

#[supervisor]
struct Tree<T: Clone + Send + Sync + 'static> {
    slow: Slow,
    #[arg]
    first: T,
}

fn main() {
    let _ = Tree::<u8>::child_spec(1);
    let _ = Tree::<String>::child_spec(String::new());
}
