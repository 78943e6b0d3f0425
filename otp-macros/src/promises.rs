//! What rustc must find true of the user's types, asked at the user's tokens before anything else needs it.
//!
//! A type that is not `Send` is otherwise an error at generated code that first needs it. The question is the type of a
//! field of a struct: rustc checks those early, at their tokens, and there is no body to check besides.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Attribute;

use crate::spans::wrapped_type_at;

/// The questions about the types of one item.
#[derive(Default)]
pub(crate) struct Promises {
    kinds: TokenStream,
    fields: TokenStream,
}

impl Promises {
    /// A kind of promise: rustc's note on a type that breaks it shows the `name`, the only place for a word of ours.
    pub(crate) fn kind(&mut self, name: &str, bounds: &TokenStream, phantom_data: &TokenStream) {
        let name = Ident::new(name, Span::call_site());
        self.kinds
            .extend(quote!(struct #name<T: #bounds>(#phantom_data<T>);));
    }

    /// Asks for a promise of that kind from a type, at a place of the user's.
    pub(crate) fn ask(
        &mut self,
        kind: &str,
        place: &impl ToTokens,
        ty: &TokenStream,
        cfgs: &[Attribute],
    ) {
        if is_surely_kept(ty) {
            return;
        }
        let field = wrapped_type_at(place, kind, ty);
        self.fields.extend(quote!(#(#cfgs)* #field,));
    }

    /// The structs, to be written inside a `const _`.
    pub(crate) fn tokens(self) -> TokenStream {
        if self.fields.is_empty() {
            return TokenStream::new();
        }
        let Self { kinds, fields } = self;
        quote!(#kinds struct __Promises(#fields);)
    }
}

/// The types of most arguments, which keep every promise that we ask for.
pub(crate) fn is_surely_kept(ty: &TokenStream) -> bool {
    const KEPT: &[&str] = &[
        "()", "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32",
        "i64", "i128", "isize", "f32", "f64", "String", "PathBuf",
    ];
    KEPT.contains(&ty.to_string().as_str())
}
