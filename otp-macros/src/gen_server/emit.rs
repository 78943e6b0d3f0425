//! Writes a server's specification and its client struct.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;
use syn::{Expr, Generics, Ident, parse_quote};

use super::model::{CallTimeout, Mailbox, Model, Naming};
use crate::declaration::{self, Declaring};
use crate::facts::{Facts, Question};
use crate::options::spec::{Restart, duration_tokens};
use crate::spans::ends;
use crate::type_shape::{replace_self, respan};

/// Everything beside the item itself.
pub(super) fn emit(mut model: Model) -> TokenStream {
    let client = client_ident(&model.ident);
    let served = served_generics(&model);
    let believed = believed_generics(&model, &served);
    let struct_ = client_struct(&model, &client, &believed);
    let otp = model.crate_path.shorten();
    let model = &model;
    let served = served_generics(model);
    let believed = believed_generics(model, &served);
    let impls = client_impls(model, &client, &served, &believed);
    let spec = spec_impl(model, &client, &served);
    let promises = promises(model);
    let via = via_impl(model, &served);
    let named = named(model, &client, &served);
    let declaration = declaration(model);
    let cfgs = &model.cfgs;
    quote! {
        #struct_

        #(#cfgs)*
        #[allow(dead_code, reason = "rustc checks the types")]
        const _: () = {
            #otp
            #promises
            #impls
            #spec
            #via
            #named
            #declaration
        };
    }
}

/// The server's generics where nothing but what the user wrote is assumed of a type without parameters.
fn believed_generics(model: &Model, served: &Generics) -> Generics {
    if model.generics.params.is_empty() {
        model.generics.clone()
    } else {
        served.clone()
    }
}

