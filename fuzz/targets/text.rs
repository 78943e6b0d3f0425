#![no_main]

libfuzzer_sys::fuzz_target!(|source: &str| otp_fuzz::text(source));
