//! A server's operations as they can be: what `emit` writes down.

use proc_macro2::TokenStream;
use syn::{Attribute, Generics, Ident, Receiver, Type, Visibility};

use crate::crate_path::CratePath;

/// A block of callbacks.
pub(super) struct Model {
    pub(super) crate_path: CratePath,
    pub(super) cfgs: Vec<Attribute>,
    pub(super) server: Server,
    pub(super) init: Init,
    pub(super) terminate: Option<Terminate>,
    /// The calls and casts, in the order in which they are written.
    pub(super) operations: Vec<Operation>,
    pub(super) infos: Vec<Notice>,
    pub(super) continues: Vec<Notice>,
    /// The `&self` of each `async` callback, which needs a state that is `Sync`.
    pub(super) shared: Vec<Shared>,
}

/// An `async` callback that takes `&self`.
pub(super) struct Shared {
    pub(super) receiver: Receiver,
    pub(super) cfgs: Vec<Attribute>,
}

/// The type the block is of.
pub(super) struct Server {
    /// Its name alone, for docs.
    pub(super) name: String,
    /// As the block writes it.
    pub(super) ty: Type,
    /// What stands for `Self` where `Self` is another type.
    pub(super) own: TokenStream,
    /// The client struct with the same arguments.
    pub(super) client: TokenStream,
    /// The block's parameters and where clause, without `Self`.
    pub(super) generics: Generics,
}

/// An argument that goes into a message or into `init`.
pub(super) struct Argument {
    /// What it is called at the client.
    pub(super) ident: Ident,
    /// Its type, without `Self`.
    pub(super) ty: TokenStream,
    /// Taken as anything that becomes one: `String`, `PathBuf`.
    pub(super) into: bool,
}

pub(super) struct Init {
    pub(super) vis: Visibility,
    pub(super) ident: Ident,
    pub(super) awaits: bool,
    pub(super) args: Vec<Argument>,
    pub(super) key: Option<Key>,
    /// Where the answer's type is written.
    pub(super) returns: Type,
}

/// The argument of `init` that is the server's name.
pub(super) struct Key {
    pub(super) index: usize,
    pub(super) attribute: Attribute,
}

pub(super) struct Terminate {
    pub(super) ident: Ident,
    pub(super) cfgs: Vec<Attribute>,
    pub(super) awaits: bool,
    /// Takes `&ExitReason`.
    pub(super) by_reference: bool,
}

/// A call or a cast.
pub(super) struct Operation {
    pub(super) ident: Ident,
    pub(super) vis: Visibility,
    pub(super) cfgs: Vec<Attribute>,
    pub(super) docs: Vec<Attribute>,
    pub(super) awaits: bool,
    pub(super) args: Vec<Argument>,
    pub(super) kind: OperationKind,
}

pub(super) enum OperationKind {
    Call(Answer),
    Cast(Returns),
}

/// What answers a call.
pub(super) enum Answer {
    /// The returned value, of this type.
    Value(TokenStream),
    /// The value in a returned `Reply<T>`, which also says how the server goes on.
    Directed(TokenStream),
    /// A `ReplyTo<T>` handed to the handler as its argument number `position`.
    Later {
        position: usize,
        ty: TokenStream,
        returns: Returns,
    },
}

/// What a handler without an answer returns.
pub(super) enum Returns {
    /// Nothing, `Next` or a `Result`; the tokens are where rustc says so if it is something else.
    Outcome(Box<Type>),
    /// No return type.
    Nothing,
    /// `!`
    Never,
}

/// An info or a continue: one argument, no client method.
pub(super) struct Notice {
    pub(super) ident: Ident,
    pub(super) cfgs: Vec<Attribute>,
    pub(super) awaits: bool,
    pub(super) ty: TokenStream,
    pub(super) known: Known,
    pub(super) returns: Returns,
}

/// The infos that otp-core sends itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Known {
    Exit,
    Down,
    IdleTimeout,
    Own,
}
