//! Dynamic supervisors that are built at run time.

use std::sync::Arc;
use std::time::Duration;

use super::kind::Mark;
use super::options::Options;
use super::reference::DynamicSupervisorRef;
use super::run::run;
use crate::child_spec::{ChildId, ChildSpec, ChildType, Shutdown};
use crate::process::Inbox;
use crate::registry::Name;
use crate::start::{Start, StartError, StartOptions, Started, start};
use crate::supervisor::{Message, OnStart, plan, told_as_it_is};

/// Builds dynamic supervisors that are values, any number of them; `#[dynamic_supervisor]` declares one by its type.
///
/// OTP counterpart: `DynamicSupervisor.start_link/1`.
///
/// # Examples
///
/// ```
/// use otp_core::{ChildSpec, DynamicSupervisor, process};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> otp_core::Result {
/// let sessions = DynamicSupervisor::builder().max_children(1000).start().await?;
/// let session = sessions
///     .start_child(ChildSpec::temporary("session", || async {
///         Ok(process::spawn_link(std::future::pending::<()>())?)
///     }))
///     .await?;
/// assert_eq!(sessions.which_children().await?[0].child.pid(), Some(session));
/// sessions.terminate_child(session).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct DynamicSupervisor;

impl DynamicSupervisor {
    /// Three restarts in five seconds, any number of children.
    pub fn builder() -> DynamicSupervisorBuilder {
        DynamicSupervisorBuilder::default()
    }

    /// Starts one as the builder says, linked to the process that runs this code.
    pub fn start_link(options: DynamicSupervisorBuilder) -> Start<DynamicSupervisorRef> {
        options.start_link()
    }
}

/// What a dynamic supervisor is going to be. Can be started any number of times.
#[derive(Debug, Clone, Default)]
#[must_use = "a builder starts nothing by itself"]
pub struct DynamicSupervisorBuilder {
    options: Options,
    name: Option<Name>,
    on_start: OnStart,
}

impl DynamicSupervisorBuilder {
    /// How many restarts within the period are carried out: OTP's `max_restarts`. One more ends the supervisor.
    pub fn intensity(mut self, restarts: u32) -> Self {
        self.options.intensity = restarts;
        self
    }

    /// The length of the window in which restarts are counted: OTP's `max_seconds`. A zero one is refused at the
    /// start.
    pub fn period(mut self, period: Duration) -> Self {
        self.options.period = period;
        self
    }

    /// How many children it may have, those that are being restarted counted.
    pub fn max_children(mut self, max: usize) -> Self {
        self.options.max_children = Some(max);
        self
    }

    /// How long a child that was killed may take to end, as it does at its next `await`, before the supervisor
    /// reports it, lets go of its names and goes on without it. Five seconds unless said otherwise.
    pub fn kill_timeout(mut self, limit: Duration) -> Self {
        self.options.kill_timeout = limit;
        self
    }

    /// Registers the supervisor under a name.
    pub fn name(mut self, name: impl Into<Name>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Runs in the new process at each start, before anything is checked. A panic there is a
    /// start that failed.
    ///
    /// OTP counterpart: the callback `init/1`.
    pub fn on_start(mut self, f: impl Fn() + Send + Sync + 'static) -> Self {
        self.on_start = OnStart::new(f);
        self
    }

    /// Starts the supervisor, linked to the process that runs this code.
    pub fn start_link(self) -> Start<DynamicSupervisorRef> {
        self.start_with(true)
    }

    /// The same without a link.
    pub fn start(self) -> Start<DynamicSupervisorRef> {
        self.start_with(false)
    }

    /// The supervisor as a child of another: permanent, with as long to shut down as it takes.
    pub fn child_spec(self, id: impl Into<ChildId>) -> ChildSpec<DynamicSupervisorRef> {
        let name = self.name.clone();
        ChildSpec::new(id, move || self.clone().start_link())
            .with_type(ChildType::Supervisor)
            .with_shutdown(Shutdown::Infinity)
            .with_name(name)
    }

    fn start_with(self, link: bool) -> Start<DynamicSupervisorRef> {
        Start::new(link, move |given| {
            let given = StartOptions {
                name: given.name.or(self.name),
                ..given
            };
            launch(|| "DynamicSupervisor", self.options, self.on_start, given)
        })
    }
}

pub(super) async fn launch(
    type_name: fn() -> &'static str,
    options: Options,
    on_start: OnStart,
    start_options: StartOptions,
) -> Result<DynamicSupervisorRef, StartError<DynamicSupervisorRef>> {
    let body = move |inbox: Inbox<Message>, started: Started| {
        inbox.address().core().state().holdings.push(Arc::new(Mark));
        async move {
            on_start.run();
            run(inbox, started, options).await
        }
    };
    start(plan(type_name), start_options, body)
        .await
        .map_err(told_as_it_is)
}
