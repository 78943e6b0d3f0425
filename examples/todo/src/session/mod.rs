//! Commands carried out.

mod layout;
pub use layout::{Node, draw};
