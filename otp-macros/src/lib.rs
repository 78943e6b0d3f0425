//! The attribute macros of `otp-core`. Use them through it: `use otp_core::prelude::*;`.
//!
//! Each macro is a folder with the stages of one pipeline: `spec` reads what was written and never judges, `check` has every
//! rule and reports every error at its token, `model` holds only legal states, `emit` writes them down and cannot fail.
//! On any error the user's item is emitted again beside the errors, with as much of what is generated as is clear.

mod callbacks;
mod check_helper;
mod crate_path;
mod declaration;
mod diagnostics;
mod doc_links;
mod dynamic_supervisor;
mod facts;
#[cfg(test)]
mod fuzz;
mod gen_server;
mod item_kind;
mod mark;
mod options;
mod promises;
#[cfg(test)]
mod references;
#[cfg(test)]
mod refused_options;
mod registry;
#[cfg(test)]
mod robustness;
#[cfg(test)]
mod rules;
mod spans;
mod spec;
mod supervisor;
mod test;
#[cfg(test)]
mod testing;
mod type_shape;

use proc_macro::TokenStream;

#[doc = include_str!("gen_server/reference.md")]
#[proc_macro_attribute]
pub fn gen_server(options: TokenStream, item: TokenStream) -> TokenStream {
    gen_server::expand(options.into(), item.into()).into()
}

#[doc = include_str!("callbacks/reference.md")]
#[proc_macro_attribute]
pub fn callbacks(options: TokenStream, item: TokenStream) -> TokenStream {
    callbacks::expand(options.into(), item.into()).into()
}

#[doc = include_str!("supervisor/reference.md")]
#[proc_macro_attribute]
pub fn supervisor(options: TokenStream, item: TokenStream) -> TokenStream {
    supervisor::expand(options.into(), item.into()).into()
}

#[doc = include_str!("dynamic_supervisor/reference.md")]
#[proc_macro_attribute]
pub fn dynamic_supervisor(options: TokenStream, item: TokenStream) -> TokenStream {
    dynamic_supervisor::expand(options.into(), item.into()).into()
}

#[doc = include_str!("registry/reference.md")]
#[proc_macro_attribute]
pub fn registry(options: TokenStream, item: TokenStream) -> TokenStream {
    registry::expand(options.into(), item.into()).into()
}

#[doc = include_str!("test/reference.md")]
#[proc_macro_attribute]
pub fn test(options: TokenStream, item: TokenStream) -> TokenStream {
    test::expand(options.into(), item.into()).into()
}

/// A method that its clients wait for: read by [`callbacks`](macro@callbacks), whose page says how.
///
/// By itself it leaves the method as it is, so that a forgotten `#[callbacks]` is one error.
#[proc_macro_attribute]
pub fn call(_: TokenStream, item: TokenStream) -> TokenStream {
    mark::expand("call", item.into()).into()
}

/// A method that its clients do not wait for: read by [`callbacks`](macro@callbacks), whose page says how.
///
/// By itself it leaves the method as it is, so that a forgotten `#[callbacks]` is one error.
#[proc_macro_attribute]
pub fn cast(_: TokenStream, item: TokenStream) -> TokenStream {
    mark::expand("cast", item.into()).into()
}

/// A method that takes what `then_continue` was given: read by [`callbacks`](macro@callbacks), whose page says how.
///
/// By itself it leaves the method as it is, so that a forgotten `#[callbacks]` is one error.
#[proc_macro_attribute]
pub fn handle_continue(_: TokenStream, item: TokenStream) -> TokenStream {
    mark::expand("handle_continue", item.into()).into()
}
