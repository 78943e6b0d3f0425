//! The process of a registry: it holds the store, and takes it along when it ends.

use std::any::{Any, TypeId};
use std::sync::Arc;

use super::directory::Directory;
use super::reference::RegistryRef;
use super::store::Store;
use crate::process::{Core, Holding, Inbox, Kind, Node, Plan, Process, Protocol};
use crate::reason::ExitReason;
use crate::signal::{MonitorRef, Signal};
use crate::start::{StartError, StartOptions, Started, start};

/// What the process of a registry receives.
pub(crate) enum Message {
    Stop(ExitReason),
    Signal(Signal),
}

impl Protocol for Message {
    fn from_signal(signal: Signal) -> Self {
        Self::Signal(signal)
    }

    fn down(&self) -> Option<MonitorRef> {
        // It monitors nobody.
        None
    }

    fn stop(reason: ExitReason) -> Option<Self> {
        Some(Self::Stop(reason))
    }
}

/// Starts the process of a store; `of_type` makes it the registry of that type.
pub(crate) async fn run(
    store: Arc<Store>,
    of_type: Option<(TypeId, &'static str)>,
    options: StartOptions,
) -> Result<RegistryRef, StartError<RegistryRef>> {
    if let Some((id, name)) = of_type
        && let Err(running) = Directory::of(&Node::current()).add_registry(id, &store)
    {
        // One that is just being started or ended has the name all the same.
        drop(running);
        return Err(StartError::AlreadyStarted(RegistryRef::declared(id, name)));
    }
    let node = Node::current();
    let plan = Plan {
        trap_exit: true,
        ..Plan::new(Kind {
            type_name: || "Registry",
            is_supervisor: true,
        })
    };
    let held = Arc::new(HeldStore {
        store: store.clone(),
        of_type,
    });
    let own = store.clone();
    let body = move |inbox: Inbox<Message>, started: Started| {
        let core = inbox.address().core();
        core.state().holdings.push(held);
        core.state().rare_mut().label = Some(own.label().into());
        own.set_process(inbox.address().clone());
        started.ready();
        until_stopped(inbox)
    };
    let result = start(plan, options, body).await;
    if let (Err(_), Some((id, _))) = (&result, of_type) {
        Directory::of(&node).remove_registry(id, &store);
    }
    result
}

async fn until_stopped(mut inbox: Inbox<Message>) -> ExitReason {
    let parent = inbox.address().core().parent();
    loop {
        match inbox.receive().await {
            Message::Stop(reason) => return reason,
            Message::Signal(Signal::Exit(exit)) if Some(exit.from) == parent => {
                return exit.reason;
            }
            Message::Signal(_) => {}
        }
    }
}

/// The store, as its process holds it.
struct HeldStore {
    store: Arc<Store>,
    of_type: Option<(TypeId, &'static str)>,
}

/// The registry that a process is, if it is one.
pub(crate) fn registry_of(process: &dyn Process) -> Option<RegistryRef> {
    let state = process.core().state();
    state.holdings.iter().find_map(|holding| {
        let any: &dyn Any = &**holding;
        let held = any.downcast_ref::<HeldStore>()?;
        Some(match held.of_type {
            Some((id, name)) => RegistryRef::declared(id, name),
            None => RegistryRef::by_value(held.store.clone()),
        })
    })
}

impl Holding for HeldStore {
    fn release(&self, holder: &Core) {
        self.store.close();
        if let Some((id, _)) = self.of_type {
            Directory::of(holder.node()).remove_registry(id, &self.store);
        }
    }

    fn names(&self) -> Vec<String> {
        Vec::new()
    }
}
