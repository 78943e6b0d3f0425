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
struct Pair<T: Send + Sync + 'static> {
    slow: Slow,
    #[child(args = std::marker::PhantomData::<T>, id = "marker")]
    marker: Marker<T>,
}

#[gen_server]
struct Marker<T: Send + Sync + 'static>(std::marker::PhantomData<T>);
#[callbacks]
impl<T: Send + Sync + 'static> Marker<T> {
    fn init(marker: std::marker::PhantomData<T>) -> Self {
        Self(marker)
    }
}

#[supervisor]
struct System {
    pair: Pair<u8>,
}

fn main() {}
