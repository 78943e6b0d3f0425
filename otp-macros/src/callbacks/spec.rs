//! What was written: the block, its methods and the helper attributes on them, unjudged.

use proc_macro2::TokenStream;
use syn::{Attribute, FnArg, ImplItem, Item, Signature, Visibility};

use crate::options::OptionList;

/// The input of `#[callbacks]`.
pub(super) struct Spec {
    pub(super) options: OptionList,
    /// The item with the helper attributes taken off, which is emitted again.
    pub(super) item: Item,
    pub(super) methods: Vec<Method>,
}

/// A function of the block.
pub(super) struct Method {
    /// The helper attributes on it.
    pub(super) marks: Vec<Mark>,
    /// The other attributes on it.
    pub(super) attrs: Vec<Attribute>,
    pub(super) vis: Visibility,
    /// Without helper attributes.
    pub(super) sig: Signature,
    /// The `#[key]`s, each with the position of its argument (the receiver counts).
    pub(super) keys: Vec<(usize, Attribute)>,
}

/// A helper attribute.
pub(super) struct Mark {
    pub(super) kind: MarkKind,
    pub(super) attribute: Attribute,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum MarkKind {
    Call,
    Cast,
    Info,
    HandleContinue,
    /// A word of OTP's that is another here, such as `handle_call`.
    Foreign(&'static str),
    /// `#[key]` on a method.
    Key,
}

const MARKS: &[(&str, MarkKind)] = &[
    ("call", MarkKind::Call),
    ("cast", MarkKind::Cast),
    ("info", MarkKind::Info),
    ("handle_continue", MarkKind::HandleContinue),
    ("handle_call", MarkKind::Foreign("call")),
    ("handle_cast", MarkKind::Foreign("cast")),
    ("handle_info", MarkKind::Foreign("info")),
    ("key", MarkKind::Key),
];

impl Spec {
    /// # Errors
    /// The item is no Rust.
    pub(super) fn read(options: TokenStream, item: &TokenStream) -> syn::Result<Self> {
        let mut item: Item = syn::parse2(item.clone())?;
        let mut methods = Vec::new();
        if let Item::Impl(block) = &mut item {
            for item in &mut block.items {
                if let ImplItem::Fn(method) = item {
                    let (attrs, marks) = take_marks(&mut method.attrs);
                    let keys = take_keys(&mut method.sig);
                    methods.push(Method {
                        marks,
                        attrs,
                        vis: method.vis.clone(),
                        sig: method.sig.clone(),
                        keys,
                    });
                }
            }
        }
        Ok(Self {
            options: OptionList::parse(options),
            item,
            methods,
        })
    }
}

/// Takes the helper attributes off a method: the others, and those taken.
fn take_marks(attributes: &mut Vec<Attribute>) -> (Vec<Attribute>, Vec<Mark>) {
    let mut marks = Vec::new();
    attributes.retain(|attribute| {
        let found = MARKS
            .iter()
            .find(|(name, _)| attribute.path().is_ident(name));
        if let Some((_, kind)) = found {
            marks.push(Mark {
                kind: *kind,
                attribute: attribute.clone(),
            });
        }
        found.is_none()
    });
    (attributes.clone(), marks)
}

fn take_keys(signature: &mut Signature) -> Vec<(usize, Attribute)> {
    let mut keys = Vec::new();
    for (position, input) in signature.inputs.iter_mut().enumerate() {
        let attributes = match input {
            FnArg::Receiver(receiver) => &mut receiver.attrs,
            FnArg::Typed(argument) => &mut argument.attrs,
        };
        attributes.retain(|attribute| {
            let is_key = attribute.path().is_ident("key");
            if is_key {
                keys.push((position, attribute.clone()));
            }
            !is_key
        });
    }
    keys
}
