//! Behaviours of OTP, seen through the public API. Rules are cited by their numbers, `GEN-23`, in names or comments.

mod declared_trees;
mod dropping;
mod gen_server_bounded;
mod gen_server_by_hand;
mod gen_server_calls;
mod gen_server_calls_anywhere;
mod gen_server_casts;
mod gen_server_end;
mod gen_server_idle;
mod gen_server_kinds;
mod gen_server_panics;
mod gen_server_replies;
mod gen_server_start;
mod inside;
mod outside;
mod process_exits;
mod process_info;
mod process_links;
mod process_monitors;
mod process_runtimes;
mod registry_deaths;
mod registry_entries;
mod registry_via;
mod reports;
mod timers;
