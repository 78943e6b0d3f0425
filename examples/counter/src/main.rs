use otp_core::prelude::*;

#[gen_server(name, restart = "temporary")]
struct Counter(i64);

#[callbacks]
impl Counter {
    fn init(start: i64) -> Self {
        Self(start)
    }

    #[cast]
    fn add(&mut self, n: i64) {
        self.0 += n;
    }

    #[call]
    fn get(&self) -> i64 {
        self.0
    }
}

#[supervisor(strategy = "one_for_one")]
struct System {
    #[child(args = 40)]
    counter: Counter,
}

#[tokio::main]
async fn main() -> otp_core::Result {
    System::start_link().await?;
    Counter::named().add(1);
    Counter::named().add(1);
    println!("{}", Counter::named().get().await?);
    Ok(())
}
