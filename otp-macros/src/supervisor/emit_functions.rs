//! Writes the functions of a supervisor's type: its start, and what reaches the one of it in the node.

use proc_macro2::TokenStream;
use quote::quote;

use super::emit::arguments_value;
use super::model::{Argument, Model};
use super::{emit_checks, emit_declaration};

pub(super) fn functions(model: &Model) -> TokenStream {
    let ident = &model.ident;
    let (parameters, arguments, where_clause) = model.generics.split_for_impl();
    let start = start_functions(model);
    let reach = reach_functions(model);
    let tree = emit_declaration::function(model);
    quote! {
        impl #parameters #ident #arguments #where_clause {
            #start
            #reach
            #tree
        }
    }
}

/// `start_link` and `child_spec`, with the `#[arg]` fields as arguments.
fn start_functions(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let Model { vis, ident, .. } = model;
    let given: Vec<TokenStream> = model
        .args
        .iter()
        .map(
            |Argument {
                 cfgs,
                 ident,
                 ty,
                 into,
             }| {
                if *into {
                    quote!(#(#cfgs)* #ident: impl #otp::Into<#ty>)
                } else {
                    quote!(#(#cfgs)* #ident: #ty)
                }
            },
        )
        .collect();
    let conversions: Vec<TokenStream> = model
        .args
        .iter()
        .filter(|argument| argument.into)
        .map(
            |Argument {
                 cfgs, ident, ty, ..
             }| { quote!(#(#cfgs)* let #ident: #ty = #otp::Into::into(#ident);) },
        )
        .collect();
    let args = arguments_value(model);
    let checks = emit_checks::needed(model);
    let start_doc = format!(
        "Starts `{ident}` and its children linked to the process that runs this, as `supervisor:start_link/2`.\n\n\
         # Errors\n\nOne runs already, or a child did not start; those before it were stopped."
    );
    let spec_doc =
        format!("How a supervisor starts `{ident}`, with these arguments at each start.");
    quote! {
        #[doc = #start_doc]
        #vis fn start_link(#(#given),*) -> #otp::Start<#otp::SupervisorRef> {
            #checks
            #(#conversions)*
            #otp::start_supervisor::<Self>(#args)
        }

        #[doc = #spec_doc]
        #[must_use]
        #vis fn child_spec(#(#given),*) -> #otp::ChildSpec<#otp::SupervisorRef> {
            #checks
            #(#conversions)*
            #otp::supervisor_child_spec::<Self>(#args)
        }
    }
}

/// What a `SupervisorRef` offers, of the one of this type in the node.
fn reach_functions(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let vis = &model.vis;
    quote! {
        /// The one of this type in the node, looked up anew at each use.
        #[must_use]
        #vis fn reference() -> #otp::SupervisorRef {
            <Self as #otp::SupervisorType>::reference()
        }

        /// Adds a child behind the others and starts it, as `supervisor:start_child/2`.
        ///
        /// # Errors
        ///
        /// There is a child of its id, its name is taken, or its `init` did not give a state.
        #vis async fn start_child<__R>(__spec: #otp::ChildSpec<__R>) -> #otp::Result<__R, #otp::StartError<__R>>
        where
            __R: #otp::Reference,
        {
            Self::reference().start_child(__spec).await
        }

        /// Stops a child and leaves its specification, as `supervisor:terminate_child/2`.
        ///
        /// # Errors
        ///
        /// There is no child of that id.
        #vis async fn terminate_child(__id: impl #otp::Into<#otp::ChildId>) -> #otp::Result<(), #otp::TerminateChildError> {
            Self::reference().terminate_child(__id).await
        }

        /// Starts a child that is stopped, as `supervisor:restart_child/2`.
        ///
        /// # Errors
        ///
        /// There is no child of that id, it runs, or it did not start.
        #vis async fn restart_child(__id: impl #otp::Into<#otp::ChildId>) -> #otp::Result<#otp::Pid, #otp::RestartChildError> {
            Self::reference().restart_child(__id).await
        }

        /// Forgets a child that is stopped, as `supervisor:delete_child/2`.
        ///
        /// # Errors
        ///
        /// There is no child of that id, or it runs.
        #vis async fn delete_child(__id: impl #otp::Into<#otp::ChildId>) -> #otp::Result<(), #otp::DeleteChildError> {
            Self::reference().delete_child(__id).await
        }

        /// The children, the one started last first, as `supervisor:which_children/1`.
        ///
        /// # Errors
        ///
        /// The supervisor does not run.
        #vis async fn which_children() -> #otp::Result<#otp::Vec<#otp::ChildInfo>, #otp::SupervisorCallError> {
            Self::reference().which_children().await
        }

        /// How many children there are, of which kind, as `supervisor:count_children/1`.
        ///
        /// # Errors
        ///
        /// The supervisor does not run.
        #vis async fn count_children() -> #otp::Result<#otp::ChildCounts, #otp::SupervisorCallError> {
            Self::reference().count_children().await
        }

        /// Stops the children last to first, then the supervisor.
        ///
        /// # Errors
        ///
        /// It does not run.
        #vis async fn stop() -> #otp::Result<(), #otp::StopError> {
            Self::reference().stop(#otp::ExitReason::Normal, #otp::Option::<#otp::Duration>::None).await
        }
    }
}
