//! A workload: what is measured, and for whom.

/// A figure of a workload.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    /// As it stands in the table and in the JSON.
    pub(crate) name: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) about: &'static str,
    /// Measured only when it is asked for by name.
    pub(crate) on_request: bool,
}

impl Measure {
    pub(crate) const fn new(name: &'static str, unit: &'static str, about: &'static str) -> Self {
        Self {
            name,
            unit,
            about,
            on_request: false,
        }
    }

    pub(crate) const fn on_request(self) -> Self {
        Self {
            on_request: true,
            ..self
        }
    }
}

/// Where a round runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Here,
    /// In a process of its own: what rounds before left behind would change the figures.
    FreshProcess,
}

#[derive(Debug)]
pub(crate) struct Workload {
    /// What each round gives, in this order.
    pub(crate) measures: Vec<Measure>,
    pub(crate) place: Place,
    pub(crate) cases: Vec<Case>,
}

/// A subject under a workload.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    pub(crate) subject: &'static str,
    /// One round; gives as many figures as the workload has measures.
    pub(crate) round: fn() -> Vec<f64>,
}
