use otp_core::prelude::*;

#[gen_server]
struct Worker<T: Send + 'static>(T);
#[callbacks]
impl<T: Default + Send + 'static> Worker<T> {
    fn init() -> Self {
        Self(T::default())
    }
}

#[supervisor(auto_shutdown = "any_significant")]
struct Tree<T: Default + Send + 'static> {
    worker: Worker<T>,
}

fn main() {
    drop(Tree::<u8>::start_link());
}
