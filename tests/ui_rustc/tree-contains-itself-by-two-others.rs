use otp_core::prelude::*;

#[supervisor]
struct Above {
    zone: Zone,
}

#[supervisor]
struct Zone {
    shard: shards::Shard,
}

mod shards {
    use otp_core::prelude::*;

    #[supervisor]
    pub struct Shard {
        cache: super::Cache,
    }
}

#[supervisor]
struct Cache {
    zone: Zone,
}

fn main() {}
