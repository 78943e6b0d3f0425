use otp_core::prelude::*;

#[gen_server(shutdown = "10s")]
struct Slow;
#[callbacks]
impl Slow {
    fn init() -> Self {
        Slow
    }
}

#[supervisor(shutdown = "5s")]
struct Tree<T: Clone + Send + Sync + 'static> {
    slow: Slow,
    #[arg]
    first: T,
}

fn main() {
    let _ = Tree::<u8>::child_spec(1);
}
