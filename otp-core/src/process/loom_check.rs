//! How far loom goes in each of our models: a bound that ends in seconds.

/// Checks every interleaving with at most two preemptions, which is where nearly all races show.
pub(crate) fn model(f: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    // Two that wait for a third give way to each other for a while before loom lets the third run: such paths are long.
    builder.max_branches = 50_000;
    builder.preemption_bound = Some(2);
    builder.check(f);
}
