//! Casts, to mailboxes without and with a bound.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::client::{Server, ServerRef};
use super::envelope::Envelope;
use super::{GenServer, GenServerSpec};
use crate::process::Refused;

/// Whether a mailbox has a bound, and so what a cast is.
pub trait MailboxKind: 'static {
    /// How many messages fit.
    const CAPACITY: Option<usize>;
    /// What [`ServerRef::cast`] gives.
    type Cast<S: GenServer>;

    #[doc(hidden)]
    fn cast<S: GenServer>(server: &ServerRef<S>, message: S::Message) -> Self::Cast<S>;
}

/// What a cast to a server of type `S` gives: nothing, or a future on a bounded mailbox.
pub type CastOf<S> = <<S as GenServerSpec>::Mailbox as MailboxKind>::Cast<S>;

/// A mailbox that grows as it must.
#[derive(Debug, Clone, Copy)]
pub struct Unbounded;

/// A mailbox for `N` messages.
#[derive(Debug, Clone, Copy)]
pub struct Bounded<const N: usize>;

impl MailboxKind for Unbounded {
    const CAPACITY: Option<usize> = None;
    type Cast<S: GenServer> = ();

    fn cast<S: GenServer>(server: &ServerRef<S>, message: S::Message) {
        let envelope = Envelope::Message(message);
        // GEN-24: silent, whoever was there. There is always room.
        match server.as_address() {
            Some(address) => drop(address.cell().send_beyond(envelope)),
            None => drop(server.deliver(envelope, true)),
        }
    }
}

impl<const N: usize> MailboxKind for Bounded<N> {
    const CAPACITY: Option<usize> = Some(N);
    type Cast<S: GenServer> = Cast<S>;

    fn cast<S: GenServer>(server: &ServerRef<S>, message: S::Message) -> Cast<S> {
        Cast {
            server: server.clone(),
            message: Some(message),
            waiting: None,
        }
    }
}

/// A cast that waits for room in a bounded mailbox.
///
/// # Cancel safety
///
/// Dropped before it is ready, it has sent nothing.
#[must_use = "a cast to a bounded mailbox sends nothing unless it is awaited"]
pub struct Cast<S: GenServer> {
    server: ServerRef<S>,
    message: Option<S::Message>,
    waiting: Option<(Server<S>, Option<u64>)>,
}

impl<S: GenServer> Future for Cast<S> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        while let Some(message) = this.message.take() {
            let (address, ticket) = match &mut this.waiting {
                Some((address, ticket)) => (address, ticket),
                none => match this.server.resolve(false) {
                    Some(address) => {
                        let (address, ticket) = none.insert((address, None));
                        (address, ticket)
                    }
                    None => break,
                },
            };
            match address
                .cell()
                .send_in_turn(Envelope::Message(message), ticket, cx)
            {
                Err(Refused::Full(Envelope::Message(message))) => {
                    this.message = Some(message);
                    return Poll::Pending;
                }
                Err(Refused::Closed(Envelope::Message(message))) => {
                    let next = this
                        .server
                        .is_named()
                        .then(|| this.server.resolve(true))
                        .flatten();
                    if let Some(next) = next.filter(|next| !Arc::ptr_eq(next, address)) {
                        this.message = Some(message);
                        this.waiting = Some((next, None));
                    }
                }
                _ => {}
            }
        }
        this.waiting = None;
        Poll::Ready(())
    }
}

impl<S: GenServer> Drop for Cast<S> {
    fn drop(&mut self) {
        if let Some((address, Some(ticket))) = self.waiting.take() {
            address.cell().mailbox().leave_queue(ticket);
        }
    }
}

// Nothing in it is pinned.
impl<S: GenServer> Unpin for Cast<S> {}

impl<S: GenServer> std::fmt::Debug for Cast<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cast")
            .field("server", &self.server)
            .finish_non_exhaustive()
    }
}
