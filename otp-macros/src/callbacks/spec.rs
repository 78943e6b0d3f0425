//! What was written: the block, its methods and the helper attributes on them, unjudged.

use proc_macro2::TokenStream;
use syn::spanned::Spanned as _;
use syn::{Attribute, FnArg, Ident, ImplItem, Item, Signature, Visibility, parse_quote};

use crate::options::OptionList;
use crate::{check_helper, item_kind};

/// The input of `#[callbacks]`.
pub(super) struct Spec {
    pub(super) options: OptionList,
    /// The item with the helper attributes taken off, which is emitted again.
    pub(super) item: Item,
    /// The macros of ours that were on the block beside this one.
    pub(super) others: Vec<Attribute>,
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
    /// A word of OTP's that is another here, such as `handle_call`, or one that is misspelt.
    Foreign(&'static str),
    /// `#[key]` on a method.
    Key,
}

const MARKS: &[(&str, MarkKind)] = &[
    ("call", MarkKind::Call),
    ("cast", MarkKind::Cast),
    ("info", MarkKind::Info),
    ("handle_continue", MarkKind::HandleContinue),
    ("key", MarkKind::Key),
];

/// OTP's words.
const FOREIGN: &[(&str, &str)] = &[
    ("handle_call", "call"),
    ("handle_cast", "cast"),
    ("handle_info", "info"),
];

impl Spec {
    /// # Errors
    /// The item is no Rust.
    pub(super) fn read(options: TokenStream, item: &TokenStream) -> syn::Result<Self> {
        let mut item: Item = syn::parse2(item.clone())?;
        let others = item_kind::take_others(&mut item);
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
            others,
            methods,
        })
    }
}

/// Takes the helper attributes off a method: the others, and those taken.
fn take_marks(attributes: &mut Vec<Attribute>) -> (Vec<Attribute>, Vec<Mark>) {
    let mut marks = Vec::new();
    attributes.retain(|attribute| {
        let path = attribute.path();
        let mut kind = MARKS.iter().find(|(name, _)| path.is_ident(name));
        if kind.is_none()
            && let Some(word) = meant(attribute)
        {
            marks.push(Mark {
                kind: MarkKind::Foreign(word),
                attribute: attribute.clone(),
            });
            kind = MARKS.iter().find(|(name, _)| *name == word);
        }
        if let Some((word, kind)) = kind {
            let is_written = path.is_ident(word);
            let word = Ident::new(word, path.span());
            marks.push(Mark {
                kind: *kind,
                attribute: if is_written {
                    attribute.clone()
                } else {
                    parse_quote!(#[#word])
                },
            });
        }
        kind.is_none()
    });
    (attributes.clone(), marks)
}

/// The helper attribute that another word stands for.
fn meant(attribute: &Attribute) -> Option<&'static str> {
    let path = attribute.path();
    let foreign = FOREIGN.iter().find(|(name, _)| path.is_ident(name));
    match foreign {
        Some((_, word)) => Some(word),
        None => check_helper::meant(attribute, &["call", "cast", "info", "handle_continue"]),
    }
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
