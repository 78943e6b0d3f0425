//! What rustc must find true of the user's types, asked at the user's tokens before anything else needs it.
//!
//! A type that is not `Send` is otherwise an error at generated code that first needs it. The question is the type of a
//! field of a struct: rustc checks those early, at their tokens, and there is no body to check besides.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, GenericArgument, PathArguments, Type};

use crate::spans::wrapped_type_at;
use crate::type_shape::peel;

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

/// The types of most arguments, which keep every promise that we ask for: those that everybody uses, by their names, and what is
/// made of such. A type of one's own that has such a name is told where rustc first needs it, in rustc's words.
pub(crate) fn is_surely_kept(ty: &TokenStream) -> bool {
    syn::parse2(ty.clone()).is_ok_and(|ty| is_plain(&ty))
}

const PLAIN: &[&str] = &[
    "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128",
    "isize", "f32", "f64", "String", "PathBuf", "Duration",
];

/// Plain where their arguments are.
const HOLDERS: &[&str] = &[
    "Option", "Result", "Vec", "VecDeque", "HashMap", "HashSet", "BTreeMap", "BTreeSet",
];

fn is_plain(ty: &Type) -> bool {
    match peel(ty) {
        Type::Tuple(tuple) => tuple.elems.iter().all(is_plain),
        Type::Path(path) if path.qself.is_none() => {
            path.path
                .segments
                .last()
                .is_some_and(|segment| {
                    match &segment.arguments {
                PathArguments::None => PLAIN.iter().any(|name| segment.ident == name),
                PathArguments::AngleBracketed(held) => HOLDERS
                    .iter()
                    .any(|name| segment.ident == name)
                    && held.args.iter().all(
                        |argument| matches!(argument, GenericArgument::Type(ty) if is_plain(ty)),
                    ),
                PathArguments::Parenthesized(_) => false,
            }
                })
        }
        _ => false,
    }
}
