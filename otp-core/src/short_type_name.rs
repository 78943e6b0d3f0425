//! Type names as a person says them: `TodoServer`, not `todo::server::TodoServer`.

use std::any::type_name;

/// The name of a type without the path to it; type arguments are left as they are.
pub(crate) fn of<T: ?Sized>() -> &'static str {
    strip(type_name::<T>())
}

/// The same for a name that `type_name` gave.
pub(crate) fn strip(name: &'static str) -> &'static str {
    let head = name.find('<').unwrap_or(name.len());
    let start = name[..head].rfind("::").map_or(0, |at| at + 2);
    &name[start..]
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn the_path_goes_and_the_arguments_stay() {
        assert_eq!(strip("todo::server::TodoServer"), "TodoServer");
        assert_eq!(
            strip("a::Cache<alloc::string::String, u8>"),
            "Cache<alloc::string::String, u8>"
        );
        assert_eq!(strip("u8"), "u8");
    }
}
