//! A node: a process table, and the names and registries that go with it.

use std::any::Any;
use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use tokio::runtime::{Handle, Id};

use super::cell::Process;
use super::current;
use super::table::Table;
use crate::pid::Pid;

/// Processes, names and registries that belong together.
///
/// A program has one node, whatever runtime or thread asks, unless it makes more: each
/// [`#[otp_core::test]`](crate::test) has one of its own, so tests share no names.
/// A process knows its node, and what it starts is of it.
#[derive(Clone)]
pub struct Node {
    /// Nothing stands for the program's own, which all threads ask for: no reference to it is counted.
    own: Option<Arc<Inner>>,
}

struct Inner {
    number: u32,
    table: Table,
    /// Names and registries: a value of the registry layer's.
    directory: OnceLock<Box<dyn Any + Send + Sync>>,
}

static MADE: Mutex<Vec<Weak<Inner>>> = Mutex::new(Vec::new());
static BINDINGS: Mutex<Option<HashMap<Id, Node>>> = Mutex::new(None);
static BOUND: AtomicUsize = AtomicUsize::new(0);

impl Inner {
    fn new(number: u32) -> Self {
        Self {
            number,
            table: Table::new(),
            directory: OnceLock::new(),
        }
    }
}

impl Node {
    /// All nodes that somebody has, and the program's.
    pub(crate) fn every() -> Vec<Self> {
        let made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        made.iter()
            .filter_map(|node| node.upgrade().map(|inner| Self { own: Some(inner) }))
            .chain([Self::main().clone()])
            .collect()
    }

    fn inner(&self) -> &Inner {
        static MAIN: OnceLock<Inner> = OnceLock::new();
        match &self.own {
            Some(inner) => inner,
            None => MAIN.get_or_init(|| Inner::new(0)),
        }
    }

    /// The node of the whole program.
    pub fn main() -> &'static Node {
        static MAIN: Node = Node { own: None };
        &MAIN
    }

    /// A node of its own, without processes or names.
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let inner = Arc::new(Inner::new(NEXT.fetch_add(1, Ordering::Relaxed)));
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        made.retain(|node| node.strong_count() > 0);
        made.push(Arc::downgrade(&inner));
        drop(made);
        Self { own: Some(inner) }
    }

    /// The node of the process that runs here; elsewhere the one that the runtime was bound to; else the program's.
    pub fn current() -> Self {
        current::with(|process| process.map(|process| process.core().node().clone()))
            .or_else(Self::of_runtime)
            .unwrap_or_else(|| Self::main().clone())
    }

    fn of_runtime() -> Option<Self> {
        if BOUND.load(Ordering::Acquire) == 0 {
            return None;
        }
        let id = Handle::try_current().ok()?.id();
        BINDINGS
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .as_ref()?
            .get(&id)
            .cloned()
    }

    /// Makes this the node of whatever runs on a runtime, until the answer is dropped.
    pub(crate) fn bind(&self, runtime: &Handle) -> Binding {
        let id = runtime.id();
        BINDINGS
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert_default()
            .insert(id, self.clone());
        BOUND.fetch_add(1, Ordering::AcqRel);
        Binding { id }
    }

    /// The pids of all living processes, in the order of their starts.
    pub fn processes(&self) -> Vec<Pid> {
        self.inner()
            .table
            .all()
            .iter()
            .map(|process| process.core().pid())
            .collect()
    }

    /// How many processes live.
    pub fn process_count(&self) -> usize {
        self.inner().table.len()
    }

    pub(crate) fn all(&self) -> Vec<Arc<dyn Process>> {
        self.inner().table.all()
    }

    pub(crate) fn number(&self) -> u32 {
        self.inner().number
    }

    pub(crate) fn table(&self) -> &Table {
        &self.inner().table
    }

    pub(crate) fn process(&self, pid: Pid) -> Option<Arc<dyn Process>> {
        if pid.node() == self.number() {
            self.inner().table.get(pid)
        } else {
            None
        }
    }

    /// The names and registries; the registry layer alone asks, and always for the same type.
    pub(crate) fn directory<D: Any + Send + Sync + Default>(&self) -> &D {
        let directory: &dyn Any = self
            .inner()
            .directory
            .get_or_init(|| Box::new(D::default()))
            .as_ref();
        directory
            .downcast_ref()
            .expect("the registry layer has one type of directory")
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.inner(), other.inner())
    }
}

impl Eq for Node {}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Node")
            .field("number", &self.number())
            .field("processes", &self.process_count())
            .finish()
    }
}

/// A runtime bound to a node.
pub(crate) struct Binding {
    id: Id,
}

impl Drop for Binding {
    fn drop(&mut self) {
        if let Some(bindings) = BINDINGS
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .as_mut()
        {
            bindings.remove(&self.id);
        }
        BOUND.fetch_sub(1, Ordering::AcqRel);
    }
}
