//! A registry that is a value, and what its names mean when it has ended.

use otp_core::prelude::*;
use otp_core::registry::{Keys, Registry};
use otp_core::{Name, whereis};

/// Outlives its registry, as it traps exits.
#[gen_server(trap_exit)]
struct Survivor;

#[callbacks]
impl Survivor {
    fn init() -> Self {
        Self
    }

    #[info]
    fn exit(&mut self, _: Exit) {}

    #[call]
    fn is_there(&self) -> bool {
        true
    }
}

/// REG-15, REG-21: its entries vanish with it, also those of processes that live on.
#[otp_core::test(start_paused = true)]
async fn the_names_of_a_registry_that_has_ended_mean_nobody_reg_15_reg_21() {
    let registry = Registry::start_link(Keys::Unique, 2)
        .await
        .expect("a registry");
    let name = Name::in_registry(&registry, "key");
    let survivor = Survivor::start()
        .name(name.clone())
        .await
        .expect("it starts");
    assert_eq!(whereis(&name), survivor.pid());

    registry.stop(ExitReason::Shutdown).await;
    assert_eq!(survivor.is_there().await, Ok(true), "it traps exits");
    assert_eq!(whereis(&name), None);
    let refused = Survivor::start().name(name).await;
    assert!(
        matches!(refused, Err(StartError::NoRegistry(_))),
        "{refused:?}"
    );
}
