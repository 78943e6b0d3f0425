//! The options in an attribute's brackets: `name`, `name = value`, separated by commas.
//!
//! Reading ([`OptionList::parse`]) never fails and never judges: what cannot be read is kept as an error of its own beside
//! the rest, so that one mistake does not hide the next. [`OptionList::check_names`] and the readers of [`value`] judge.

pub(crate) mod check_count;
pub(crate) mod intensity;
pub(crate) mod spec;
pub(crate) mod value;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::token::Bracket;
use syn::{Expr, Ident, Path, Token, Type};

use crate::crate_path::CratePath;
use crate::diagnostics::{Diagnostics, suggestion};

/// What one attribute says.
#[derive(Default)]
pub(crate) struct OptionList {
    pub(crate) entries: Vec<Entry>,
    /// What could not be read.
    pub(crate) malformed: Vec<syn::Error>,
}

/// One option.
pub(crate) struct Entry {
    pub(crate) name: Ident,
    pub(crate) value: Value,
}

/// The value of an option, as written.
pub(crate) enum Value {
    /// The name alone.
    None,
    Expr(Expr),
    /// The value of an option that names a type.
    Type(Type),
    /// The value of `crate`.
    Path(Path),
}

impl Entry {
    /// The option's name as it is written in an attribute.
    pub(crate) fn key(&self) -> String {
        self.name.unraw().to_string()
    }
}

impl OptionList {
    /// Reads the tokens between the brackets of an attribute.
    pub(crate) fn parse(tokens: TokenStream) -> Self {
        let parser = |input: ParseStream<'_>| Ok(Self::read(input));
        match parser.parse2(tokens) {
            Ok(list) => list,
            Err(error) => Self {
                entries: Vec::new(),
                malformed: vec![error],
            },
        }
    }

    /// Reads a helper attribute: `#[child]`, `#[child(args = 1)]`.
    pub(crate) fn of_attribute(attribute: &syn::Attribute) -> Self {
        match &attribute.meta {
            syn::Meta::Path(_) => Self::default(),
            syn::Meta::List(list) => Self::parse(list.tokens.clone()),
            syn::Meta::NameValue(pair) => Self {
                entries: Vec::new(),
                malformed: vec![syn::Error::new_spanned(
                    pair.eq_token,
                    "expected options in brackets: `(name = value)`",
                )],
            },
        }
    }

    fn read(input: ParseStream<'_>) -> Self {
        let mut list = Self::default();
        while !input.is_empty() {
            match read_entry(input, &mut list.malformed) {
                Ok(entry) => list.entries.push(entry),
                Err(error) => {
                    let several = list.entries.last().and_then(several_values);
                    let is_value = !input.peek(Ident::peek_any);
                    list.malformed.push(match several.filter(|_| is_value) {
                        Some(message) => syn::Error::new(error.span(), message),
                        None => error,
                    });
                    skip_to_comma(input);
                }
            }
            if input.is_empty() {
                break;
            }
            if let Err(error) = input.parse::<Token![,]>() {
                list.malformed.push(syn::Error::new(
                    error.span(),
                    "expected `,` between two options",
                ));
                skip_to_comma(input);
                let _ = input.parse::<Token![,]>();
            }
        }
        list
    }

    /// The first option of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key() == name)
    }

    /// Refuses what is no option of `owner`, options given twice, and what could not be read.
    pub(crate) fn check_names(&self, owner: &str, known: &[&str], errors: &mut Diagnostics) {
        self.check_names_explained(owner, known, &[], errors);
    }

    /// As [`check_names`](Self::check_names), with a sentence of its own for each of the `explained` words: those that OTP has
    /// for something else here, and options of other macros.
    pub(crate) fn check_names_explained(
        &self,
        owner: &str,
        known: &[&str],
        explained: &[(&str, &str)],
        errors: &mut Diagnostics,
    ) {
        for error in &self.malformed {
            errors.push(error.clone());
        }
        for (index, entry) in self.entries.iter().enumerate() {
            let key = entry.key();
            let repeated = self.entries[..index].iter().any(|other| other.key() == key);
            if known.contains(&key.as_str()) {
                if repeated {
                    errors.at(
                        &entry.name,
                        format!("duplicate option `{key}`: remove one of the two"),
                    );
                }
            } else if let Some(message) = self.entries[..index]
                .last()
                .filter(|_| matches!(entry.value, Value::None))
                .and_then(several_values)
            {
                errors.at(&entry.name, message);
            } else if let Some((_, why)) = explained.iter().find(|(word, _)| *word == key) {
                errors.at(
                    &entry.name,
                    format!("unknown option `{key}` of `{owner}`: {why}"),
                );
            } else if known.is_empty() {
                errors.at(&entry.name, format!("`{owner}` takes no options"));
            } else {
                let hint = suggestion(&key, known);
                errors.at(
                    &entry.name,
                    format!("unknown option `{key}` of `{owner}`{hint}"),
                );
            }
        }
    }

    /// The path that `crate = path` gives, or the usual one.
    pub(crate) fn crate_path(&self, errors: &mut Diagnostics) -> CratePath {
        match self.get("crate") {
            None => CratePath::default(),
            Some(Entry {
                value: Value::Path(path),
                ..
            }) if path.segments.iter().all(|segment| segment.ident != "Self") => {
                CratePath::of(path)
            }
            Some(entry) => {
                errors.at(&entry.name, "`crate` takes a path: `crate = my_otp`");
                CratePath::default()
            }
        }
    }
}

fn read_entry(input: ParseStream<'_>, malformed: &mut Vec<syn::Error>) -> syn::Result<Entry> {
    let name = input.call(Ident::parse_any).map_err(|error| {
        syn::Error::new(error.span(), "expected an option: `name` or `name = value`")
    })?;
    let equals = if input.peek(Token![:]) && !input.peek(Token![::]) {
        let colon: Token![:] = input.parse()?;
        malformed.push(syn::Error::new_spanned(
            colon,
            format!("an option is written with `=`: `{name} = ..`"),
        ));
        colon.to_token_stream()
    } else if input.peek(Token![=]) {
        input.parse::<Token![=]>()?.to_token_stream()
    } else {
        return Ok(Entry {
            name,
            value: Value::None,
        });
    };
    if input.is_empty() || input.peek(Token![,]) {
        return Err(syn::Error::new_spanned(
            equals,
            format!("`{name} =` has no value"),
        ));
    }
    let value = match name.to_string().as_str() {
        "crate" => Value::Path(input.call(Path::parse_mod_style)?),
        "via" | "children" if is_type(input) => Value::Type(Type::parse(input)?),
        _ => Value::Expr(Expr::parse(input)?),
    };
    Ok(Entry { name, value })
}

/// What to say of a value that stands by itself behind the one of an option that takes several.
fn several_values(before: &Entry) -> Option<String> {
    let key = before.key();
    let takes_several = ["args", "after", "children"].contains(&key.as_str());
    (takes_several && !matches!(before.value, Value::None))
        .then(|| format!("several values of `{key}` are written in brackets: `{key} = (.., ..)`"))
}

/// Whether what comes next, up to the comma, is a type. A slice is none of a value.
fn is_type(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    !input.peek(Bracket)
        && Type::parse(&ahead).is_ok()
        && (ahead.is_empty() || ahead.peek(Token![,]))
}

/// Goes on to the next comma, where the next option begins.
fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}
