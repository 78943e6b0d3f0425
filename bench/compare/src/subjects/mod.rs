//! The subjects, each in the words of its library.

mod actix;
mod hydra;
mod kameo;
mod otp_core;
mod otp_core_via;
mod ractor;
mod raw_tokio;
mod spawned;
mod xtra;

pub(crate) use actix::Actix;
pub(crate) use hydra::Hydra;
pub(crate) use kameo::Kameo;
pub(crate) use otp_core::{OtpCore, Server as OtpServer};
pub(crate) use otp_core_via::OtpCoreVia;
pub(crate) use ractor::Ractor;
pub(crate) use raw_tokio::RawTokio;
pub(crate) use spawned::Spawned;
pub(crate) use xtra::Xtra;
