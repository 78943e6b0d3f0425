//! A tree that a `macro_rules!` writes.

use otp_core::prelude::*;

#[registry(keys = "unique")]
pub struct Names;

macro_rules! tree {
    ($name:ident { $($field:ident : $child:ty),* $(,)? } $strategy:literal $seconds:literal) => {
        #[supervisor(strategy = $strategy, max_seconds = $seconds)]
        #[allow(deprecated, reason = "some have one child, and the same strategy")]
        pub struct $name {
            $($field: $child),*
        }
    };
}

tree!(Tree { names: Names } "rest_for_one" 7);
tree!(Empty {} "one_for_all" "500ms");
