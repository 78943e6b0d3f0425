//! Helper attributes that are not written as they are called.

use syn::Attribute;

use crate::diagnostics::{Diagnostics, closest};

/// Attributes of Rust and of others that are a letter away from a helper.
const OTHERS: &[&str] = &["case", "cfg", "cold", "doc", "inline", "must_use", "test"];

/// The helper that an attribute was meant to be.
pub(crate) fn meant(attribute: &Attribute, helpers: &[&'static str]) -> Option<&'static str> {
    let name = attribute.path().get_ident()?.to_string();
    if OTHERS.contains(&name.as_str()) {
        return None;
    }
    closest(&name, helpers).filter(|helper| *helper != name)
}

/// Refuses an attribute that was meant to be a helper.
pub(crate) fn check(attribute: &Attribute, helper: &str, errors: &mut Diagnostics) {
    let path = attribute.path();
    let name = path
        .get_ident()
        .map_or_else(String::new, ToString::to_string);
    errors.at(
        path,
        format!("no attribute `{name}` here; did you mean `#[{helper}]`?"),
    );
}
