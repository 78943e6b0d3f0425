//! Behaviours of OTP, seen through the public API.

mod gen_server_calls;
