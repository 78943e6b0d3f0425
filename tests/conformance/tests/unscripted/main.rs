//! What no scenario can show and no test beside the sources does: defaults, references, first and last things.

mod defaults;
mod ends;
mod names;
mod probe;
