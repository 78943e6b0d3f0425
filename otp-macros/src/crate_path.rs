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

    pub(crate) fn tokens(&self) -> &TokenStream {
        &self.0
    }
}
