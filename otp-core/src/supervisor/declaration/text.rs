//! Texts that the compiler puts together and compares.

/// The words of a fault.
#[derive(Debug)]
pub struct FaultText {
    bytes: [u8; 1000],
    length: usize,
}

impl FaultText {
    pub(super) const fn new(parts: &[&str]) -> Self {
        let mut text = Self {
            bytes: [0; 1000],
            length: 0,
        };
        let mut part = 0;
        while part < parts.len() {
            let bytes = parts[part].as_bytes();
            if text.length + bytes.len() > text.bytes.len() {
                break;
            }
            let mut at = 0;
            while at < bytes.len() {
                text.bytes[text.length] = bytes[at];
                text.length += 1;
                at += 1;
            }
            part += 1;
        }
        text
    }

    /// The same of a tree below.
    pub(super) const fn inside(&self, supervisor: &str) -> Self {
        Self::new(&["inside `", supervisor, "`: ", self.as_str()])
    }

    /// What is wrong, and how it is mended.
    pub const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

/// Whether two texts are the same.
pub(super) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether a text comes before another, byte by byte.
pub(super) const fn is_less(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return a[at] < b[at];
        }
        at += 1;
    }
    a.len() < b.len()
}
