//! Leaves the terminal as it was found.

use std::fmt;

/// The terminal's mode of the moment it was made, given back when it is dropped.
///
/// The line editor sets a mode of its own while a line is edited. A program that a signal ends in
/// the middle of a line would leave its user's shell in that mode, without an echo.
pub struct TerminalMode {
    #[cfg(unix)]
    found: Option<nix::sys::termios::Termios>,
}

impl TerminalMode {
    /// Remembers the mode of the terminal at the standard input, if there is one.
    #[must_use]
    pub fn remember() -> Self {
        Self {
            #[cfg(unix)]
            found: nix::sys::termios::tcgetattr(std::io::stdin()).ok(),
        }
    }
}

impl Drop for TerminalMode {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(found) = &self.found {
            use nix::sys::termios::{SetArg, tcsetattr};
            // A terminal that is gone needs no mode.
            let _ = tcsetattr(std::io::stdin(), SetArg::TCSADRAIN, found);
        }
    }
}

impl fmt::Debug for TerminalMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TerminalMode").finish_non_exhaustive()
    }
}
