//! A supervisor below itself.

use super::*;

/// A supervisor with children that are known by their types alone.
macro_rules! supervises {
    ($supervisor:ident: $($field:literal $child:ty),*) => {
        struct $supervisor;
        impl<W: Way> Supervises<W> for $supervisor {
            const PATH: &'static str = stringify!($supervisor);
            const CIRCLE: Option<Circle> = Circle::among(&[
                $(($field, <ChildOf<$child, Below<Self, W>>>::CIRCLE)),*
            ]);
        }
    };
}

/// What a supervisor says of a field that may lead into a circle.
fn told<T: Supervises<Top>>(field: &str) -> Option<String> {
    let tree = supervisor(false, &[]);
    let fault = fault_of_child(&tree, Some(T::CIRCLE?), field)?;
    Some(fault.as_str().to_owned())
}

#[test]
fn a_circle_is_told_once_by_a_supervisor_on_it() {
    supervises!(System: "left" Zone, "right" Leaf);
    supervises!(Zone: "leaf" Leaf, "cache" Cache);
    supervises!(Cache: "leaf" Leaf, "zone" Zone);
    supervises!(Leaf: "server" u8);
    assert_eq!(told::<Leaf>("server"), None);
    assert_eq!(told::<System>("left"), None);
    assert_eq!(told::<Zone>("cache"), None);
    assert_eq!(told::<Cache>("leaf"), None);
    let fault = told::<Cache>("zone").unwrap_or_default();
    assert!(fault.contains("below `zone` is `Tree` again"), "{fault}");
}

#[test]
fn a_circle_that_is_told_comes_before_one_that_others_tell() {
    supervises!(Middle: "below" Other, "self" Middle);
    supervises!(Other: "again" Other);
    assert!(told::<Middle>("self").is_some());
    assert!(told::<Middle>("below").is_none());
    assert!(told::<Other>("again").is_some());
}
