//! The words that made-up items are made of, parted by ` · `.

pub(super) const WORDS: &str = "a · b · _c · n · self · Self · super · crate · Counter · System · String · T · struct · enum · union · impl ·
    fn · async · unsafe · extern · const · dyn · for · where · mut · ref · pub · move · match · if · _ ·
    gen_server · callbacks · call · cast · info · handle_continue · handle_call · key · child · arg · init ·
    terminate · count · args · after · id · restart · shutdown · significant · via · name · cfg · doc · allow ·
    test · Reply · ReplyTo · Next · Init · Result · Exit · ExitReason · Größe";

pub(super) const PUNCTS: &str = ":: · -> · => · .. · ..= · ... · && · || · == · + · - · * · / · < · > · = · , · ; · : · . · # · ! · ? · & · | ·
    @ · $ · ~ · % · ^ · '";

pub(super) const TYPES: &str = "u8 · String · &str · &'static str · &'a mut T · Vec<Self> · Option<Box<dyn Fn(&u8) -> u8 + Send>> ·
    impl Into<u8> · (A, B) · () · [u8; 3] · [&u8] · fn(&u8) -> ! · ! · _ · Self::X · <T as A>::B ·
    r#type::X<{ 1 }> · ReplyTo<u8> · Reply<u8, Go> · Reply · ReplyTo · Next · Next<Go> · Result<Next, E> ·
    Result<Reply<u8>, E> · Exit · Down · IdleTimeout · ExitReason · &ExitReason · Init<Self> · Self · ::a::B ·
    dyn A · mac!(x) · *const u8 · System · Counter · T · for<'b> fn(&'b u8) · Box<Self> · f64 · (u8)";

pub(super) const OPTIONS: &str = r#"restart = "transient" · restart = permanent · shutdown = "5s" · shutdown = 5 · id = "x" · id = "" ·
    significant · significant = false · name · name = "n" · via = Names<u8> · via · mailbox = 4 ·
    mailbox = { 1 + 1 } · mailbox = -1 · call_timeout = "infinity" · trap_exit · blocking = 1 · debug_state ·
    crate = otp · crate = crate · crate · root · strategy = "one_for_all" · max_restarts = 3 · max_seconds = 0 ·
    max_children = LIMIT · kill_timeout = "1s" · auto_shutdown = "any_significant" · count = 3 · count = self.n ·
    args = |n| (n, 2) · args = (1, self.n) · args = () · after = a · after = (a, b) · keys = "unique" ·
    partitions = 4 · start_paused · flavor = "multi_thread" · worker_threads = 2"#;

pub(super) const RECEIVERS: &str =
    "&self · &mut self · self · mut self · &'a self · self: &Self · self: Box<Self> · #[key] &self";

pub(super) const PATTERNS: &str = "a · _a · _ · mut b · ref c · (x, y) · S { x, .. } · #[key] a · #[cfg(unix)] a · r#type · arg0 · server · &d";

pub(super) const MARKS: &str = r#"#[call] · #[cast] · #[info] · #[handle_continue] · #[handle_call] · #[key] · #[child] · #[arg] ·
    #[doc = "x"] · #[cfg(unix)] · #[call(x)] · #[call = 1] · #[child = 1] · #[allow(unused)] · #[deprecated] ·
    #![doc = "x"] · #[arg(1)] · #[test]"#;

pub(super) const GENERICS: &str = " · <T> · <T: Send> · <'a> · <'a, T: 'a + ?Sized = u8> · <const N: usize> · <const N: usize = 3, T>";
