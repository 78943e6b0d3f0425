//! What every child specification can say: restart, shutdown, id, significant.

use std::time::Duration;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, LitStr};

use super::value::{self, Spanned};
use super::{Entry, OptionList, Value};
use crate::crate_path::CratePath;
use crate::diagnostics::Diagnostics;

/// When a supervisor starts a child again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Restart {
    Permanent,
    Transient,
    Temporary,
}

/// How long a supervisor waits for a child that it stops.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shutdown {
    BrutalKill,
    Timeout(Duration),
    Infinity,
}

/// The options of a child specification, each `None` where it is not written.
#[derive(Clone, Default)]
pub(crate) struct SpecOptions {
    pub(crate) restart: Option<Restart>,
    pub(crate) shutdown: Option<Spanned<Shutdown>>,
    pub(crate) id: Option<LitStr>,
    pub(crate) significant: Option<bool>,
}

const RESTARTS: &[(&str, Restart)] = &[
    ("permanent", Restart::Permanent),
    ("transient", Restart::Transient),
    ("temporary", Restart::Temporary),
];

impl SpecOptions {
    /// Judges those of the four options that are `known` to the macro. `restart_default` is what the child restarts as where `restart` is not written, if that is
    /// known here.
    pub(crate) fn check(
        options: &OptionList,
        known: &[&str],
        restart_default: Option<Restart>,
        errors: &mut Diagnostics,
    ) -> Self {
        let restart = options
            .get("restart")
            .and_then(|entry| value::word(entry, RESTARTS, errors));
        let shutdown = options
            .get("shutdown")
            .and_then(|entry| shutdown(entry, errors));
        let id = options
            .get("id")
            .and_then(|entry| value::filled_string(entry, errors));
        let significant = options
            .get("significant")
            .filter(|_| known.contains(&"significant"));
        let significant = significant.and_then(|entry| {
            let significant = value::clear_flag(entry, errors)?;
            let written = restart.as_ref().map(|restart| restart.value);
            let unreadable = options.get("restart").is_some() && written.is_none();
            if significant && !unreadable {
                check_significant(&entry.name, written.or(restart_default), errors);
            }
            Some(significant)
        });
        Self {
            restart: restart.map(|restart| restart.value),
            shutdown,
            id,
            significant,
        }
    }

    /// `const RESTART: .. = ..;` and the like, for what is written.
    pub(crate) fn constants(&self, path: &CratePath) -> TokenStream {
        let otp = path.tokens();
        let restart = self.restart.map(|restart| {
            let value = restart.tokens(path);
            quote!(const RESTART: #otp::Restart = #value;)
        });
        let shutdown = self.shutdown.as_ref().map(|shutdown| {
            let value = shutdown.value.tokens(path);
            quote!(const SHUTDOWN: #otp::Shutdown = #value;)
        });
        let significant = self
            .significant
            .map(|significant| quote!(const SIGNIFICANT: bool = #significant;));
        quote!(#restart #shutdown #significant)
    }

    /// The body of `fn child_id()`: the id that is written, or the type's name.
    pub(crate) fn child_id(&self, path: &CratePath) -> TokenStream {
        let otp = path.tokens();
        let body = match &self.id {
            Some(id) => quote!(#otp::ChildId::from(#id)),
            None => quote!(#otp::ChildId::of_type::<Self>()),
        };
        quote! {
            fn child_id() -> #otp::ChildId {
                #body
            }
        }
    }
}

/// A significant child ends its supervisor by ending, which a permanent one never does for good.
fn check_significant(name: &Ident, restart: Option<Restart>, errors: &mut Diagnostics) {
    if restart == Some(Restart::Permanent) {
        errors.at(
            name,
            "a significant child cannot be permanent: it is always started again; write `restart = \"transient\"` or \
             `restart = \"temporary\"`",
        );
    }
}

/// `"brutal_kill"`, `"infinity"` or a duration.
fn shutdown(entry: &Entry, errors: &mut Diagnostics) -> Option<Spanned<Shutdown>> {
    let Some(text) = value::duration_text(entry) else {
        let number = match &entry.value {
            Value::Expr(expr) => value::literal(expr),
            _ => None,
        };
        let hint = match number {
            Some(syn::Lit::Int(number)) => {
                let digits = number.base10_digits();
                format!(
                    "; write the unit: `shutdown = \"{digits}ms\"` or `shutdown = \"{digits}s\"`"
                )
            }
            _ => ": `\"brutal_kill\"`, `\"infinity\"` or a time such as `\"5s\"`".to_owned(),
        };
        value::wrong_kind(entry, format!("`shutdown` takes a string{hint}"), errors);
        return None;
    };
    let value = match text.value().as_str() {
        "brutal_kill" => Shutdown::BrutalKill,
        "infinity" => Shutdown::Infinity,
        _ => Shutdown::Timeout(value::parse_duration(
            "shutdown",
            &text,
            &["brutal_kill", "infinity"],
            errors,
        )?),
    };
    Some(Spanned {
        value,
        span: text.span(),
    })
}

impl Restart {
    pub(crate) fn tokens(self, path: &CratePath) -> TokenStream {
        let otp = path.tokens();
        match self {
            Self::Permanent => quote!(#otp::Restart::Permanent),
            Self::Transient => quote!(#otp::Restart::Transient),
            Self::Temporary => quote!(#otp::Restart::Temporary),
        }
    }
}

impl Shutdown {
    pub(crate) fn tokens(self, path: &CratePath) -> TokenStream {
        let otp = path.tokens();
        match self {
            Self::BrutalKill => quote!(#otp::Shutdown::BrutalKill),
            Self::Infinity => quote!(#otp::Shutdown::Infinity),
            Self::Timeout(time) => {
                let time = duration_tokens(time, path);
                quote!(#otp::Shutdown::Timeout(#time))
            }
        }
    }
}

/// A duration as a constant expression.
pub(crate) fn duration_tokens(duration: Duration, path: &CratePath) -> TokenStream {
    let otp = path.tokens();
    let seconds = duration.as_secs();
    let nanos = duration.subsec_nanos();
    quote!(#otp::Duration::new(#seconds, #nanos))
}