fn declaration(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let registry = match &model.name {
        Naming::Via(registry) => quote!(<#otp::Declared<#registry>>::OF),
        _ => quote!(#otp::Option::None),
    };
    declaration::emit(&Declaring {
        path: &model.crate_path,
        // Of the whole block.
        cfgs: &[],
        ident: &model.ident,
        generics: &model.generics,
        spec: &model.spec,
        shutdown: quote!(#otp::Shutdown::DEFAULT),
        behaviour: quote!(#otp::Behaviour::Server { registry: #registry }),
    })
}

/// `TodoServerRef` of `TodoServer`.
pub(crate) fn client_ident(server: &Ident) -> Ident {
    format_ident!("{}Ref", server.unraw(), span = server.span())
}

/// The server's generics, where it is a server with its operations: what a client of it can be assumed of.
fn served_generics(model: &Model) -> Generics {
    let otp = model.crate_path.tokens();
    let ident = &model.ident;
    let mut generics = model.generics.clone();
    let (_, arguments, _) = model.generics.split_for_impl();
    let server: syn::Type = parse_quote!(#ident #arguments);
    // `for<'a>` keeps rustc from judging the bound here, once for each impl, where `#[callbacks]` is forgotten: the type then
    // has one error, that of `operations`.
    let clause: syn::WherePredicate = if generics.params.is_empty() {
        parse_quote!(for<'__a> #server: #otp::GenServer)
    } else {
        parse_quote!(#server: #otp::GenServer)
    };
    generics.make_where_clause().predicates.push(clause);
    generics
}

/// Has rustc check, at the user's tokens and before all that follows from it, that the state can be sent and that there are
/// operations. A generic server is checked where its operations are.
fn promises(model: &Model) -> Option<TokenStream> {
    if !model.generics.params.is_empty() {
        return None;
    }
    let otp = model.crate_path.tokens();
    let ident = &model.ident;
    let own = quote!(#ident);
    let mut fields = Facts::about(Question::Moved, otp);
    for ty in &model.fields {
        fields.ask(ty, &replace_self(ty, &own), &[]);
    }
    let known = fields.known();
    let facts = fields.tokens();
    Some(quote! {
        #facts
        #[automatically_derived]
        impl #otp::Held for #own where #(#known),* {}
    })
}

fn client_struct(model: &Model, client: &Ident, believed: &Generics) -> TokenStream {
    let Model {
        cfgs, vis, ident, ..
    } = model;
    let where_clause = &believed.where_clause;
    let reference = server_ref(model);
    let doc = format!(
        "A client of [`{ident}`]: what it offers, as methods, to whoever holds this.\n\n\
         Cheap to clone. It leads to one process, or to a name that is looked up anew at each use."
    );
    quote! {
        #(#cfgs)*
        #[doc = #doc]
        #[allow(dead_code, reason = "generated whether it is used or not")]
        #vis struct #client #believed #where_clause {
            #[doc(hidden)]
            pub(crate) __server: #reference,
        }
    }
}

/// Those that rustc asks about the server have in their `where` that it is one, so that they have no error where it is none. The
/// others have none there in any case, and with nothing in their `where` they are cheaper for rustc to check.
fn client_impls(
    model: &Model,
    client: &Ident,
    served: &Generics,
    believed: &Generics,
) -> TokenStream {
    let otp = model.crate_path.tokens();
    let ident = &model.ident;
    let (_, arguments, _) = model.generics.split_for_impl();
    let (parameters, _, where_clause) = believed.split_for_impl();
    let asked = &served.where_clause;
    let server = quote!(#ident #arguments);
    let reference = server_ref(model);
    let this = quote!(#client #arguments);
    let plain = quote! {
        #[automatically_derived]
        impl #parameters #otp::Clone for #this #where_clause {
            fn clone(&self) -> Self {
                Self { __server: #otp::Clone::clone(&self.__server) }
            }
        }

        #[automatically_derived]
        impl #parameters #otp::Deref for #this #where_clause {
            type Target = #reference;

            fn deref(&self) -> &#reference {
                &self.__server
            }
        }

        #[automatically_derived]
        impl #parameters #otp::From<#reference> for #this #where_clause {
            fn from(__server: #reference) -> Self {
                Self { __server }
            }
        }
    };
    let asking = quote! {
        #[automatically_derived]
        impl #parameters #otp::Debug for #this #asked {
            fn fmt(&self, formatter: &mut #otp::fmt::Formatter<'_>) -> #otp::fmt::Result {
                #otp::Debug::fmt(&self.__server, formatter)
            }
        }

        #[automatically_derived]
        impl #parameters #otp::Client for #this #asked {
            type Server = #server;

            fn from_server(__server: #reference) -> Self {
                Self { __server }
            }

            fn as_server(&self) -> &#reference {
                &self.__server
            }
        }
    };
    let plain = respan(plain, ends(ident).0);
    quote!(#plain #asking)
}

/// The type that the client holds. Where `#[callbacks]` is forgotten, rustc says so of it: at one place, and so once.
fn server_ref(model: &Model) -> TokenStream {
    let otp = model.crate_path.tokens();
    let ident = &model.ident;
    let (_, arguments, _) = model.generics.split_for_impl();
    respan(quote!(#otp::ServerRef<#ident #arguments>), ends(ident).0)
}

fn spec_impl(model: &Model, client: &Ident, served: &Generics) -> TokenStream {
    let otp = model.crate_path.tokens();
    let ident = &model.ident;
    let (_, arguments, _) = model.generics.split_for_impl();
    let mut generics = served.clone();
    if !generics.params.is_empty() {
        // That the state is `Send` is not asked again: a state may hold its own client, and asking would go in a circle. The
        // futures of its operations, which hold it, must be `Send`.
        let server: syn::Type = parse_quote!(#ident #arguments);
        let clause = generics.make_where_clause();
        clause.predicates.push(parse_quote!(#server: 'static));
    }
    let (parameters, _, where_clause) = generics.split_for_impl();
    let start = match model.spec.restart {
        Some(Restart::Temporary) => quote!(#otp::Once),
        _ => quote!(#otp::Again),
    };
    let mailbox = match &model.mailbox {
        Mailbox::Unbounded => quote!(#otp::Unbounded),
        // The braces that a type argument needs may be there already.
        Mailbox::Bounded(size) if matches!(**size, Expr::Block(_)) => quote!(#otp::Bounded<#size>),
        Mailbox::Bounded(size) => quote!(#otp::Bounded<{ #size }>),
    };
    let constants = model.spec.constants(&model.crate_path);
    let call_timeout = model.call_timeout.as_ref().map(|timeout| {
        let value = match timeout {
            CallTimeout::After(time) => {
                let time = duration_tokens(*time, &model.crate_path);
                quote!(#otp::Option::Some(#time))
            }
            CallTimeout::Infinity => quote!(#otp::Option::None),
        };
        quote!(const CALL_TIMEOUT: #otp::Option<#otp::Duration> = #value;)
    });
    let trap_exit = model.trap_exit.then(|| {
        quote!(
            const TRAP_EXIT: bool = true;
        )
    });
    let blocking = model.blocking.then(|| {
        quote!(
            const BLOCKING: bool = true;
        )
    });
    let child_id = model.spec.child_id(&model.crate_path);
    let own_name = own_name(model).map(|name| {
        quote! {
            fn own_name() -> #otp::Option<#otp::Name> {
                #otp::Option::Some(#name)
            }
        }
    });
    let describe = model.debug_state.then(|| {
        quote! {
            fn describe(&self) -> #otp::Option<#otp::String> {
                #otp::Option::Some(#otp::debug_text(self))
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl #parameters #otp::GenServerSpec for #ident #arguments #where_clause {
            type Ref = #client #arguments;
            type Mailbox = #mailbox;
            type Start = #start;
            #constants
            #call_timeout
            #trap_exit
            #blocking
            #child_id
            #own_name
            #describe
        }
    }
}

/// The name of the only server of its kind.
fn own_name(model: &Model) -> Option<TokenStream> {
    let otp = model.crate_path.tokens();
    match &model.name {
        Naming::OfType => Some(quote!(#otp::Name::of_type::<Self>())),
        Naming::Text(text) => Some(quote!(#otp::Name::local(#text))),
        Naming::Free | Naming::Via(_) => None,
    }
}

fn via_impl(model: &Model, served: &Generics) -> Option<TokenStream> {
    let Naming::Via(registry) = &model.name else {
        return None;
    };
    let otp = model.crate_path.tokens();
    let ident = &model.ident;
    let (_, arguments, _) = model.generics.split_for_impl();
    let (parameters, _, where_clause) = served.split_for_impl();
    Some(quote! {
        #[automatically_derived]
        impl #parameters #otp::Via for #ident #arguments #where_clause {
            type Registry = #registry;
        }
    })
}

fn named(model: &Model, client: &Ident, served: &Generics) -> Option<TokenStream> {
    let name = own_name(model)?;
    let otp = model.crate_path.tokens();
    let Model { vis, ident, .. } = model;
    let (_, arguments, _) = model.generics.split_for_impl();
    let (parameters, _, where_clause) = served.split_for_impl();
    Some(quote! {
        impl #parameters #ident #arguments #where_clause {
            /// The client of the server that runs under this type's name, looked up anew at each use.
            #[allow(dead_code, reason = "generated whether it is used or not")]
            #[must_use]
            #vis fn named() -> #client #arguments {
                #otp::Client::from_server(#otp::ServerRef::<Self>::by_name(#name))
            }
        }
    })
}
