//! The attribute macros of `otp-core`.
