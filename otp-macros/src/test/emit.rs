//! Writes a test: the function as it is, run to its end in a node and a runtime of its own.

use proc_macro2::TokenStream;
use quote::quote;

use super::model::Model;

pub(super) fn emit(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let function = &model.function;
    let (attrs, vis, sig, block) = (
        &function.attrs,
        &function.vis,
        &function.sig,
        &function.block,
    );
    let (ident, output) = (&sig.ident, &sig.output);
    let start_paused = model.start_paused;
    let worker_threads = match model.worker_threads {
        Some(count) => quote!(#otp::Option::Some(#count)),
        None => quote!(#otp::Option::None),
    };
    quote! {
        #[::core::prelude::v1::test]
        #(#attrs)*
        #vis fn #ident() #output {
            #sig #block

            #otp::run_test(
                #otp::TestOptions {
                    start_paused: #start_paused,
                    worker_threads: #worker_threads,
                },
                #ident(),
            )
        }
    }
}
