//! What was written: the options, the struct, its fields and the helper attributes on them, unjudged.

use proc_macro2::TokenStream;
use syn::{Attribute, Ident, Item, Type};

use crate::options::OptionList;
use crate::{check_helper, item_kind, type_shape};

/// The input of `#[supervisor]`.
pub(super) struct Spec {
    pub(super) options: OptionList,
    /// The item with the helper attributes taken off, which is emitted again.
    pub(super) item: Item,
    /// The macros of ours that were on the item beside this one.
    pub(super) others: Vec<Attribute>,
    pub(super) fields: Vec<Field>,
}

/// A field: a child, or an argument.
pub(super) struct Field {
    pub(super) ident: Option<Ident>,
    pub(super) ty: Type,
    /// The attributes that are no helpers.
    pub(super) attrs: Vec<Attribute>,
    /// The `#[child]`s.
    pub(super) child: Vec<Attribute>,
    /// The `#[arg]`s.
    pub(super) arg: Vec<Attribute>,
    /// Those among both that are misspelt, with what they were meant to be.
    pub(super) misspelt: Vec<(Attribute, &'static str)>,
}

impl Spec {
    /// # Errors
    /// The item is no Rust.
    pub(super) fn read(options: TokenStream, item: &TokenStream) -> syn::Result<Self> {
        let mut item: Item = syn::parse2(item.clone())?;
        let others = item_kind::take_others(&mut item);
        let fields = match &mut item {
            Item::Struct(item) => item.fields.iter_mut().map(read_field).collect(),
            _ => Vec::new(),
        };
        Ok(Self {
            options: OptionList::parse(options),
            item,
            others,
            fields,
        })
    }
}

/// Takes the helper attributes off a field.
fn read_field(field: &mut syn::Field) -> Field {
    let mut misspelt = Vec::new();
    let mut take = |name: &'static str| {
        let (taken, rest) = std::mem::take(&mut field.attrs)
            .into_iter()
            .partition(|attribute| {
                let is_meant = check_helper::meant(attribute, &["child", "arg"]) == Some(name);
                if is_meant {
                    misspelt.push((attribute.clone(), name));
                }
                is_meant || attribute.path().is_ident(name)
            });
        field.attrs = rest;
        taken
    };
    let child = take("child");
    let arg = take("arg");
    let ty = field.ty.clone();
    // The item is emitted again as if it borrowed for ever, so that a borrow is an error of ours alone.
    type_shape::make_static(&mut field.ty);
    Field {
        ident: field.ident.clone(),
        ty,
        attrs: field.attrs.clone(),
        child,
        arg,
        misspelt,
    }
}
