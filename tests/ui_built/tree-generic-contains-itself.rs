use otp_core::prelude::*;

#[supervisor]
struct Outer<T: Clone + Send + Sync + 'static> {
    #[child(args = self.first.clone())]
    inner: Inner<T>,
    #[arg]
    first: T,
}

#[supervisor]
struct Inner<T: Clone + Send + Sync + 'static> {
    #[child(args = self.first.clone())]
    outer: Outer<T>,
    #[arg]
    first: T,
}

fn main() {
    drop(Outer::start_link(1u8));
}
