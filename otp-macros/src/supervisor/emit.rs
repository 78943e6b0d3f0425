//! Writes a supervisor's type, its arguments and its children.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Generics, ItemStruct, Pat, Type, parse_quote};

use super::model::{Argument, AutoShutdown, Child, Model, Pool, Strategy};
use super::spec::Field;
use super::{emit_checks, emit_declaration, emit_functions, emit_warnings};
use crate::options::spec::duration_tokens;
use crate::promises::Promises;
use crate::spans::{call_at, ends};
use crate::type_shape::replace_self;

/// Everything beside the item itself. Its names are inside a `const _`, so nothing of the user's can meet them.
pub(super) fn emit(model: &Model) -> TokenStream {
    let cfgs = &model.cfgs;
    let promises = promises(model);
    let arguments = arguments(model);
    let supervisor = supervisor_type(model);
    let functions = emit_functions::functions(model);
    let declaration = emit_declaration::declaration(model);
    let checks = emit_checks::of_generic(model);
    quote! {
        #(#cfgs)*
        #[allow(
            dead_code,
            private_interfaces,
            private_bounds,
            clippy::all,
            clippy::pedantic,
            clippy::nursery,
            reason = "generated whether it is used or not"
        )]
        const _: () = {
            #promises
            #arguments
            #supervisor
            #functions
            #declaration
            #checks
        };
    }
}

