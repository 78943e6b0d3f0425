//! The legal uses of the macros, as they are in `tests/pass`.

use std::fs;
use std::path::Path;

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, Meta};

use super::kept::Macro;
use crate::{callbacks, dynamic_supervisor, gen_server, registry, supervisor};

/// A use of a macro.
pub(crate) struct Use {
    pub(crate) expand: Macro,
    pub(crate) options: TokenStream,
    pub(crate) item: TokenStream,
}

/// Every use of a macro in the files of a folder.
///
/// # Panics
/// There is no folder of Rust files.
pub(crate) fn uses(folder: &Path) -> Vec<Use> {
    let mut found = Uses(Vec::new());
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder of inputs")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    for file in files {
        let text = fs::read_to_string(file).expect("a text file");
        let file = syn::parse_file(&text).expect("a file of Rust");
        found.visit_file(&file);
    }
    assert!(found.0.len() > 90, "the inputs were not found");
    found.0
}

struct Uses(Vec<Use>);

impl<'ast> Visit<'ast> for Uses {
    fn visit_item(&mut self, item: &'ast Item) {
        let mut bare = item.clone();
        let attributes = match &mut bare {
            Item::Struct(item) => Some(&mut item.attrs),
            Item::Enum(item) => Some(&mut item.attrs),
            Item::Fn(item) => Some(&mut item.attrs),
            Item::Impl(item) => Some(&mut item.attrs),
            _ => None,
        };
        let used = attributes.and_then(|attributes| {
            let at = attributes
                .iter()
                .position(|attribute| macro_of(attribute).is_some())?;
            Some(attributes.remove(at))
        });
        if let Some(attribute) = used
            && let Some(expand) = macro_of(&attribute)
        {
            let options = match &attribute.meta {
                Meta::List(list) => list.tokens.clone(),
                _ => TokenStream::new(),
            };
            let item = bare.into_token_stream();
            self.0.push(Use {
                expand,
                options,
                item,
            });
        }
        visit::visit_item(self, item);
    }
}

fn macro_of(attribute: &Attribute) -> Option<Macro> {
    let path = attribute.path();
    let is_ours = path.segments.len() == 1 || path.segments[0].ident == "otp_core";
    let name = path.segments.last()?.ident.to_string();
    Some(match name.as_str() {
        _ if !is_ours => return None,
        "gen_server" => gen_server::expand,
        "callbacks" => callbacks::expand,
        "supervisor" => supervisor::expand,
        "dynamic_supervisor" => dynamic_supervisor::expand,
        "registry" => registry::expand,
        "test" if path.segments.len() == 2 => crate::test::expand,
        _ => return None,
    })
}
