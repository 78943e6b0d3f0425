//! The attributes by their paths, nothing imported.

#[otp_core::gen_server]
pub struct Server;

#[otp_core::callbacks]
impl Server {
    fn init() -> otp_core::gen_server::Init<Self> {
        otp_core::gen_server::Init::ok(Self)
    }

    #[call]
    fn get(&self) -> otp_core::gen_server::Reply<u8> {
        otp_core::gen_server::Reply::new(1)
    }

    #[cast]
    fn put(&self) -> otp_core::gen_server::Next {
        otp_core::gen_server::Next::wait()
    }

    #[info]
    fn down(&mut self, _: otp_core::Down) {}
}

#[otp_core::supervisor]
pub struct Tree {
    server: self::Server,
}
