//! Writes the tree that a supervisor declares: for the compiler, which checks it, for the program, and for its docs.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt as _;

use super::emit::{auto_shutdown, strategy};
use super::model::{AutoShutdown, Child, Model};
use crate::declaration::{self, Declaring};
use crate::options::spec::duration_tokens;
use crate::spans::located_at;

/// `impl Declares`, with the children.
pub(super) fn declaration(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let children = model.children.iter().map(|child| declared(model, child));
    let (strategy, auto_shutdown) = (strategy(model), auto_shutdown(model));
    let intensity = model.intensity.restarts;
    let period = duration_tokens(model.intensity.period, &model.crate_path);
    let root = model.root;
    declaration::emit(&Declaring {
        path: &model.crate_path,
        cfgs: &[],
        ident: &model.ident,
        generics: &model.generics,
        spec: &model.spec,
        shutdown: quote!(#otp::Shutdown::Infinity),
        behaviour: quote! {
            #otp::Behaviour::Supervisor {
                strategy: #strategy,
                intensity: #intensity,
                period: #period,
                auto_shutdown: #auto_shutdown,
                root: #root,
                children: &[#(#children)*],
            }
        },
    })
}

fn declared(model: &Model, child: &Child) -> TokenStream {
    let otp = model.crate_path.tokens();
    let Child {
        cfgs,
        ident,
        ty,
        pool,
        overrides,
        ..
    } = child;
    let some = |value: Option<TokenStream>| match value {
        Some(value) => quote!(#otp::Option::Some(#value)),
        None => quote!(#otp::Option::None),
    };
    let field = ident.unraw().to_string();
    let type_name = text(ty);
    let id = some(overrides.id.as_ref().map(ToTokens::to_token_stream));
    let restart = some(
        overrides
            .restart
            .map(|restart| restart.tokens(&model.crate_path)),
    );
    let shutdown = overrides.shutdown.as_ref();
    let shutdown = some(shutdown.map(|shutdown| shutdown.value.tokens(&model.crate_path)));
    let significant = some(
        overrides
            .significant
            .map(|significant| quote!(#significant)),
    );
    let count = some(
        pool.as_ref()
            .map(|pool| text(&pool.count).to_token_stream()),
    );
    quote! {
        #(#cfgs)*
        #otp::DeclaredChild {
            field: #field,
            type_name: #type_name,
            declaration: <#otp::Declared<#ty>>::OF,
            id: #id,
            restart: #restart,
            shutdown: #shutdown,
            significant: #significant,
            count: #count,
        },
    }
}

/// Has the compiler evaluate what is wrong with the tree as a whole, a constant a child. A generic supervisor's children may
/// be of any type, so it is not asked.
pub(super) fn checks(model: &Model) -> TokenStream {
    if !model.generics.params.is_empty() {
        return TokenStream::new();
    }
    let otp = model.crate_path.tokens();
    let ident = &model.ident;
    let tree = quote!(<#ident as #otp::Declares>::DECLARATION);
    let children = model.children.iter().map(|child| {
        let cfgs = &child.cfgs;
        let field = child.ident.unraw().to_string();
        let check = check(
            child.ident.span(),
            &quote!(#otp::fault_of_child(#tree, #field)),
            otp,
        );
        quote!(#(#cfgs)* #check)
    });
    let ending = (model.auto_shutdown != AutoShutdown::Never).then(|| {
        let fault = quote!(#otp::fault_of_auto_shutdown(#tree));
        check(ident.span(), &fault, otp)
    });
    quote!(#(#children)* #ending)
}

/// Refuses to compile, at that place, where there is a fault.
fn check(span: Span, fault: &TokenStream, otp: &TokenStream) -> TokenStream {
    let span = located_at(span);
    let panic = quote_spanned!(span=> ::core::panic!("{}", __fault.as_str()));
    quote! {
        const _: () = if let #otp::Option::Some(__fault) = #fault {
            #panic
        };
    }
}

/// The function that gives the tree.
pub(super) fn function(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let vis = &model.vis;
    quote! {
        /// The tree as it is declared, every default filled in, without starting anything: `println!("{}", Self::tree())`.
        #[must_use]
        #vis fn tree() -> &'static #otp::Declaration {
            <Self as #otp::Declares>::DECLARATION
        }
    }
}

/// What the docs of the type say of its tree.
pub(super) fn docs(model: &Model) -> String {
    let strategy = match model.strategy {
        super::model::Strategy::OneForOne => "one_for_one",
        super::model::Strategy::OneForAll => "one_for_all",
        super::model::Strategy::RestForOne => "rest_for_one",
    };
    let (restarts, period) = (model.intensity.restarts, model.intensity.period);
    let mut docs = format!(
        "\n\n# Tree\n\nStarts in this order, `{strategy}`, `max_restarts` {restarts} in {period:?}:\n"
    );
    for child in &model.children {
        docs += &format!("\n1. `{}`: `{}`", child.ident.unraw(), text(&child.ty));
        if let Some(pool) = &child.pool {
            docs += &format!(", a pool of `{}`", text(&pool.count));
        }
        if let Some(id) = &child.overrides.id {
            docs += &format!(", id `{}`", id.value());
        }
        if let Some(restart) = child.overrides.restart {
            docs += &format!(", {}", format!("{restart:?}").to_lowercase());
        }
        if child.overrides.significant == Some(true) {
            docs += ", significant";
        }
    }
    if model.children.is_empty() {
        docs += "\nnothing but what is added as it runs.";
    }
    docs
}

/// Tokens as a person writes them.
fn text(tokens: &impl ToTokens) -> String {
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
