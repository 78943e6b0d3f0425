//! Every visibility of a server and of its operations.

mod inner {
    use otp_core::prelude::*;

    #[gen_server]
    pub(super) struct Counter;

    #[callbacks]
    impl Counter {
        pub(super) fn init() -> Self {
            Self
        }

        #[call]
        fn all(&self) {}

        #[call]
        pub fn everybody(&self) {}

        #[call]
        pub(crate) fn here(&self) {}

        #[call]
        pub(self) fn inside(&self) {}

        #[call]
        pub(super) fn above(&self) {}

        #[cast]
        pub(in super::super) fn further(&self) {}
    }

    #[gen_server]
    struct Private;

    #[callbacks]
    impl Private {
        fn init() -> Self {
            Self
        }
    }

    #[supervisor]
    pub(super) struct Tree {
        counter: Counter,
        private: Private,
    }
}

#[allow(dead_code, reason = "only its types matter")]
async fn uses(counter: inner::CounterRef) {
    let _ = counter.above().await;
    let _ = counter.here().await;
    let _ = counter.all().await;
    counter.further();
    let _ = inner::Tree::child_spec();
}
