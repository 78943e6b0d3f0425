//! `#[call]`, `#[cast]` and `#[handle_continue]` where no `#[callbacks]` has taken them off.
//!
//! In the block of a server whose `#[callbacks]` is forgotten they say nothing: `#[gen_server]` does, once, while rustc would not
//! find the attribute, once a method, and stop there.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{Error, Item, ItemFn, parse_quote_spanned};

pub(crate) fn expand(word: &str, item: TokenStream) -> TokenStream {
    let span = Span::call_site();
    match syn::parse2::<ItemFn>(item.clone()) {
        Ok(mut method) if method.sig.receiver().is_some() => {
            let question = parse_quote_spanned! {span=>
                let _ = ::otp_core::__private::operation_of::<Self>;
            };
            method.block.stmts.insert(0, question);
            quote_spanned! {span=>
                #[allow(dead_code, reason = "nothing calls the operations of a block without `#[callbacks]`")]
                #method
            }
        }
        // rustc says what is wrong with it.
        Err(_) if syn::parse2::<Item>(item.clone()).is_err() => item,
        _ => {
            let message =
                format!("`#[{word}]` marks a method, with `self`, of a `#[callbacks] impl`");
            let error = Error::new(span, message).into_compile_error();
            quote_spanned!(span=> #item #error)
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn a_method_stays_and_asks_whether_its_type_is_a_server() {
        let expansion = expand(
            "call",
            quote!(
                pub fn get(&self) -> u64 {
                    self.0
                }
            ),
        )
        .to_string();
        assert!(
            expansion.contains("pub fn get (& self) -> u64"),
            "{expansion}"
        );
        assert!(
            expansion.contains("operation_of :: < Self >"),
            "{expansion}"
        );
        assert!(!expansion.contains("compile_error"), "{expansion}");
    }

    #[test]
    fn what_is_no_rust_is_rustc_s_to_tell() {
        let half = quote!(fn get(&self) -> u64 { self. });
        assert_eq!(expand("call", half.clone()).to_string(), half.to_string());
    }

    #[test]
    fn what_is_no_method_is_an_error_and_stays() {
        for item in [
            quote!(
                fn get() -> u64 {
                    1
                }
            ),
            quote!(
                struct S;
            ),
        ] {
            let expansion = expand("cast", item.clone()).to_string();
            assert!(
                expansion.contains("`#[cast]` marks a method"),
                "{expansion}"
            );
            assert!(expansion.contains(&item.to_string()), "{expansion}");
        }
    }
}
