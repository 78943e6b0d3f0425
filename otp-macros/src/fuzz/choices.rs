//! Where a generator's decisions come from: bytes, which a fuzzer makes up, or a seed.

/// Bytes that are read one by one; zeros after the last.
pub(crate) struct Choices {
    bytes: std::vec::IntoIter<u8>,
}

impl Choices {
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        Self {
            bytes: bytes.into_iter(),
        }
    }

    /// A number below `limit`, which is not above 65,536.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let mut number = self.byte();
        if limit > 256 {
            number = number << 8 | self.byte();
        }
        number % limit.max(1)
    }

    /// Once in so many times; never when the bytes are used up.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 1
    }

    pub(crate) fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn byte(&mut self) -> usize {
        self.bytes.next().map_or(0, usize::from)
    }
}
