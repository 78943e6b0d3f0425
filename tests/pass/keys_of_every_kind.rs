//! Keys that are no strings.

use otp_core::prelude::*;

#[registry(keys = "unique", partitions = { 1 + 1 })]
pub struct Names {}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Key {
    shard: u8,
    name: String,
}

#[gen_server(via = Names)]
pub struct ByStruct(Key);

#[callbacks]
impl ByStruct {
    fn init(#[key] key: Key) -> Self {
        Self(key)
    }

    #[call]
    fn shard(&self) -> u8 {
        self.0.shard
    }

    #[call]
    fn name(&self) -> String {
        self.0.name.clone()
    }
}

#[gen_server(via = Names)]
pub struct ByTuple;

#[callbacks]
impl ByTuple {
    fn init(_size: usize, #[key] _key: (u8, &'static str)) -> Self {
        Self
    }
}

pub fn uses() {
    let _ = ByStruct::via(Key {
        shard: 1,
        name: String::new(),
    })
    .shard();
    let _ = ByTuple::via((1, "a"));
}
