//! `otp = { package = "otp-core", .. }`: nothing is called `otp_core` here, and every macro is told `crate = otp`.

use otp::prelude::*;

/// Names.
#[registry(keys = "unique", crate = otp)]
#[derive(Debug)]
pub struct Names;

/// A server.
#[gen_server(via = Names, restart = "transient", shutdown = "1s", crate = otp)]
#[derive(Debug)]
pub struct Lamp(bool);

#[callbacks(crate = otp)]
impl Lamp {
    fn init(#[key] _name: String) -> Self {
        Self(false)
    }

    #[call]
    fn is_on(&self) -> bool {
        self.0
    }

    #[cast]
    fn switch(&mut self, on: bool) {
        self.0 = on;
    }

    #[info]
    fn ended(&mut self, _: Exit) -> Next {
        Next::wait()
    }
}

/// Lamps on demand.
#[dynamic_supervisor(crate = otp)]
#[derive(Debug)]
pub struct Lamps;

/// The tree.
#[supervisor(root, crate = otp)]
#[derive(Debug)]
pub struct House {
    names: Names,
    #[child(args = "hall", restart = "permanent")]
    hall: Lamp,
    lamps: Lamps,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[otp::test(crate = otp, start_paused = true)]
    async fn a_tree_of_a_renamed_dependency_runs() -> otp::Result {
        let house = House::start_link().await?;
        Lamp::via("hall").switch(true);
        assert!(Lamp::via("hall").is_on().await?);
        let other = Lamps::start_child(Lamp::child_spec("attic")).await?;
        assert!(!other.is_on().await?);
        house.stop(ExitReason::Normal, None).await?;
        Ok(())
    }
}
