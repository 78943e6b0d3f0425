//! Every macro in edition 2021, where `gen` is a name like any other and what `impl Trait` captures is another.

use std::time::Duration;

use otp_core::prelude::*;
use otp_core::timer;

/// The names of tills.
#[registry(keys = "unique", partitions = 2)]
#[derive(Debug)]
pub struct Names;

/// A server with every kind of operation.
#[gen_server(via = Names, call_timeout = "1s", debug_state)]
#[derive(Debug)]
pub struct Till<T: Send + std::fmt::Debug + 'static = u64> {
    sum: u64,
    notes: Vec<T>,
    waiting: Vec<ReplyTo<u64>>,
}

/// What a till is told by its timer.
#[derive(Debug)]
pub struct Closing;

/// What a till does first.
#[derive(Debug)]
pub struct Count(u64);

#[callbacks]
impl<T: Send + std::fmt::Debug + 'static> Till<T> {
    async fn init(#[key] _name: String, first: u64) -> Init<Self> {
        let till = Self {
            sum: 0,
            notes: Vec::new(),
            waiting: Vec::new(),
        };
        Init::ok(till).then_continue(Count(first))
    }

    #[handle_continue]
    fn count(&mut self, Count(first): Count) {
        self.sum = first;
    }

    /// Pays in; `gen` is a name here.
    #[call]
    pub fn pay(&mut self, gen: u64) -> Result<u64, String> {
        let gen = Some(gen).filter(|sum| *sum > 0);
        self.sum += gen.ok_or("nothing to pay")?;
        Ok(self.sum)
    }

    #[call]
    fn sum(&self) -> Reply<u64> {
        Reply::new(self.sum)
    }

    /// Answers when the till closes.
    #[call]
    pub fn closed(&mut self, reply: ReplyTo<u64>) {
        self.waiting.push(reply);
    }

    #[cast]
    async fn note(&mut self, note: T) -> Next {
        self.notes.push(note);
        Next::wait()
    }

    #[info]
    fn closing(&mut self, _: Closing) {
        for reply in self.waiting.drain(..) {
            reply.send(self.sum);
        }
    }

    fn terminate(&mut self, _reason: ExitReason) {
        self.notes.clear();
    }
}

impl<T: Send + std::fmt::Debug + 'static> TillRef<T> {
    /// Has the till close soon.
    pub fn close_in(&self, delay: Duration) {
        // Outside of a runtime there is no timer.
        let _ = timer::send_after(delay, self.recipient(), Closing);
    }
}

/// Tills that are opened on demand.
#[dynamic_supervisor(max_children = 10)]
#[derive(Debug)]
pub struct Tills;

/// The whole shop.
#[supervisor(root, strategy = "rest_for_one")]
#[derive(Debug)]
pub struct Shop {
    names: Names,
    #[child(args = (self.name.clone(), 5))]
    main: Till,
    #[child(count = 2, args = |n| (format!("till {n}"), n as u64))]
    others: Till<String>,
    tills: Tills,
    #[arg]
    name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[otp_core::test(start_paused = true)]
    async fn a_tree_of_edition_2021_runs() -> otp_core::Result {
        let shop = Shop::start_link("main").await?;
        let main = Till::<u64>::via("main");
        assert_eq!(main.pay(2).await?, Ok(7));
        assert_eq!(main.pay(0).await?, Err("nothing to pay".to_owned()));
        main.note(3);
        assert_eq!(Till::<String>::via("till 1").sum().await?, 1);

        let pid = Tills::start_child(Till::<u64>::child_spec("more", 1)).await?;
        let closed = pid.closed();
        pid.close_in(Duration::from_millis(100));
        assert_eq!(closed.await?, 1);
        shop.stop(ExitReason::Normal, None).await?;
        Ok(())
    }
}
