//! What was written under a macro that has no helper attributes inside of its item, unjudged. The others have readers of their own.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{Attribute, Item};

use crate::item_kind;
use crate::options::OptionList;

/// The options and the item.
pub(crate) struct Spec {
    pub(crate) options: OptionList,
    /// Without the other macros of ours that were on it.
    pub(crate) item: Item,
    pub(crate) others: Vec<Attribute>,
}

impl Spec {
    /// # Errors
    /// The item is no Rust.
    pub(crate) fn read(options: TokenStream, item: &TokenStream) -> syn::Result<Self> {
        let mut item: Item = syn::parse2(item.clone())?;
        Ok(Self {
            options: OptionList::parse(options),
            others: item_kind::take_others(&mut item),
            item,
        })
    }

    /// The item to emit again, token by token as it was `written` where nothing was taken off.
    pub(crate) fn item_again(&self, written: TokenStream) -> TokenStream {
        if self.others.is_empty() {
            written
        } else {
            self.item.to_token_stream()
        }
    }
}

/// What is emitted for an item that is no Rust, as it is while somebody types.
pub(crate) fn unread(item: &TokenStream, error: &syn::Error) -> TokenStream {
    let error = error.to_compile_error();
    quote!(#item #error)
}
