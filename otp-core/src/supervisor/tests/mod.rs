//! The decisions against a second, naive statement of OTP's rules; and what needs a look inside.

mod children;
mod decisions;
mod stuck;
mod window;
