//! Where generated code finds `otp_core`: `::otp_core` unless `crate = path` says otherwise.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;

/// The path of `otp_core::__private`, the only module that generated code names.
#[derive(Clone)]
pub(crate) struct CratePath(TokenStream);

impl Default for CratePath {
    fn default() -> Self {
        Self(quote!(::otp_core::__private))
    }
}

impl CratePath {
    /// For `crate = path`: a renamed dependency or a facade that re-exports `otp_core`.
    pub(crate) fn of(path: &Path) -> Self {
        Self(quote!(#path::__private))
    }

    /// Puts a short name in the place of the path, and gives the `use` that is to stand at the head of the block where it is used:
    /// half of what is generated would be this path otherwise, and each of its tokens costs the compiler time.
    pub(crate) fn shorten(&mut self) -> TokenStream {
        let path = std::mem::replace(&mut self.0, quote!(__otp));
        quote!(use #path as __otp;)
    }

    pub(crate) fn tokens(&self) -> &TokenStream {
        &self.0
    }
}
