//! What can be told of a type from its tokens alone: its last name, what it borrows, where it says `Self`.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{GenericArgument, Lifetime, PathArguments, PathSegment, ReturnType, Type, TypeReference};

/// The type behind brackets, visible ones and those that a `macro_rules!` leaves.
pub(crate) fn peel(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => peel(&group.elem),
        Type::Paren(paren) => peel(&paren.elem),
        ty => ty,
    }
}

/// The last segment of a path type: `Reply<u32>` of `otp_core::Reply<u32>`.
pub(crate) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match peel(ty) {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// Whether the type's last name is `name`.
pub(crate) fn is_named(ty: &Type, name: &str) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == name)
}

/// The first type argument: `u32` of `Reply<u32, C>`.
pub(crate) fn first_argument(ty: &Type) -> Option<&Type> {
    match &last_segment(ty)?.arguments {
        PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
        }
        _ => None,
    }
}

pub(crate) fn is_unit(ty: &Type) -> bool {
    matches!(peel(ty), Type::Tuple(tuple) if tuple.elems.is_empty())
}

pub(crate) fn is_never(ty: &Type) -> bool {
    matches!(peel(ty), Type::Never(_))
}

/// `String` and `PathBuf`, which a client gives as anything that becomes one.
pub(crate) fn is_text(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| {
        segment.arguments.is_none() && (segment.ident == "String" || segment.ident == "PathBuf")
    })
}

/// The type that a signature returns, if it names one other than `()`.
pub(crate) fn returned(output: &ReturnType) -> Option<&Type> {
    match output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) if is_unit(ty) => None,
        ReturnType::Type(_, ty) => Some(ty),
    }
}

/// Whether a type is a value for sure, and neither nothing nor a `Result` under another name.
pub(crate) fn is_surely_a_value(ty: &Type) -> bool {
    const VALUES: &[&str] = &[
        "bool", "char", "str", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32",
        "i64", "i128", "isize", "f32", "f64", "String", "PathBuf", "Vec", "VecDeque", "Option",
        "Box", "Arc", "Rc", "HashMap", "HashSet", "BTreeMap", "BTreeSet", "Duration", "Instant",
        "Pid", "Reply",
    ];
    match peel(ty) {
        Type::Path(_) => last_segment(ty)
            .is_some_and(|segment| VALUES.contains(&segment.ident.to_string().as_str())),
        Type::Tuple(tuple) => !tuple.elems.is_empty(),
        Type::Array(_) | Type::Slice(_) | Type::Reference(_) | Type::Ptr(_) | Type::FnPtr(_) => {
            true
        }
        Type::ImplTrait(_) | Type::TraitObject(_) => true,
        _ => false,
    }
}

/// Two types written with the same tokens.
pub(crate) fn same(a: &Type, b: &Type) -> bool {
    peel(a).to_token_stream().to_string() == peel(b).to_token_stream().to_string()
}

/// Where a type borrows: each reference and lifetime in it that is not `'static`.
pub(crate) fn borrows(ty: &Type) -> Vec<TokenStream> {
    let mut finder = Borrows::default();
    finder.visit_type(ty);
    finder.found
}

/// Gives a type that leaves out whom it borrows from the lifetime `'static`.
pub(crate) fn make_static(ty: &mut Type) {
    struct MakeStatic;

    impl VisitMut for MakeStatic {
        fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
            reference
                .lifetime
                .get_or_insert_with(|| Lifetime::new("'static", Span::call_site()));
            visit_mut::visit_type_reference_mut(self, reference);
        }

        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            if lifetime.ident == "_" {
                *lifetime = Lifetime::new("'static", lifetime.span());
            }
        }

        // What is left out in these is that of a later call.
        fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}

        fn visit_parenthesized_generic_arguments_mut(
            &mut self,
            _: &mut syn::ParenthesizedGenericArguments,
        ) {
        }
    }

    MakeStatic.visit_type_mut(ty);
}

#[derive(Default)]
struct Borrows {
    found: Vec<TokenStream>,
}

