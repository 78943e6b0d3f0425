//! Room for a value of any type: inline where it fits, in a box where not.
//!
//! The only unsafe code of the crate. The caller ([`slot`](super::slot)) keeps, under the slot's lock, whether a value
//! is there; the two ends of a slot are typed alike, so what is read is what was written.
#![allow(
    unsafe_code,
    reason = "a slot is used again for answers of other types; ARCHITECTURE.md names this file"
)]

use std::mem::{MaybeUninit, align_of, size_of};

/// Values of up to 48 bytes lie in the slot.
pub(crate) type Storage = MaybeUninit<[u64; 6]>;

const fn is_inline<T>() -> bool {
    size_of::<T>() <= size_of::<Storage>() && align_of::<T>() <= align_of::<Storage>()
}

/// Puts a value in; the storage must be empty, else what was in it leaks.
pub(crate) fn write<T>(storage: &mut Storage, value: T) {
    let place = storage.as_mut_ptr();
    if is_inline::<T>() {
        // SAFETY: `place` is valid for writes of a `Storage`, in which a `T` fits by size and alignment.
        unsafe { place.cast::<T>().write(value) }
    } else {
        let boxed: *mut T = Box::into_raw(Box::new(value));
        // SAFETY: a pointer fits a `Storage` by size and alignment.
        unsafe { place.cast::<*mut T>().write(boxed) }
    }
}

/// Takes the value out.
///
/// The last thing written to this storage must have been a `T`, not yet read: the slot's phase says so, and its ends
/// are made as a pair of one type.
pub(crate) fn read<T>(storage: &mut Storage) -> T {
    let place = storage.as_mut_ptr();
    if is_inline::<T>() {
        // SAFETY: by this function's condition a `T` was written here and not read since.
        unsafe { place.cast::<T>().read() }
    } else {
        // SAFETY: by this function's condition `write` left the pointer of a box here, and nobody has taken it since.
        *unsafe { Box::from_raw(place.cast::<*mut T>().read()) }
    }
}
