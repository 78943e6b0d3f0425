//! Writes the tree that a supervisor declares: for the program, and for what checks it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt as _;
use syn::parse_quote;

use super::emit::{auto_shutdown, strategy};
use super::model::{Child, Model};
use crate::declaration::{self, Declaring};
use crate::options::spec::duration_tokens;
use crate::type_shape::written;

/// `impl Declares`, with the children.
pub(super) fn declaration(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let circles = circles(model);
    let children = model.children.iter().map(|child| declared(model, child));
    let (strategy, auto_shutdown) = (strategy(model), auto_shutdown(model));
    let intensity = model.intensity.restarts;
    let period = duration_tokens(model.intensity.period, &model.crate_path);
    let root = model.root;
    let generic = !model.generics.params.is_empty();
    let declaration = declaration::emit(&Declaring {
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
                generic: #generic,
                children: &[#(#children)*],
            }
        },
    });
    quote! {
        #[allow(unused_imports, reason = "only of children that are no supervisors, or declare nothing")]
        use #otp::Unsupervised as _;
        #[allow(unused_imports, reason = "only of children that are no named servers")]
        use #otp::Unnamed as _;
        #circles
        #declaration
    }
}

/// `impl Supervises`: the circle that the children lead into, on any way that leads here.
fn circles(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let ident = &model.ident;
    let (_, arguments, where_clause) = model.generics.split_for_impl();
    let mut generics = model.generics.clone();
    generics.params.push(parse_quote!(__Way: #otp::Way));
    let (parameters, ..) = generics.split_for_impl();
    let place = declaration::place(&ident.unraw().to_string());
    let children = model.children.iter().map(
        |Child {
             cfgs, ident, ty, ..
         }| {
            let field = ident.unraw().to_string();
            quote!(#(#cfgs)* (#field, <#otp::ChildOf<#ty, #otp::Below<Self, __Way>>>::CIRCLE),)
        },
    );
    quote! {
        #[automatically_derived]
        impl #parameters #otp::Supervises<__Way> for #ident #arguments #where_clause {
            const PATH: &'static str = #place;
            const CIRCLE: #otp::Option<#otp::Circle> = #otp::Circle::among(&[#(#children)*]);
        }
    }
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
    let type_name = written(ty);
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
            .map(|pool| written(&pool.count).to_token_stream()),
    );
    quote! {
        #(#cfgs)*
        #otp::DeclaredChild {
            field: #field,
            type_name: #type_name,
            declaration: <#otp::ChildOf<#ty, #otp::Below<Self, #otp::Top>>>::DECLARATION,
            id: #id,
            restart: #restart,
            shutdown: #shutdown,
            significant: #significant,
            count: #count,
            is_named: <#otp::Named<#ty>>::IS,
        },
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
