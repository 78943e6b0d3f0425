//! The attribute macros of `otp-core`.

mod callbacks;
mod crate_path;
mod diagnostics;
mod dynamic_supervisor;
mod gen_server;
mod item_kind;
mod options;
mod registry;
mod spans;
mod supervisor;
mod test;
#[cfg(test)]
mod testing;
mod type_shape;

use proc_macro::TokenStream;

/// Makes a struct or an enum the state of a server.
#[proc_macro_attribute]
pub fn gen_server(options: TokenStream, item: TokenStream) -> TokenStream {
    gen_server::expand(options.into(), item.into()).into()
}

/// Makes an impl block the operations of a server.
#[proc_macro_attribute]
pub fn callbacks(options: TokenStream, item: TokenStream) -> TokenStream {
    callbacks::expand(options.into(), item.into()).into()
}

/// Makes a struct a supervisor whose children are its fields.
#[proc_macro_attribute]
pub fn supervisor(options: TokenStream, item: TokenStream) -> TokenStream {
    supervisor::expand(options.into(), item.into()).into()
}

/// Makes a struct a supervisor of children that are started on demand.
#[proc_macro_attribute]
pub fn dynamic_supervisor(options: TokenStream, item: TokenStream) -> TokenStream {
    dynamic_supervisor::expand(options.into(), item.into()).into()
}

/// Makes a struct a registry: names of any type for processes.
#[proc_macro_attribute]
pub fn registry(options: TokenStream, item: TokenStream) -> TokenStream {
    registry::expand(options.into(), item.into()).into()
}

/// Runs an async test in a node and a runtime of its own.
#[proc_macro_attribute]
pub fn test(options: TokenStream, item: TokenStream) -> TokenStream {
    test::expand(options.into(), item.into()).into()
}
