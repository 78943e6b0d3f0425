use otp_core::prelude::*;

#[gen_server]
struct Cache<T: Send + 'static>(T);

#[callbacks]
impl<T: Send + Default + 'static> Cache<T> {
    fn init() -> Self {
        Cache(T::default())
    }

    #[info]
    fn put(&mut self, _: T) {}
}

fn main() {}
