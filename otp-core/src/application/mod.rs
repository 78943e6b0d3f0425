//! A program's supervision tree: started at the start of `main`, taken down at its end.
//!
//! OTP counterpart: `Application`, of which there is one a program here.

mod error;
mod handle;
mod run;
mod signals;

pub use error::ApplicationError;
pub use handle::Application;