impl<'ast> Visit<'ast> for Borrows {
    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        let lives = reference.lifetime.as_ref();
        if lives.is_some_and(|lifetime| lifetime.ident == "static") {
            self.visit_type(&reference.elem);
        } else {
            self.found.push(reference.to_token_stream());
        }
    }

    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        if lifetime.ident != "static" {
            self.found.push(lifetime.to_token_stream());
        }
    }

    // The references in `fn(&str)`, `dyn Fn(&str)` and `dyn for<'a> T<'a>` are those of a later call.
    fn visit_type_fn_ptr(&mut self, _: &'ast syn::TypeFnPtr) {}

    fn visit_parenthesized_generic_arguments(
        &mut self,
        _: &'ast syn::ParenthesizedGenericArguments,
    ) {
    }

    fn visit_trait_bound(&mut self, bound: &'ast syn::TraitBound) {
        if bound.lifetimes.is_none() {
            visit::visit_trait_bound(self, bound);
        }
    }
}

/// The first `impl Trait` in a type.
pub(crate) fn impl_trait(ty: &Type) -> Option<&syn::TypeImplTrait> {
    struct Finder<'ast>(Option<&'ast syn::TypeImplTrait>);
    impl<'ast> Visit<'ast> for Finder<'ast> {
        fn visit_type_impl_trait(&mut self, ty: &'ast syn::TypeImplTrait) {
            self.0.get_or_insert(ty);
        }
    }
    let mut finder = Finder(None);
    finder.visit_type(ty);
    finder.0
}

/// The tokens with every `Self` replaced by `own`, which must be valid wherever `Self` is.
pub(crate) fn replace_self(tokens: impl ToTokens, own: &TokenStream) -> TokenStream {
    tokens
        .to_token_stream()
        .into_iter()
        .flat_map(|tree| match tree {
            TokenTree::Ident(ident) if ident == "Self" => respan(own.clone(), ident.span()),
            TokenTree::Group(group) => {
                let mut replaced = Group::new(group.delimiter(), replace_self(group.stream(), own));
                replaced.set_span(group.span());
                TokenTree::from(replaced).into()
            }
            tree => TokenStream::from(tree),
        })
        .collect()
}

/// The same tokens at another place.
pub(crate) fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut tree| {
            if let TokenTree::Group(group) = &tree {
                let mut moved = Group::new(group.delimiter(), respan(group.stream(), span));
                moved.set_span(span);
                tree = TokenTree::Group(moved);
            } else {
                tree.set_span(span);
            }
            tree
        })
        .collect()
}

/// Tokens as a person writes them.
pub(crate) fn written(tokens: &impl ToTokens) -> String {
    let spaced = tokens.to_token_stream().to_string();
    ["::", "<", "(", ".", "&", "!"]
        .iter()
        .fold(spaced, |text, mark| {
            text.replace(&format!(" {mark}"), mark)
                .replace(&format!("{mark} "), mark)
        })
        .replace(" >", ">")
        .replace(" ,", ",")
        .replace(" )", ")")
}

#[cfg(test)]
mod tests {
    use quote::quote;
    use syn::parse_quote;

    use super::*;

    #[test]
    fn a_static_reference_is_owned_enough() {
        assert!(borrows(&parse_quote!(&'static str)).is_empty());
        assert!(borrows(&parse_quote!(Vec<fn(&str) -> bool>)).is_empty());
        assert!(borrows(&parse_quote!(Box<dyn Fn(&str) + Send>)).is_empty());
        assert!(borrows(&parse_quote!(Box<dyn for<'a> Visit<'a>>)).is_empty());
    }

    #[test]
    fn a_borrow_is_found_wherever_it_hides() {
        assert_eq!(borrows(&parse_quote!(&str)).len(), 1);
        assert_eq!(borrows(&parse_quote!(Option<&[u8]>)).len(), 1);
        assert_eq!(borrows(&parse_quote!(Cow<'_, str>)).len(), 1);
        assert_eq!(borrows(&parse_quote!((Cow<'a, str>, &u8))).len(), 2);
    }

    #[test]
    fn self_is_replaced_at_any_depth() {
        let own = quote!(Cache::<K>);
        let replaced = replace_self(quote!(Option<(Self, [u8; Self::N])>), &own);
        assert_eq!(
            replaced.to_string(),
            quote!(Option<(Cache::<K>, [u8; Cache::<K>::N])>).to_string()
        );
    }

    #[test]
    fn an_alias_may_be_a_result() {
        assert!(!is_surely_a_value(&parse_quote!(Stored)));
        assert!(is_surely_a_value(&parse_quote!(Option<u8>)));
        assert!(is_surely_a_value(&parse_quote!((u8, u8))));
    }
}
