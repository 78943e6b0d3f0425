//! Names that are keywords.

use otp_core::prelude::*;

#[gen_server]
pub struct r#Loop {
    r#type: u8,
}

#[callbacks]
impl r#Loop {
    fn init(r#type: u8) -> Self {
        Self { r#type }
    }

    #[call]
    fn r#match(&self, r#in: u8) -> bool {
        self.r#type == r#in
    }

    #[cast]
    fn r#move(&mut self, r#where: u8) {
        self.r#type = r#where;
    }
}

#[supervisor]
pub struct r#Impl {
    #[child(args = self.r#use)]
    r#fn: r#Loop,
    #[arg]
    r#use: u8,
}
