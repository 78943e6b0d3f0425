//! What is emitted.

use super::super::expand;
use crate::testing::{assert_contains, assert_lacks, tokens};

#[test]
fn children_are_specifications_in_the_order_of_the_fields() {
    let emitted = expand(
        tokens(
            "strategy = \"rest_for_one\", max_restarts = 1, max_seconds = 2, auto_shutdown = \"any_significant\"",
        ),
        tokens(
            "pub struct System { a: A, #[child(args = (self.dir.clone(), 2), id = \"two\", restart = \"transient\", significant)] \
             b: B<u8>, #[cfg(unix)] c: C, #[arg] dir: PathBuf }",
        ),
    );
    assert_contains(
        &emitted,
        &[
            "pub struct System { a: fn() -> A, b: fn() -> B<u8>, \
             #[cfg(unix)] c: fn() -> C, dir: PathBuf }",
            "__children.push(::otp_core::__private::ChildSpec::erase(<A>::child_spec()));",
            "ChildSpec::with_id(<B<u8> >::child_spec(self.dir.clone(), 2), \"two\")",
            "use ::otp_core::__private::NotAChild as _; __children.push(::otp_core::__private::ChildSpec::erase(<C>::child_spec()));",
            "const STRATEGY: ::otp_core::__private::Strategy = ::otp_core::__private::Strategy::RestForOne;",
            "const INTENSITY: u32 = 1u32;",
            "::otp_core::__private::AutoShutdown::AnySignificant",
            "pub fn start_link(dir: impl ::otp_core::__private::Into<PathBuf>)",
        ],
    );
}

#[test]
fn a_pool_is_numbered() {
    let emitted = expand(
        tokens(""),
        tokens("struct Pool { #[child(count = 3, args = |n| (n, \"w\"))] worker: W }"),
    );
    assert_contains(
        &emitted,
        &[
            "let __count: usize = 3;",
            "let n: usize = __number;",
            "<W>::child_spec(n, \"w\")",
            "ChildId::numbered(\"worker\", __number)",
        ],
    );
}

#[test]
fn a_generic_supervisor_keeps_its_parameters() {
    let emitted = expand(
        tokens(""),
        tokens(
            "struct Tree<T: Clone = u8, const N: usize = 1> where T: Send { #[child(args = Self::first())] a: A<T>, #[arg] first: T }",
        ),
    );
    assert_contains(
        &emitted,
        &[
            "pub struct __Args<T: Clone, const N: usize> where T: Send",
            "<A<T> >::child_spec(Tree::<T, N>::first())",
            "SupervisorType for Tree<T, N> where T: Send",
        ],
    );
}

#[test]
fn a_wrong_child_leaves_the_supervisor() {
    let emitted = expand(
        tokens("strategy = \"x\""),
        tokens("struct S { #[child(nonsense)] a: A }"),
    );
    assert_contains(
        &emitted,
        &[
            "compile_error",
            "struct S { a: fn() -> A }",
            "SupervisorType for S",
            "fn which_children",
        ],
    );
}

#[test]
fn the_docs_list_the_children_with_what_their_fields_say() {
    let emitted = expand(
        tokens("strategy = \"one_for_all\", auto_shutdown = \"any_significant\""),
        tokens(
            "struct S<T> { #[child(id = \"x\", restart = \"transient\", shutdown = \"2s\", significant)] a: A, \
             #[cfg(unix)] #[child(after = a, shutdown = \"infinity\")] b: b::B<u8>, \
             #[child(count = 3, shutdown = \"brutal_kill\", significant = false)] c: T, #[arg] d: u8 }",
        ),
    );
    assert_contains(
        &emitted,
        &[
            r##"#[doc = "\n\n# Tree\n\nStarts in this order, `one_for_all`, `max_restarts` 3 in 5s, `auto_shutdown` any_significant:\n\n"]"##,
            "#[doc = \"1. `a`: [`A`], id `x`, transient, shutdown 2s, significant\"]",
            "#[cfg_attr(all(unix), doc = \"1. `b`: [`b::B`]`<u8>`, shutdown infinity, after `a`\")]",
            "#[doc = \"1. `c`: `T`, a pool of `3`, shutdown brutal_kill, not significant\"]",
            "rustdoc::private_intra_doc_links",
        ],
    );
    let emitted = expand(tokens(""), tokens("struct S;"));
    assert_contains(
        &emitted,
        &[
            r##"#[doc = "\n\n# Tree\n\nStarts in this order, `one_for_one`, `max_restarts` 3 in 5s:\n\nnothing but what is added as it runs."]"##,
        ],
    );
}

#[test]
fn what_is_legal_and_odd_is_asked_of_the_tree() {
    let emitted = expand(
        tokens("strategy = \"one_for_all\", max_restarts = 0"),
        tokens("#[allow(deprecated)] #[doc = \"\"] struct S { #[cfg(unix)] a: A }"),
    );
    assert_contains(
        &emitted,
        &[
            "#[allow(deprecated)] const _: () = <::otp_core::__private::LegalButOdd<{ \
             ::otp_core::__private::has_one_child(<S as ::otp_core::__private::Declares>::DECLARATION) }>>::ONE_CHILD;",
            "::otp_core::__private::restarts_none(<S as ::otp_core::__private::Declares>::DECLARATION)",
            "::NO_RESTARTS;",
            "#[cfg(unix)] #[allow(deprecated)] const _: () = <::otp_core::__private::LegalButOdd<{ \
             ::otp_core::__private::is_cut_short(<S as ::otp_core::__private::Declares>::DECLARATION, \"a\") }>>::CUT_SHORT;",
        ],
    );
    let emitted = expand(tokens("max_seconds = 9"), tokens("struct S { a: A }"));
    assert_contains(&emitted, &["::NONE_TO_COUNT;"]);
    assert_lacks(&emitted, &["ONE_CHILD", "NO_RESTARTS"]);
    // What a generic tree is, is not known here.
    let emitted = expand(
        tokens("strategy = \"one_for_all\""),
        tokens("struct S<T> { a: A, #[arg] t: T }"),
    );
    assert_lacks(&emitted, &["ONE_CHILD", "CUT_SHORT"]);
}
