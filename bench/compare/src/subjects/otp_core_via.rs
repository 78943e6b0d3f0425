//! Ours, by a name in a registry: a client that is kept, and names that are looked up each time.

use super::otp_core::{Directory, Named, NamedRef};
use crate::subject::{Names, Subject};

pub(crate) struct OtpCoreVia;

impl Subject for OtpCoreVia {
    const NAME: &'static str = "otp-core via";
    type Server = NamedRef;

    async fn start() -> NamedRef {
        Self::prepare().await;
        Self::start_named("the server".to_owned()).await
    }

    async fn call(server: &NamedRef, x: u64) -> u64 {
        server.get(x).await.expect("the server answers")
    }

    async fn cast(server: &NamedRef, x: u64) {
        server.add(x);
    }

    fn stop(server: NamedRef) {
        if let Some(pid) = server.pid() {
            otp_core::process::signal(pid, otp_core::ExitReason::Kill);
        }
    }
}

impl Names for OtpCoreVia {
    async fn prepare() {
        Directory::start_link().await.expect("a registry starts");
    }

    async fn start_named(name: String) -> NamedRef {
        Named::start(name).await.expect("a server starts")
    }

    async fn call_by_name(name: &str, x: u64) -> u64 {
        Named::via(name).get(x).await.expect("the server answers")
    }
}
