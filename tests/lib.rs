//! Holds the test targets beside it; has no code of its own.
