//! A tree inside a function.

use otp_core::prelude::*;

pub fn declares() -> ChildSpec<otp_core::SupervisorRef> {
    #[registry(keys = "unique")]
    struct Names;

    #[gen_server(via = Names)]
    struct Local {
        key: String,
    }

    #[callbacks]
    impl Local {
        fn init(#[key] key: String) -> Self {
            Self { key }
        }

        #[call]
        fn key(&self) -> String {
            self.key.clone()
        }
    }

    #[supervisor]
    struct Tree {
        names: Names,
        #[child(args = "a")]
        local: Local,
    }

    let _ = Local::via("a").key();
    Tree::child_spec()
}
