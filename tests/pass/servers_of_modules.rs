//! A server and its operations by paths.

pub mod deep {
    pub mod down {
        use otp_core::prelude::*;

        #[gen_server]
        pub struct Server;

        #[callbacks]
        impl self::Server {
            fn init() -> self::Server {
                self::Server
            }

            #[call]
            fn get(&self, _: super::Item) -> crate::servers_of_modules::deep::Item {
                super::Item
            }
        }
    }

    pub struct Item;
}

#[otp_core::supervisor]
pub struct Tree {
    server: deep::down::Server,
    #[child(id = "other")]
    other: crate::servers_of_modules::deep::down::Server,
}
