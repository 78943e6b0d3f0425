//! Process identifiers.

use std::fmt;

/// Names one process for ever: no later process, in this run of the program, has an equal `Pid`.
///
/// A pid outlives its process; asking after a dead one says so ([`process::is_alive`](crate::process::is_alive)),
/// sending to it is silent. It prints as Erlang's shell prints it, `#PID<0.4.17>`: the node (0 is the program's own),
/// the place in the process table, and the number of the start that gave it out.
///
/// OTP counterpart: `t:pid/0`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pid {
    // First in the order: processes sort by their start.
    serial: u64,
    node: u32,
    index: u32,
}

impl Pid {
    pub(crate) fn new(node: u32, index: u32, serial: u64) -> Self {
        Self {
            serial,
            node,
            index,
        }
    }

    /// A pid that no process has.
    pub(crate) fn nobody() -> Self {
        Self {
            serial: 0,
            node: 0,
            index: 0,
        }
    }

    pub(crate) fn node(self) -> u32 {
        self.node
    }

    pub(crate) fn index(self) -> u32 {
        self.index
    }

    /// The number of this process's start in its node: a process that was started later has a greater one.
    pub(crate) fn serial(self) -> u64 {
        self.serial
    }
}

impl fmt::Display for Pid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#PID<{}.{}.{}>", self.node, self.index, self.serial)
    }
}

impl fmt::Debug for Pid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
