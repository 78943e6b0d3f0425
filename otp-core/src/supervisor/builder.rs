//! Supervisors that are built at run time.

use std::fmt;
use std::time::Duration;

use super::auto_shutdown::AutoShutdown;
use super::launch::launch;
use super::on_start::OnStart;
use super::options::Options;
use super::reference::SupervisorRef;
use super::strategy::Strategy;
use crate::child_spec::{ChildId, ChildSpec, ChildType, Shutdown};
use crate::registry::Name;
use crate::start::{Start, StartOptions};

/// Builds supervisors that are values, any number of them; `#[supervisor]` declares one by its type.
///
/// OTP counterpart: `Supervisor.start_link/2`.
///
/// # Examples
///
/// ```
/// use otp_core::{ChildSpec, ExitReason, Pid, Strategy, Supervisor, process};
///
/// /// A bare process as a child: it is to be linked to the supervisor, in which this runs.
/// fn ticker(id: &'static str) -> ChildSpec<Pid> {
///     ChildSpec::new(id, || async { Ok(process::spawn_link(std::future::pending::<()>())?) })
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> otp_core::Result {
/// let supervisor = Supervisor::builder()
///     .strategy(Strategy::RestForOne)
///     .child(ticker("first"))
///     .child(ticker("second"))
///     .start()
///     .await?;
/// let third: Pid = supervisor.start_child(ticker("third")).await?;
/// assert!(process::is_alive(third));
/// assert_eq!(supervisor.count_children().await?.active, 3);
/// supervisor.stop(ExitReason::Normal, None).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Supervisor;

impl Supervisor {
    /// A supervisor without children yet: `one_for_one`, three restarts in five seconds, no auto shutdown.
    pub fn builder() -> SupervisorBuilder {
        SupervisorBuilder::default()
    }
}

/// What a supervisor is going to be. Can be started any number of times.
#[derive(Clone, Default)]
#[must_use = "a builder starts nothing by itself"]
pub struct SupervisorBuilder {
    options: Options,
    name: Option<Name>,
    children: Vec<ChildSpec>,
    on_start: OnStart,
}

impl SupervisorBuilder {
    /// What happens to the other children when one is restarted.
    pub fn strategy(mut self, strategy: Strategy) -> Self {
        self.options.strategy = strategy;
        self
    }

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

    /// Whether the end of significant children ends the supervisor.
    pub fn auto_shutdown(mut self, auto_shutdown: AutoShutdown) -> Self {
        self.options.auto_shutdown = auto_shutdown;
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

    /// Runs in the new process at each start, before anything is checked and before the first child is started. A panic there is a
    /// start that failed.
    ///
    /// OTP counterpart: the callback `init/1`.
    pub fn on_start(mut self, f: impl Fn() + Send + Sync + 'static) -> Self {
        self.on_start = OnStart::new(f);
        self
    }

    /// Adds a child, which is started after those that were added before.
    pub fn child<R>(mut self, spec: ChildSpec<R>) -> Self {
        self.children.push(spec.retyped());
        self
    }

    /// Adds several.
    pub fn children<R>(mut self, specs: impl IntoIterator<Item = ChildSpec<R>>) -> Self {
        self.children
            .extend(specs.into_iter().map(ChildSpec::retyped));
        self
    }

    /// Starts the supervisor and its children, linked to the process that runs this code.
    ///
    /// Fails with [`StartError::InvalidSpec`](crate::StartError::InvalidSpec) where options or children contradict
    /// themselves, and with `{shutdown, {failed_to_start_child, ..}}` as the reason where a child does not start.
    pub fn start_link(self) -> Start<SupervisorRef> {
        self.start_with(true)
    }

    /// The same without a link.
    pub fn start(self) -> Start<SupervisorRef> {
        self.start_with(false)
    }

    /// The supervisor as a child of another: permanent, with as long to shut down as it takes.
    pub fn child_spec(self, id: impl Into<ChildId>) -> ChildSpec<SupervisorRef> {
        let name = self.name.clone();
        ChildSpec::new(id, move || self.clone().start_link())
            .with_type(ChildType::Supervisor)
            .with_shutdown(Shutdown::Infinity)
            .with_name(name)
    }

    fn start_with(self, link: bool) -> Start<SupervisorRef> {
        Start::new(link, move |given| {
            let Self {
                options,
                name,
                children,
                on_start,
            } = self;
            let given = StartOptions {
                name: given.name.or(name),
                ..given
            };
            let init = move || {
                on_start.run();
                children
            };
            launch(|| "Supervisor", options, init, given)
        })
    }
}

impl fmt::Debug for SupervisorBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SupervisorBuilder")
            .field("options", &self.options)
            .field("name", &self.name)
            .field("children", &self.children)
            .field("on_start", &self.on_start)
            .finish()
    }
}
