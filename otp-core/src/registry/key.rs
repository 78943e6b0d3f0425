//! Keys of any hashable type, side by side in one map.

use std::any::{Any, TypeId};
use std::fmt::{self, Debug};
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// What can be a key in a registry: any value that can be cloned, compared, hashed and printed.
///
/// Keys of different types are different keys, also where they print alike. The blanket implementation is the only
/// one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key in a registry",
    label = "this type is no key",
    note = "a key is `Clone + Eq + Hash + Debug + Send + Sync + 'static`: derive what is missing, or use a `String` or a number"
)]
pub trait Key: Clone + Eq + Hash + Debug + Send + Sync + 'static {}

// So that a type that is no key is one error, in the words above.
#[diagnostic::do_not_recommend]
impl<K: Clone + Eq + Hash + Debug + Send + Sync + 'static> Key for K {}

/// A [`Key`] as an object.
pub(crate) trait AnyKey: Any + Send + Sync {
    fn equals(&self, other: &dyn AnyKey) -> bool;
    fn hash_into(&self, state: &mut dyn Hasher);
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<K: Key> AnyKey for K {
    fn equals(&self, other: &dyn AnyKey) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref::<K>().is_some_and(|other| self == other)
    }

    fn hash_into(&self, mut state: &mut dyn Hasher) {
        TypeId::of::<K>().hash(&mut state);
        self.hash(&mut state);
    }

    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self, f)
    }
}

impl PartialEq for dyn AnyKey {
    fn eq(&self, other: &dyn AnyKey) -> bool {
        self.equals(other)
    }
}

impl Eq for dyn AnyKey {}

impl Hash for dyn AnyKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hash_into(state);
    }
}

impl Debug for dyn AnyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        AnyKey::fmt(self, f)
    }
}

/// A key that belongs to one server type: OTP's `{TodoServer, name}`.
pub(crate) struct Scoped<S, K> {
    pub(crate) key: K,
    scope: PhantomData<fn() -> S>,
}

impl<S, K> Scoped<S, K> {
    pub(crate) fn new(key: K) -> Self {
        Self {
            key,
            scope: PhantomData,
        }
    }
}

impl<S, K: Clone> Clone for Scoped<S, K> {
    fn clone(&self) -> Self {
        Self::new(self.key.clone())
    }
}

impl<S, K: PartialEq> PartialEq for Scoped<S, K> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<S, K: Eq> Eq for Scoped<S, K> {}

impl<S, K: Hash> Hash for Scoped<S, K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl<S, K: Debug> Debug for Scoped<S, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{{{}, {:?}}}",
            crate::short_type_name::of::<S>(),
            self.key
        )
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

    use super::*;

    fn hash(key: &dyn AnyKey) -> u64 {
        BuildHasherDefault::<DefaultHasher>::default().hash_one(key)
    }

    #[test]
    fn keys_of_different_types_are_different_keys_reg_6() {
        let one: &dyn AnyKey = &1u32;
        assert!(one == &1u32 as &dyn AnyKey);
        assert!(one != &1u64 as &dyn AnyKey);
        assert!(one != &"1".to_owned() as &dyn AnyKey);
        assert_eq!(hash(one), hash(&1u32));
    }

    #[test]
    fn a_key_belongs_to_the_server_type_that_it_is_given_with() {
        struct A;
        struct B;
        let of_a: &dyn AnyKey = &Scoped::<A, _>::new(1);
        assert!(of_a == &Scoped::<A, _>::new(1) as &dyn AnyKey);
        assert!(of_a != &Scoped::<B, _>::new(1) as &dyn AnyKey);
        assert_eq!(format!("{of_a:?}"), "{A, 1}");
    }
}
