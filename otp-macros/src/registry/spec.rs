//! What was written: the options and the item, unjudged.

use proc_macro2::TokenStream;
use syn::Item;

use crate::options::OptionList;

/// The input of `#[registry]`.
pub(super) struct Spec {
    pub(super) options: OptionList,
    pub(super) item: Item,
}

impl Spec {
    /// # Errors
    /// The item is no Rust.
    pub(super) fn read(options: TokenStream, item: &TokenStream) -> syn::Result<Self> {
        Ok(Self {
            options: OptionList::parse(options),
            item: syn::parse2(item.clone())?,
        })
    }
}
