//! REG-23 to REG-27 and PRC-1: names, local ones and those of registries.

use otp_core::gen_server::ServerRef;
use otp_core::prelude::*;
use otp_core::registry::{Keys, Registry, RegistryRef};
use otp_core::{process, whereis};

use crate::inside::{as_process, boom};

#[registry(keys = "unique")]
struct People;

#[registry(keys = "duplicate")]
struct Groups;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Passport {
    country: String,
    number: u64,
}

#[gen_server(via = People)]
struct Person {
    passport: Passport,
}

#[callbacks]
impl Person {
    fn init(#[key] passport: Passport, is_real: bool) -> Init<Self> {
        if is_real {
            Init::ok(Self { passport })
        } else {
            Init::stop(boom())
        }
    }

    #[call]
    fn number(&self) -> u64 {
        self.passport.number
    }

    #[cast]
    fn renew(&mut self) {
        self.passport.number += 1;
    }
}

#[gen_server(via = People)]
struct Pet;

#[callbacks]
impl Pet {
    fn init(#[key] _passport: Passport) -> Self {
        Self
    }
}

#[gen_server]
struct Grouped;

#[callbacks]
impl Grouped {
    fn init() -> Self {
        Self
    }
}

fn passport(number: u64) -> Passport {
    let country = "FR".to_owned();
    Passport { country, number }
}

#[otp_core::test(start_paused = true)]
async fn a_server_is_found_by_its_key_reg_23() {
    People::start_link().await.unwrap();
    let person = Person::start(passport(7), true).await.unwrap();
    let by_key = Person::via(passport(7));
    assert_eq!(by_key.number().await, Ok(7));
    by_key.renew();
    assert_eq!(person.number().await, Ok(8));
    assert_eq!(by_key.pid(), person.pid());
    let names = process::info(person.pid().unwrap()).unwrap().names;
    assert_eq!(names.len(), 1);
    assert!(
        names[0].starts_with("People[") && names[0].contains("FR"),
        "{names:?}"
    );
}

#[otp_core::test(start_paused = true)]
async fn a_key_belongs_to_its_server_type() {
    People::start_link().await.unwrap();
    let person = Person::start(passport(7), true).await.unwrap();
    let pet = Pet::start(passport(7)).await.unwrap();
    assert_ne!(person.pid(), pet.pid());
    assert_eq!(Pet::via(passport(7)).pid(), pet.pid());
    assert_eq!(Person::via(passport(7)).pid(), person.pid());
}

#[otp_core::test(start_paused = true)]
async fn a_taken_key_gives_the_client_of_who_has_it_reg_24() {
    People::start_link().await.unwrap();
    let first = Person::start(passport(7), true).await.unwrap();
    // `init` would fail, but is not run.
    let Err(StartError::AlreadyStarted(holder)) = Person::start(passport(7), false).await else {
        panic!("started twice")
    };
    assert_eq!(holder.pid(), first.pid());
    assert_eq!(holder.number().await, Ok(7));
}

#[otp_core::test(start_paused = true)]
async fn a_failed_init_leaves_the_key_free_reg_25() {
    People::start_link().await.unwrap();
    for _ in 0..3 {
        let failed = Person::start(passport(7), false).await;
        assert!(matches!(failed, Err(StartError::Failed(why)) if why == boom()));
        assert_eq!(People::reference().count(), Ok(0));
    }
    Person::start(passport(7), true).await.unwrap();
}

#[otp_core::test(start_paused = true)]
async fn calls_through_an_unknown_key_or_registry_have_no_process_reg_26() {
    let nobody = Person::via(passport(1));
    for _ in 0..2 {
        assert_eq!(nobody.number().await, Err(CallError::NoProcess));
        nobody.renew();
        assert!(nobody.try_renew().is_err());
        assert_eq!(nobody.pid(), None);
        if People::reference().pid().is_none() {
            People::start_link().await.unwrap();
        }
    }
    Person::start(passport(1), true).await.unwrap();
    assert_eq!(nobody.number().await, Ok(1));
}

