//! Odd inputs of the macros that are legal: each module compiles, which is the test.
//!
//! They are modules of one crate, not cases of trybuild, so that they cost one compile.
#![allow(
    dead_code,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    clippy::all,
    clippy::allow_attributes_without_reason,
    uncommon_codepoints,
    mixed_script_confusables,
    reason = "they are as odd as they are meant to be"
)]

mod answers;
mod argument_names;
mod arguments_that_are_not_clone;
mod async_and_not;
mod attributes_by_path;
mod cfg_items;
mod cfg_operations;
mod children_by_hand;
mod children_of_dynamic_supervisors;
mod const_generic;
mod crate_behind_a_facade;
mod crate_renamed;
mod deprecated_operation;
mod docs_and_attributes;
mod enum_state;
mod equal_operations;
mod every_server_option;
mod generic_trees;
mod generic_where;
mod inside_a_function;
mod keys_of_every_kind;
mod lower_case_types;
mod never_returns;
mod no_implicit_prelude;
mod no_operations;
mod non_ascii_names;
mod odd_and_meant;
mod operation_names;
mod other_items_in_the_block;
mod otp_infos;
mod own_client_in_the_state;
mod patterns_as_arguments;
mod raw_identifiers;
mod receivers;
mod result_alias;
mod servers_of_modules;
mod shadowed_prelude;
mod static_borrows;
mod std_names_as_modules;
mod strict_lints;
mod tests_of_every_kind;
mod tree_through_macro_rules;
mod trees_of_every_shape;
mod tuple_and_unit_states;
mod twenty_arguments;
mod type_names;
mod types_through_macro_rules;
mod visibilities;
