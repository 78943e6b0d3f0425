//! The crates that are compiled: the same server, as it is written for each.

pub(crate) struct Subject {
    pub(crate) name: &'static str,
    /// The name of its crate.
    pub(crate) package: &'static str,
    /// One server.
    pub(crate) source: &'static str,
    /// A line of its `Cargo.toml`.
    pub(crate) dependency: &'static str,
}

const OTP_CORE: &str = concat!(
    "otp-core = { path = \"",
    env!("CARGO_MANIFEST_DIR"),
    "/../../otp-core\" }"
);

pub(crate) const SUBJECTS: [Subject; 4] = [
    Subject {
        name: "otp-core",
        package: "with_macros",
        source: include_str!("../servers/otp_core.rs"),
        dependency: OTP_CORE,
    },
    Subject {
        name: "by hand",
        package: "by_hand",
        source: include_str!("../servers/by_hand.rs"),
        dependency: OTP_CORE,
    },
    Subject {
        name: "kameo",
        package: "with_kameo",
        source: include_str!("../servers/kameo.rs"),
        dependency: "kameo = \"0.22.2\"",
    },
    Subject {
        name: "ractor",
        package: "with_ractor",
        source: include_str!("../servers/ractor.rs"),
        dependency: "ractor = { version = \"0.16.5\", features = [\"actor-macros\"] }",
    },
];
