use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use otp_core::{DynamicSupervisor, ExitReason, Restart, Shutdown, Supervisor};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Metadata, Subscriber};

use crate::crew::{Crew, Ending, Plan, ms, settle};

/// Writes down what is reported on this thread: the runtime of a test has no other.
#[derive(Clone, Default)]
struct Reports(Arc<Mutex<Vec<String>>>);

impl Reports {
    fn collect() -> (Self, DefaultGuard) {
        let reports = Self::default();
        let guard = tracing::subscriber::set_default(reports.clone());
        (reports, guard)
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

/// Of a supervisor's report: what it says, of which child, and why.
#[derive(Default)]
struct Line {
    text: String,
    of_supervisor: bool,
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        match field.name() {
            "message" => self.text.insert_str(0, &format!("{value:?}")),
            "child" | "reason" => write!(self.text, " {}={value:?}", field.name()).unwrap(),
            "supervisor" => self.of_supervisor = true,
            _ => {}
        }
    }
}

impl Subscriber for Reports {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "otp"
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line::default();
        event.record(&mut line);
        if line.of_supervisor {
            self.0.lock().unwrap().push(line.text);
        }
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test(start_paused = true)]
async fn each_start_is_reported_and_each_that_failed_log_4() {
    let (reports, _guard) = Reports::collect();
    let crew = Crew::default();
    let supervisor = Supervisor::builder().child(crew.child("a"));
    let _supervisor = supervisor.start().await.unwrap();
    assert_eq!(reports.take(), ["child started child=a"]);
    crew.plan("a", [Plan::Fail]);
    crew.boom("a");
    settle().await;
    let expected = [
        "child terminated child=a reason=boom",
        "child failed to start child=a reason=init_failed",
        "child started child=a",
    ];
    assert_eq!(reports.take(), expected);
}

#[tokio::test(start_paused = true)]
async fn a_clean_end_is_reported_only_where_it_leads_to_a_restart_log_2() {
    for (restart, expected) in [
        (Restart::Permanent, 2),
        (Restart::Transient, 0),
        (Restart::Temporary, 0),
    ] {
        let (reports, _guard) = Reports::collect();
        let crew = Crew::default();
        let child = crew.child("a").with_restart(restart);
        let supervisor = Supervisor::builder().child(child).start().await;
        reports.take();
        crew.end("a", ExitReason::Shutdown);
        settle().await;
        assert_eq!(reports.take().len(), expected, "{restart}");
        drop(supervisor);
    }
}

#[tokio::test(start_paused = true)]
async fn a_supervisor_that_gives_up_says_so_log_5() {
    let (reports, _guard) = Reports::collect();
    let crew = Crew::default();
    let builder = Supervisor::builder().intensity(0).child(crew.child("a"));
    let _supervisor = builder.start().await.unwrap();
    reports.take();
    crew.boom("a");
    settle().await;
    let expected = [
        "child terminated child=a reason=boom",
        "reached maximum restart intensity: the supervisor shuts down child=a",
    ];
    assert_eq!(reports.take(), expected);
}

#[tokio::test(start_paused = true)]
async fn a_child_killed_for_its_slowness_is_reported_and_brutal_kill_is_not_log_5() {
    let never = |crew: &Crew| crew.trapping("a", Ending::Never);
    let slow = Shutdown::Timeout(ms(10));
    for (shutdown, expected) in [
        (
            slow,
            vec!["child did not shut down as asked child=a reason=killed"],
        ),
        (Shutdown::BrutalKill, vec![]),
    ] {
        let (reports, _guard) = Reports::collect();
        let crew = Crew::default();
        let child = never(&crew).with_shutdown(shutdown);
        let supervisor = Supervisor::builder().child(child).start().await.unwrap();
        reports.take();
        supervisor.stop(ExitReason::Normal, None).await.unwrap();
        assert_eq!(reports.take(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_dynamic_supervisor_reports_as_a_static_one_does_log_1_log_5() {
    let (reports, _guard) = Reports::collect();
    let crew = Crew::default();
    let supervisor = DynamicSupervisor::builder().start().await.unwrap();
    let child = crew.child("a").with_restart(Restart::Temporary);
    supervisor.start_child(child).await.unwrap();
    crew.boom("a");
    settle().await;
    let child = crew.trapping("b", Ending::With("late"));
    supervisor.start_child(child).await.unwrap();
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    let expected = [
        "child started child=undefined",
        "child terminated child=undefined reason=boom",
        "child started child=undefined",
        "child did not shut down as asked child=undefined reason=late",
    ];
    assert_eq!(reports.take(), expected);
}
