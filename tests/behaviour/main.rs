//! Behaviours of OTP, seen through the public API. Rules are cited by their numbers, `GEN-23`, in names or comments.

mod gen_server_calls;
mod gen_server_casts;
mod gen_server_end;
mod gen_server_idle;
mod gen_server_replies;
mod gen_server_start;
mod inside;
mod outside;
mod process_exits;
mod process_info;
mod process_links;
mod process_monitors;
mod process_runtimes;
