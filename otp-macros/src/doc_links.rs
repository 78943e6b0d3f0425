//! Types in the docs that are written for a user's type, as links where there may be one.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::{Generics, Type};

use crate::type_shape::{peel, written};

/// A type, its path linked to its page. One that has none, such as a parameter, is told by its name alone.
pub(crate) fn linked(ty: &Type, generics: &Generics) -> String {
    page(ty, generics).unwrap_or_else(|| format!("`{}`", written(ty)))
}

fn page(ty: &Type, generics: &Generics) -> Option<String> {
    let Type::Path(ty) = peel(ty) else {
        return None;
    };
    let path = &ty.path;
    let first = &path.segments.first()?.ident;
    let is_parameter = generics.type_params().any(|known| known.ident == *first);
    if ty.qself.is_some() || path.leading_colon.is_some() || is_parameter {
        return None;
    }
    let arguments = &path.segments.last()?.arguments;
    let mut before_last = path.segments.iter().rev().skip(1);
    if before_last.any(|segment| !segment.arguments.is_none()) {
        return None;
    }
    let names: Vec<String> = path
        .segments
        .iter()
        .map(|segment| segment.ident.unraw().to_string())
        .collect();
    // A link by its text: where the type is private, the text is what is left.
    let link = format!("[`{}`]", names.join("::"));
    if arguments.is_none() {
        return Some(link);
    }
    Some(format!("{link}`{}`", written(arguments)))
}

/// What an item needs whose docs link to types that may be less visible than it is: rustdoc leaves such a link out.
pub(crate) fn allowed() -> TokenStream {
    quote! {
        #[allow(rustdoc::private_intra_doc_links, reason = "a type that is private is told without its link")]
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn a_type_is_linked_by_its_path() {
        let generics = Generics::default();
        let told = |ty| linked(&ty, &generics);
        assert_eq!(told(parse_quote!(Cache)), "[`Cache`]");
        assert_eq!(told(parse_quote!(a::Of<u8>)), "[`a::Of`]`<u8>`");
        assert_eq!(told(parse_quote!(r#type)), "[`type`]");
    }

    #[test]
    fn what_has_no_page_is_told_by_name() {
        let generics: Generics = parse_quote!(<T: Tree>);
        let told = |ty| linked(&ty, &generics);
        assert_eq!(told(parse_quote!(T)), "`T`");
        assert_eq!(told(parse_quote!(T::Child)), "`T::Child`");
        assert_eq!(told(parse_quote!(::a::B)), "`::a::B`");
        assert_eq!(told(parse_quote!(Of<u8>::C)), "`Of<u8>::C`");
        assert_eq!(told(parse_quote!(<A as B>::C)), "`<A as B>::C`");
    }
}
