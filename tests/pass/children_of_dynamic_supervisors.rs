//! Dynamic supervisors that say which servers they take.

use otp_core::prelude::*;

#[gen_server]
pub struct Plain;

#[callbacks]
impl Plain {
    fn init() -> Self {
        Self
    }
}

#[gen_server(restart = "temporary")]
pub struct Of<T: Send + 'static>(T);

#[callbacks]
impl<T: Send + 'static> Of<T> {
    fn init(value: T) -> Self {
        Self(value)
    }
}

mod elsewhere {
    use super::*;

    #[gen_server]
    pub(super) struct Hidden;

    #[callbacks]
    impl Hidden {
        fn init() -> Self {
            Self
        }
    }
}

#[dynamic_supervisor(children = Plain)]
pub struct One;

#[dynamic_supervisor(children = (Plain, Of<u8>, self::Of<String>, elsewhere::Hidden), max_children = 3)]
pub struct Several;

#[supervisor]
pub struct Tree {
    one: One,
    several: Several,
}

pub async fn uses() {
    let _: Result<PlainRef, _> = One::start_child(Plain::child_spec()).await;
    let _: Result<OfRef<u8>, _> = Several::ensure(Of::child_spec(1u8)).await;
    let _ = Several::start_child(Of::child_spec(String::new())).await;
    let _ = Several::start_child(elsewhere::Hidden::child_spec()).await;
    // Whatever it takes by its type, the one that runs takes all.
    let _ = One::reference().start_child(Of::child_spec(1u8)).await;
}
