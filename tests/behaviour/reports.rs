//! LOG-1 to LOG-4, for servers and bare processes: what is reported of an end, and what is not.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use otp_core::prelude::*;
use otp_core::process;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::inside::boom;

/// Writes down what is reported on this thread.
#[derive(Clone, Default)]
struct Reports(Arc<Mutex<Vec<Report>>>);

#[derive(Clone, Debug)]
struct Report {
    level: Level,
    message: String,
    fields: String,
}

impl Reports {
    /// From now on, until the guard is dropped.
    fn taken() -> (Self, tracing::subscriber::DefaultGuard) {
        let reports = Self::default();
        let guard = tracing::subscriber::set_default(reports.clone());
        (reports, guard)
    }

    fn all(&self) -> Vec<Report> {
        self.0.lock().expect("no panic").clone()
    }

    fn messages(&self) -> Vec<String> {
        self.all()
            .into_iter()
            .map(|report| report.message)
            .collect()
    }
}

impl Visit for Report {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let text = if field.name() == "message" {
            &mut self.message
        } else {
            let _ = write!(self.fields, " {}=", field.name());
            &mut self.fields
        };
        let _ = write!(text, "{value:?}");
    }
}

impl Subscriber for Reports {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "otp"
    }

    fn event(&self, event: &Event<'_>) {
        let mut report = Report {
            level: *event.metadata().level(),
            message: String::new(),
            fields: String::new(),
        };
        event.record(&mut report);
        self.0.lock().expect("no panic").push(report);
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[gen_server(name = "reported", debug_state)]
struct Reported {
    secret: u32,
    is_bad: bool,
}

impl Debug for Reported {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        assert!(!self.is_bad, "in Debug");
        write!(f, "secret: {}", self.secret)
    }
}

#[callbacks]
impl Reported {
    fn init(plan: Result<bool, ExitReason>) -> Init<Self> {
        match plan {
            Ok(is_bad) => Init::ok(Self { secret: 41, is_bad }),
            Err(reason) => Init::stop(reason),
        }
    }

    #[cast]
    fn end_with(&mut self, reason: ExitReason) -> Next {
        self.secret += 1;
        Next::stop(reason)
    }

    #[call]
    fn end_with_answer(&mut self) -> Reply<u32> {
        Reply::new(1).stop(boom())
    }
}

async fn ended(reason: ExitReason) {
    let server = Reported::start(Ok(false)).await.expect("it starts");
    let exited = server.exited();
    server.end_with(reason);
    exited.await;
}

#[otp_core::test(start_paused = true)]
async fn an_abnormal_end_is_reported_by_the_server_and_its_process_log_1() {
    let (reports, _guard) = Reports::taken();
    ended(boom()).await;
    assert_eq!(
        reports.messages(),
        ["server terminating", "process crashed"]
    );
    let all = reports.all();
    assert!(all.iter().all(|report| report.level == Level::ERROR));
    let fields = &all[0].fields;
    for part in ["reported", "boom", "end_with", "secret: 42"] {
        assert!(fields.contains(part), "{part} is not in {fields}");
    }
    assert!(all[1].fields.contains("boom") && all[1].fields.contains("reported"));
}

#[otp_core::test(start_paused = true)]
async fn clean_ends_are_not_reported_log_2() {
    let (reports, _guard) = Reports::taken();
    for reason in [
        ExitReason::Normal,
        ExitReason::Shutdown,
        ExitReason::shutdown_with("done"),
    ] {
        ended(reason).await;
    }
    let server = Reported::start(Ok(false)).await.unwrap();
    server.stop(ExitReason::Normal).await.unwrap();
    assert_eq!(reports.messages(), Vec::<String>::new());
}

#[otp_core::test(start_paused = true)]
async fn a_killed_process_reports_nothing_itself_log_3() {
    let (reports, _guard) = Reports::taken();
    for signal in [ExitReason::Kill, boom()] {
        let server = Reported::start(Ok(false)).await.unwrap();
        let exited = server.exited();
        process::signal(server.pid().unwrap(), signal);
        exited.await;
    }
    assert_eq!(reports.messages(), Vec::<String>::new());
}

#[otp_core::test(start_paused = true)]
async fn a_failed_start_has_a_crash_report_and_no_terminating_one_log_4() {
    let (reports, _guard) = Reports::taken();
    let failed = Reported::start(Err(boom())).await;
    assert!(matches!(failed, Err(StartError::Failed(_))));
    assert_eq!(reports.messages(), ["process crashed"]);
    let fields = &reports.all()[0].fields;
    assert!(
        fields.contains("init") && fields.contains("boom"),
        "{fields}"
    );
    let clean = Reported::start(Err(ExitReason::Shutdown)).await;
    assert!(matches!(clean, Err(StartError::Failed(_))));
    assert_eq!(reports.messages().len(), 1);
}

#[otp_core::test(start_paused = true)]
async fn a_bare_process_reports_its_crash_under_its_label_log_1() {
    let (reports, _guard) = Reports::taken();
    let pid = process::spawn(async {
        process::set_label("the night shift");
        panic!("on purpose")
    });
    process::exited(pid.unwrap()).await;
    assert_eq!(reports.messages(), ["process crashed"]);
    let fields = &reports.all()[0].fields;
    assert!(fields.contains("the night shift"), "{fields}");
    assert!(fields.contains("reports.rs:"), "{fields}");
}

#[otp_core::test(start_paused = true)]
async fn an_answer_with_a_stop_comes_after_the_report_gen_21() {
    let (reports, _guard) = Reports::taken();
    let server = Reported::start(Ok(false)).await.unwrap();
    assert_eq!(server.end_with_answer().await, Ok(1));
    assert_eq!(reports.messages()[0], "server terminating");
}

#[otp_core::test(start_paused = true)]
async fn a_state_that_cannot_be_shown_costs_nobody_an_answer() {
    let (reports, _guard) = Reports::taken();
    let server = Reported::start(Ok(true)).await.unwrap();
    let exited = server.exited();
    assert_eq!(server.end_with_answer().await, Ok(1));
    assert_eq!(exited.await, boom());
    assert!(reports.all()[0].fields.contains("description panicked"));
}

#[otp_core::test(start_paused = true)]
async fn what_a_server_does_not_take_is_reported_gen_27() {
    let (reports, _guard) = Reports::taken();
    let server = Deaf::start().await.unwrap();
    process::signal(server.pid().unwrap(), boom());
    server.stop(ExitReason::Normal).await.unwrap();
    let all = reports.all();
    assert_eq!(all.len(), 1);
    assert!(
        all[0].message.contains("an exit signal"),
        "{}",
        all[0].message
    );
}

#[gen_server(trap_exit)]
struct Deaf;

#[callbacks]
impl Deaf {
    fn init() -> Self {
        Self
    }
}