#[otp_core::test(start_paused = true)]
async fn a_start_through_a_registry_that_does_not_run_says_which() {
    let refused = Person::start(passport(7), true).await;
    assert!(matches!(&refused, Err(StartError::NoRegistry(name)) if name == "People"));
    assert_eq!(process::list(), []);
}

#[otp_core::test(start_paused = true)]
async fn a_group_gives_no_names_reg_27() {
    Groups::start_link().await.unwrap();
    let name = Name::via::<Groups, Grouped, u32>(&3);
    let Err(refused) = Grouped::start().name(name).await else {
        panic!("a name from a duplicate registry")
    };
    assert!(refused.to_string().contains("duplicate keys"), "{refused}");
    assert_eq!(Groups::reference().count(), Ok(0));
}

#[otp_core::test(start_paused = true)]
async fn the_only_registry_of_a_type_is_started_once_reg_2() {
    let first = People::start_link().await.unwrap();
    let Err(StartError::AlreadyStarted(running)) = People::start_link().await else {
        panic!("started twice")
    };
    assert_eq!(running.pid(), first.pid());
    assert_eq!(RegistryRef::of_type::<People>().pid(), first.pid());
    assert_eq!(process::list().len(), 1);
}

#[otp_core::test(start_paused = true)]
async fn a_registry_that_is_a_value_gives_names_too() {
    let registry = Registry::start_link(Keys::Unique, 4).await.unwrap();
    let name = Name::in_registry(&registry, ("room", 5));
    let pet = Pet::start(passport(0)).name(name.clone()).await.unwrap();
    assert_eq!(whereis(&name), pet.pid());
    assert_eq!(registry.whereis(&("room", 5)), pet.pid());
    assert_eq!(
        registry.lookup(&("room", 5)),
        Ok(vec![(pet.pid().unwrap(), ())])
    );
    let by_name = ServerRef::<Pet>::by_name(name.clone());
    assert_eq!(by_name.pid(), pet.pid());
    // The same name for another type of server: found, but no `Person`.
    assert_eq!(ServerRef::<Person>::by_name(name.clone()).pid(), None);
    pet.stop(ExitReason::Normal).await.unwrap();
    assert_eq!(whereis(&name), None);
}

#[otp_core::test(start_paused = true)]
async fn a_process_that_unregisters_is_not_found_by_those_who_found_it_before() {
    let registry = Registry::start_link(Keys::Unique, 1).await.unwrap();
    let name = Name::in_registry(&registry, "mine");
    let holder = Holder::start(registry).name(name.clone()).await.unwrap();
    let by_name = HolderRef::from(ServerRef::by_name(name));
    assert_eq!(by_name.ping().await, Ok(()));
    holder.let_go().await.unwrap();
    assert_eq!(by_name.ping().await, Err(CallError::NoProcess));
    assert_eq!(holder.ping().await, Ok(()));
}

#[gen_server]
struct Holder {
    registry: RegistryRef,
}

#[callbacks]
impl Holder {
    fn init(registry: RegistryRef) -> Self {
        Self { registry }
    }

    #[call]
    fn ping(&self) {}

    #[call]
    fn let_go(&mut self) {
        self.registry.unregister(&"mine").expect("it runs");
    }
}

#[otp_core::test(start_paused = true)]
async fn local_names_are_one_a_process_and_go_with_it_prc_1_prc_2() {
    let name = Name::from("local");
    assert_eq!(whereis(&name), None);
    let registry = Registry::start_link(Keys::Unique, 1).await.unwrap();
    let holder = Holder::start(registry.clone())
        .name(name.clone())
        .await
        .unwrap();
    assert_eq!(whereis(&"local".into()), holder.pid());
    let taken = Holder::start(registry.clone()).name(name.clone()).await;
    assert!(matches!(taken, Err(StartError::AlreadyStarted(_))));
    let own = holder.clone();
    as_process(move |mut inbox| async move {
        own.monitor();
        process::signal(own.pid().unwrap(), ExitReason::Kill);
        inbox.receive().await;
        Holder::start(registry).name("local".into()).await.unwrap();
    })
    .await;
    assert_ne!(whereis(&name), holder.pid());
    assert!(whereis(&name).is_some());
}
