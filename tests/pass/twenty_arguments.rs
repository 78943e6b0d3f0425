//! As many arguments as anybody will take.

use otp_core::prelude::*;

#[gen_server]
pub struct Wide {
    sum: u64,
}

#[callbacks]
#[allow(clippy::too_many_arguments, reason = "that is the test")]
impl Wide {
    fn init(
        a0: u8,
        a1: u16,
        a2: u32,
        a3: u64,
        a4: u8,
        a5: u16,
        a6: u32,
        a7: u64,
        a8: u8,
        a9: u16,
        a10: u32,
        a11: u64,
        a12: u8,
        a13: u16,
        a14: u32,
        a15: u64,
        a16: u8,
        a17: u16,
        a18: u32,
        a19: u64,
    ) -> Self {
        Self {
            sum: u64::from(a0)
                + u64::from(a1)
                + u64::from(a2)
                + u64::from(a3)
                + u64::from(a4)
                + u64::from(a5)
                + u64::from(a6)
                + u64::from(a7)
                + u64::from(a8)
                + u64::from(a9)
                + u64::from(a10)
                + u64::from(a11)
                + u64::from(a12)
                + u64::from(a13)
                + u64::from(a14)
                + u64::from(a15)
                + u64::from(a16)
                + u64::from(a17)
                + u64::from(a18)
                + u64::from(a19),
        }
    }

    #[call]
    fn sum(
        &self,
        a0: u8,
        a1: u16,
        a2: u32,
        a3: u64,
        a4: u8,
        a5: u16,
        a6: u32,
        a7: u64,
        a8: u8,
        a9: u16,
        a10: u32,
        a11: u64,
        a12: u8,
        a13: u16,
        a14: u32,
        a15: u64,
        a16: u8,
        a17: u16,
        a18: u32,
        a19: u64,
    ) -> u64 {
        self.sum
            + u64::from(a0)
            + u64::from(a1)
            + u64::from(a2)
            + u64::from(a3)
            + u64::from(a4)
            + u64::from(a5)
            + u64::from(a6)
            + u64::from(a7)
            + u64::from(a8)
            + u64::from(a9)
            + u64::from(a10)
            + u64::from(a11)
            + u64::from(a12)
            + u64::from(a13)
            + u64::from(a14)
            + u64::from(a15)
            + u64::from(a16)
            + u64::from(a17)
            + u64::from(a18)
            + u64::from(a19)
    }

    #[cast]
    fn put(
        &mut self,
        a0: u8,
        a1: u16,
        a2: u32,
        a3: u64,
        a4: u8,
        a5: u16,
        a6: u32,
        a7: u64,
        a8: u8,
        a9: u16,
        a10: u32,
        a11: u64,
        a12: u8,
        a13: u16,
        a14: u32,
        a15: u64,
        a16: u8,
        a17: u16,
        a18: u32,
        a19: u64,
    ) {
        self.sum = u64::from(a0)
            + u64::from(a1)
            + u64::from(a2)
            + u64::from(a3)
            + u64::from(a4)
            + u64::from(a5)
            + u64::from(a6)
            + u64::from(a7)
            + u64::from(a8)
            + u64::from(a9)
            + u64::from(a10)
            + u64::from(a11)
            + u64::from(a12)
            + u64::from(a13)
            + u64::from(a14)
            + u64::from(a15)
            + u64::from(a16)
            + u64::from(a17)
            + u64::from(a18)
            + u64::from(a19);
    }
}
