//! A runtime that processes run on: its handle, and the clock of its calls.

use std::cell::Cell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::runtime::{Handle, Id};

use super::deadlines::Deadlines;
use super::node::Node;
use super::{current, known_tasks};

pub(crate) struct Site {
    number: u32,
    handle: Handle,
    deadlines: Deadlines,
    /// Ids of runtimes are used again; this says that the runtime of this site is gone.
    is_gone: AtomicBool,
}

/// Every process of a runtime ends with it, also one that has no task which the runtime would drop.
fn abandon_all(site: &Site) {
    for process in Node::every().iter().flat_map(Node::all) {
        if std::ptr::eq(&**process.core().site(), site) {
            process.abandon();
        }
    }
}

static SITES: Mutex<Option<HashMap<Id, Arc<Site>>>> = Mutex::new(None);

thread_local! {
    // The runtime that this thread asked for last: nearly always the one it asks for next.
    static LAST: Cell<Option<(Id, Arc<Site>)>> = const { Cell::new(None) };
}

/// Looks at what this thread asked for last, without counting a reference; meanwhile it is not there to be asked for.
fn with_last<R>(f: impl FnOnce(Option<&(Id, Arc<Site>)>) -> R) -> R {
    LAST.with(|place| {
        let last = place.take();
        let result = f(last.as_ref());
        place.set(last);
        result
    })
}

impl Site {
    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    pub(crate) fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Whether the runtime is being shut down, or has been.
    pub(crate) fn is_gone(&self) -> bool {
        self.is_gone.load(Ordering::Acquire)
    }

    pub(crate) fn deadlines(&self) -> &Deadlines {
        &self.deadlines
    }

    /// The runtime of the process that runs here, or the one that this thread is in.
    pub(crate) fn current() -> Option<Arc<Site>> {
        current::with(|process| process.map(|process| process.core().site().clone()))
            .or_else(Self::of_thread)
    }

    /// The same, looked at in place where that is a process's.
    pub(crate) fn with_current<R>(f: impl FnOnce(Option<&Site>) -> R) -> R {
        current::with(|process| match process {
            Some(process) => f(Some(process.core().site())),
            None => Self::with_that_of_thread(|site| f(site.map(|site| &**site))),
        })
    }

    /// The runtime that this thread is in, looked at in place where its task has asked before.
    fn with_that_of_thread<R>(f: impl FnOnce(Option<&Arc<Site>>) -> R) -> R {
        let last = LAST.take();
        match (&last, Self::known_number()) {
            (Some((_, site)), Some(number)) if site.number == number => {
                let result = f(Some(site));
                LAST.set(last);
                result
            }
            _ => {
                LAST.set(last);
                f(Self::look_up().as_ref())
            }
        }
    }

    /// The number of the runtime that this thread is in. A task asks again and again, and stays where it is.
    #[inline]
    pub(crate) fn number_of_thread() -> Option<u32> {
        Self::known_number().or_else(|| Self::look_up().map(|site| site.number))
    }

    /// The same, if the task that runs here has asked before.
    #[inline]
    fn known_number() -> Option<u32> {
        tokio::task::try_id().and_then(known_tasks::known)
    }

    fn of_thread() -> Option<Arc<Site>> {
        Self::with_that_of_thread(|site| site.cloned())
    }

    fn look_up() -> Option<Arc<Site>> {
        let handle = Handle::try_current().ok()?;
        let id = handle.id();
        let last = with_last(|last| {
            let (last_id, site) = last?;
            (*last_id == id && !site.is_gone()).then(|| site.clone())
        });
        let site = last.unwrap_or_else(|| {
            let site = Self::of_runtime(handle);
            LAST.set(Some((id, site.clone())));
            site
        });
        if let Some(task) = tokio::task::try_id() {
            known_tasks::note(task, site.number);
        }
        Some(site)
    }

    fn of_runtime(handle: Handle) -> Arc<Site> {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let id = handle.id();
        let mut sites = SITES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(site) = sites.get_or_insert_default().get(&id) {
            return site.clone();
        }
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let deadlines = Deadlines::new(number);
        let site = Arc::new(Site {
            number,
            handle: handle.clone(),
            deadlines,
            is_gone: AtomicBool::new(false),
        });
        sites.get_or_insert_default().insert(id, site.clone());
        drop(sites);
        let sweeper = Sweeper {
            id,
            site: site.clone(),
        };
        // Dropped with the runtime, and the site is forgotten with it.
        handle.spawn(async move { sweeper.site.deadlines.sweep().await });
        site
    }
}

struct Sweeper {
    id: Id,
    site: Arc<Site>,
}

impl Drop for Sweeper {
    fn drop(&mut self) {
        self.site.is_gone.store(true, Ordering::Release);
        let mut sites = SITES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(site) = sites.get_or_insert_default().entry(self.id)
            && Arc::ptr_eq(site.get(), &self.site)
        {
            site.remove();
        }
        drop(sites);
        abandon_all(&self.site);
    }
}
