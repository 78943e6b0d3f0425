//! Writes a dynamic supervisor's type and the functions that reach the one of it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Generics, Type};

use super::model::Model;
use crate::declaration::{self, Declaring};
use crate::doc_links::linked;
use crate::options::spec::duration_tokens;
use crate::spans::ends;
use crate::type_shape::written;

/// Everything beside the item itself.
pub(super) fn emit(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let Model {
        cfgs,
        ident,
        intensity,
        ..
    } = model;
    let constants = model.spec.constants(&model.crate_path);
    let child_id = model.spec.child_id(&model.crate_path);
    let kill_timeout = model.kill_timeout.map(|time| {
        let time = duration_tokens(time, &model.crate_path);
        quote!(const KILL_TIMEOUT: #otp::Duration = #time;)
    });
    let period = duration_tokens(model.period, &model.crate_path);
    let max_children = match &model.max_children {
        Some(count) => quote!(#otp::Option::Some(#count)),
        None => quote!(#otp::Option::None),
    };
    let functions = functions(model);
    let declared = declared_children(model);
    let declaration = declaration::emit(&Declaring {
        path: &model.crate_path,
        cfgs,
        ident,
        generics: &Generics::default(),
        spec: &model.spec,
        shutdown: quote!(#otp::Shutdown::Infinity),
        behaviour: quote! {
            #otp::Behaviour::DynamicSupervisor {
                intensity: #intensity,
                period: #period,
                takes: #declared,
            }
        },
    });
    let takes = takes(model);
    quote! {
        #declaration

        #(#cfgs)*
        #[automatically_derived]
        impl #otp::DynamicSupervisorType for #ident {
            const INTENSITY: u32 = #intensity;
            const PERIOD: #otp::Duration = #period;
            const MAX_CHILDREN: #otp::Option<usize> = #max_children;
            #kill_timeout
            #constants
            #child_id
        }

        #takes
        #functions
    }
}

/// What the docs of the type say of the servers that it takes.
pub(super) fn docs(types: &[Type]) -> String {
    let links: Vec<String> = types
        .iter()
        .map(|ty| linked(ty, &Generics::default()))
        .collect();
    format!("\n\n# Children\n\nTakes {}.", links.join(", "))
}

/// `impl TakenBy`, one for each server that it takes.
fn takes(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let Model { cfgs, ident, .. } = model;
    let types = model.takes.iter().flatten();
    types
        .map(|ty| {
            // That it is a server is asked at its name.
            let span = ends(ty).0;
            let reference = quote_spanned!(span=> <#ty as #otp::GenServerSpec>::Ref);
            quote! {
                #(#cfgs)*
                #[automatically_derived]
                impl #otp::TakenBy<#ident> for #reference {}
            }
        })
        .collect()
}

fn declared_children(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let Some(types) = &model.takes else {
        return quote!(#otp::Option::None);
    };
    let taken = types.iter().map(|ty| {
        let name = written(ty);
        quote!(#otp::TakenChild { type_name: #name, declaration: <#otp::DeclaredServer<#ty>>::OF })
    });
    quote!(#otp::Option::Some(&[#(#taken),*]))
}

fn functions(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let Model {
        cfgs, vis, ident, ..
    } = model;
    let start_child = starts(model, "start_child");
    let ensure = starts(model, "ensure");
    let start_doc = format!(
        "Starts `{ident}` linked to the process that runs this.\n\n# Errors\n\nOne runs already."
    );
    let spec_doc = format!("How a supervisor starts `{ident}`.");
    quote! {
        #(#cfgs)*
        #[allow(dead_code, clippy::all, clippy::pedantic, clippy::nursery, reason = "generated whether it is used or not")]
        impl #ident {
            #[doc = #start_doc]
            #vis fn start_link() -> #otp::Start<#otp::DynamicSupervisorRef> {
                #otp::start_dynamic_supervisor::<Self>()
            }

            #[doc = #spec_doc]
            #[must_use]
            #vis fn child_spec() -> #otp::ChildSpec<#otp::DynamicSupervisorRef> {
                #otp::dynamic_supervisor_child_spec::<Self>()
            }

            /// The one of this type in the node, looked up anew at each use.
            #[must_use]
            #vis fn reference() -> #otp::DynamicSupervisorRef {
                #otp::DynamicSupervisorRef::of_type::<Self>()
            }

            /// Starts a child, as `DynamicSupervisor.start_child/2`.
            ///
            /// # Errors
            ///
            /// Its name is taken, its `init` did not give a state, or there are as many children as there may be.
            #start_child

            /// Starts a child, or gives the one that runs under its name.
            ///
            /// # Errors
            ///
            /// As [`start_child`](Self::start_child), but for a child that runs already.
            #ensure

            /// Stops a child, as `DynamicSupervisor.terminate_child/2`.
            ///
            /// # Errors
            ///
            /// It is no child of this supervisor.
            #vis async fn terminate_child(__pid: #otp::Pid) -> #otp::Result<(), #otp::TerminateChildError> {
                Self::reference().terminate_child(__pid).await
            }

            /// The children that there are.
            ///
            /// # Errors
            ///
            /// The supervisor does not run.
            #vis async fn which_children() -> #otp::Result<#otp::Vec<#otp::ChildInfo>, #otp::SupervisorCallError> {
                Self::reference().which_children().await
            }

            /// How many children there are, of which kind.
            ///
            /// # Errors
            ///
            /// The supervisor does not run.
            #vis async fn count_children() -> #otp::Result<#otp::ChildCounts, #otp::SupervisorCallError> {
                Self::reference().count_children().await
            }

            /// Stops the supervisor and all its children, as `DynamicSupervisor.stop/1`.
            ///
            /// # Errors
            ///
            /// It does not run.
            #vis async fn stop() -> #otp::Result<(), #otp::StopError> {
                Self::reference().stop(#otp::ExitReason::Normal, #otp::Option::<#otp::Duration>::None).await
            }
        }
    }
}

/// A function that starts a child.
fn starts(model: &Model, name: &str) -> TokenStream {
    let otp = model.crate_path.tokens();
    let vis = &model.vis;
    let name = Ident::new(name, Span::call_site());
    let answer = quote!(#otp::Result<__R, #otp::StartError<__R>>);
    if model.takes.is_none() {
        return quote! {
            #vis async fn #name<__R>(__spec: #otp::ChildSpec<__R>) -> #answer
            where
                __R: #otp::Reference,
            {
                Self::reference().#name(__spec).await
            }
        };
    }
    // A child that is not taken would be three errors of an `async fn`, whose future's type has the bounds too.
    quote! {
        #vis fn #name<__R>(__spec: #otp::ChildSpec<__R>) -> #otp::Boxed<#answer>
        where
            __R: #otp::Reference + #otp::TakenBy<Self>,
        {
            #otp::Box::pin(async move { Self::reference().#name(__spec).await })
        }
    }
}