/// The struct as it is emitted again. It names its children and holds none, so that one that contains itself is an error of ours
/// and not of rustc's about its size. A type argument would name them too, but for rustc's advice to declare what it does not
/// know as a parameter.
pub(super) fn without_values(item: &mut ItemStruct, fields: &[Field]) {
    for (emitted, field) in item.fields.iter_mut().zip(fields) {
        if field.arg.is_empty() {
            let ty = &emitted.ty;
            emitted.ty = match ty {
                // A `+` would be ambiguous there.
                Type::TraitObject(_) | Type::ImplTrait(_) => parse_quote!(fn() -> (#ty)),
                ty => parse_quote!(fn() -> #ty),
            };
        }
    }
}

/// Has the compiler judge the tree as a whole.
pub(super) fn checks(model: &Model) -> TokenStream {
    let cfgs = &model.cfgs;
    let checks = emit_checks::at_once(model);
    let warnings = emit_warnings::warnings(model);
    quote! {
        #(#cfgs)*
        const _: () = {
            #checks
            #warnings
        };
    }
}

/// Has rustc check, at the user's tokens and before all that follows from it, that the arguments can be kept for restarts.
fn promises(model: &Model) -> TokenStream {
    let mut promises = Promises::default();
    if model.generics.params.is_empty() {
        let otp = model.crate_path.tokens();
        promises.kind(KEPT, &quote!(#otp::Kept), &quote!(#otp::PhantomData));
        for Argument { cfgs, ty, .. } in &model.args {
            promises.ask(KEPT, ty, &ty.to_token_stream(), cfgs);
        }
    }
    promises.tokens()
}

const KEPT: &str = "__ArgumentsAreKeptForRestarts";

/// The struct of the arguments, on which the children's `args = self.folder.clone()` are evaluated.
fn arguments(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let generics = &model.generics;
    let declared = without_defaults(generics);
    let (parameters, arguments, where_clause) = generics.split_for_impl();
    let fields = model.args.iter().map(
        |Argument {
             cfgs, ident, ty, ..
         }| quote!(#(#cfgs)* pub #ident: #ty,),
    );
    let clones = model.args.iter().map(
        |Argument {
             cfgs, ident, ty, ..
         }| {
            let span = ends(ty).0;
            let clone = quote_spanned!(span=> <#ty as #otp::Clone>::clone);
            quote!(#(#cfgs)* #ident: #clone(&self.#ident),)
        },
    );
    let types: Vec<_> = generics
        .type_params()
        .map(|parameter| &parameter.ident)
        .collect();
    let has_parameters = !generics.params.is_empty();
    let phantom =
        has_parameters.then(|| quote!(pub __phantom: #otp::PhantomData<fn(#(*const #types),*)>,));
    let phantom_clone = has_parameters.then(|| quote!(__phantom: #otp::PhantomData,));
    let children = model.children.iter().map(|child| push(model, child));
    quote! {
        pub struct __Args #declared #where_clause {
            #(#fields)*
            #phantom
        }

        #[automatically_derived]
        impl #parameters #otp::Clone for __Args #arguments #where_clause {
            fn clone(&self) -> Self {
                Self { #(#clones)* #phantom_clone }
            }
        }

        impl #parameters __Args #arguments #where_clause {
            fn __children(&self) -> #otp::Vec<#otp::ChildSpec> {
                #[allow(unused_mut, reason = "of a supervisor without children")]
                let mut __children = #otp::Vec::new();
                #(#children)*
                __children
            }
        }
    }
}

/// The parameters of a generated struct.
fn without_defaults(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    for parameter in generics.type_params_mut() {
        parameter.default = None;
    }
    for parameter in generics.const_params_mut() {
        parameter.default = None;
    }
    generics.where_clause = None;
    generics
}

/// Adds the specification of a child, or of each child of a pool.
fn push(model: &Model, child: &Child) -> TokenStream {
    let otp = model.crate_path.tokens();
    let (_, arguments, _) = model.generics.split_for_impl();
    let ident = &model.ident;
    let turbofish = arguments.as_turbofish();
    let own = quote!(#ident #turbofish);
    let Child { cfgs, ty, args, .. } = child;
    let Some(args) = args else {
        return TokenStream::new();
    };
    let args: Vec<_> = args
        .iter()
        .map(|argument| replace_self(argument, &own))
        .collect();
    let mut spec = call_at(
        ends(ty).0,
        |at| quote_spanned!(at=> <#ty>::child_spec),
        &args,
    );
    if let Some(id) = &child.overrides.id {
        spec = quote!(#otp::ChildSpec::with_id(#spec, #id));
    }
    if let Some(restart) = child.overrides.restart {
        let restart = restart.tokens(&model.crate_path);
        spec = quote!(#otp::ChildSpec::with_restart(#spec, #restart));
    }
    if let Some(shutdown) = &child.overrides.shutdown {
        let shutdown = shutdown.value.tokens(&model.crate_path);
        spec = quote!(#otp::ChildSpec::with_shutdown(#spec, #shutdown));
    }
    if let Some(significant) = child.overrides.significant {
        spec = quote!(#otp::ChildSpec::with_significant(#spec, #significant));
    }
    // With arguments it would be two errors, of which the other says less.
    let not_a_child = args.is_empty().then(|| {
        quote! {
            #[allow(unused_imports, reason = "only of types that are no children")]
            use #otp::NotAChild as _;
        }
    });
    match &child.pool {
        None => quote! {
            #(#cfgs)*
            {
                #not_a_child
                __children.push(#otp::ChildSpec::erase(#spec));
            }
        },
        Some(pool) => {
            let Pool { count, number } = pool;
            let count = replace_self(count, &own);
            let name = child.ident.unraw().to_string();
            let number = number.as_ref().map(number_binding);
            quote! {
                #(#cfgs)*
                {
                    #not_a_child
                    let __count: usize = #count;
                    for __number in 0..__count {
                        #number
                        let __spec = #otp::ChildSpec::with_id(
                            #spec,
                            #otp::ChildId::numbered(#name, __number),
                        );
                        __children.push(#otp::ChildSpec::erase(__spec));
                    }
                }
            }
        }
    }
}

/// What `|n|` of a pool's arguments is.
fn number_binding(number: &Pat) -> TokenStream {
    match number {
        Pat::Type(typed) => quote!(let #typed = __number;),
        number => quote!(let #number: usize = __number;),
    }
}

pub(super) fn strategy(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    match model.strategy {
        Strategy::OneForOne => quote!(#otp::Strategy::OneForOne),
        Strategy::OneForAll => quote!(#otp::Strategy::OneForAll),
        Strategy::RestForOne => quote!(#otp::Strategy::RestForOne),
    }
}

pub(super) fn auto_shutdown(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    match model.auto_shutdown {
        AutoShutdown::Never => quote!(#otp::AutoShutdown::Never),
        AutoShutdown::AnySignificant => quote!(#otp::AutoShutdown::AnySignificant),
        AutoShutdown::AllSignificant => quote!(#otp::AutoShutdown::AllSignificant),
    }
}

fn supervisor_type(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let ident = &model.ident;
    let (parameters, arguments, where_clause) = model.generics.split_for_impl();
    let (strategy, auto_shutdown) = (strategy(model), auto_shutdown(model));
    let intensity = model.intensity.restarts;
    let period = duration_tokens(model.intensity.period, &model.crate_path);
    let constants = model.spec.constants(&model.crate_path);
    let child_id = model.spec.child_id(&model.crate_path);
    let kill_timeout = model.kill_timeout.map(|time| {
        let time = duration_tokens(time, &model.crate_path);
        quote!(const KILL_TIMEOUT: #otp::Duration = #time;)
    });
    quote! {
        #[automatically_derived]
        impl #parameters #otp::SupervisorType for #ident #arguments #where_clause {
            type Args = __Args #arguments;
            const STRATEGY: #otp::Strategy = #strategy;
            const INTENSITY: u32 = #intensity;
            const PERIOD: #otp::Duration = #period;
            const AUTO_SHUTDOWN: #otp::AutoShutdown = #auto_shutdown;
            #kill_timeout
            #constants
            #child_id

            fn children(__args: &Self::Args) -> #otp::Vec<#otp::ChildSpec> {
                __args.__children()
            }
        }
    }
}

/// The value of the arguments' struct, from variables of the fields' names.
pub(super) fn arguments_value(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let fields = model
        .args
        .iter()
        .map(|Argument { cfgs, ident, .. }| quote!(#(#cfgs)* #ident,));
    let phantom =
        (!model.generics.params.is_empty()).then(|| quote!(__phantom: #otp::PhantomData,));
    quote!(__Args { #(#fields)* #phantom })
}
