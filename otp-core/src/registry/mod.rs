//! Names: local ones, and those of registries.
//!
//! A name is resolved at every use, so it always means the process that has it now. An entry goes with its process,
//! before anybody learns of the end; one of a dead process is never given out.

mod declared;
mod directory;
mod entries;
mod key;
mod name;
mod reference;
mod run;
mod store;

pub use declared::{
    GivesNames, RegistryType, UnclearRegistry, registry_child_spec, start_registry,
};
pub use key::Key;
pub(crate) use name::NotRegistered;
pub use name::{Given, Name, whereis};
pub use reference::{RegisterError, Registry, RegistryRef};
pub use store::Keys;
