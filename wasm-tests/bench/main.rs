//! Engine benchmarks: opening a return and editing one answer, in generated returns of 100, 1,000 and 10,000 questions
//! with half as many checks. Times are printed beside the smallest of the same run, since machines differ.
#![allow(clippy::print_stdout, reason = "printing is what a benchmark does")]
#![allow(
    clippy::unwrap_used,
    reason = "a benchmark that cannot run has nothing to say"
)]

#[path = "../../src/engine/tests/support/generated.rs"]
mod generated;

use care_engine::definition::{Definition, Period, load};
use care_engine::session::{Address, Answer, Edit, Facts, Session};
use care_engine::value::Date;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// Edits timed as one batch: a single edit is below the clock's step.
const EDITS_IN_A_BATCH: u32 = 100;
/// Batches for each size.
const BATCHES: usize = 200;

struct Measured {
    questions: usize,
    open: Duration,
    visited: u32,
    mean: Duration,
    p95: Duration,
}

fn main() {
    let measured: Vec<Measured> = [100, 1_000, 10_000].into_iter().map(measure).collect();
    let base = &measured[0];
    println!(
        "questions  checks  open        edit mean   edit p95    visited  p95 against 100 questions"
    );
    for row in &measured {
        println!(
            "{:>9}  {:>6}  {:>9.3?}  {:>9.3?}  {:>9.3?}  {:>7}  {}",
            row.questions,
            row.questions / 2,
            row.open,
            row.mean,
            row.p95,
            row.visited,
            ratio(row.p95, base.p95),
        );
    }
    println!(
        "an edit is a typed figure that one check looks at; times are means over batches of {EDITS_IN_A_BATCH} edits, native"
    );
}

/// A ratio to two places, without binary floats in the engine's own style.
fn ratio(a: Duration, b: Duration) -> String {
    let hundredths = a.as_nanos() * 100 / b.as_nanos().max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn measure(questions: usize) -> Measured {
    let definition: Rc<Definition> = Rc::new(load(&generated::generated(questions)).unwrap());
    let form = Rc::clone(definition.form("r").unwrap());
    let facts = Facts {
        today: Date::from_ymd(2026, 11, 10).unwrap(),
        period: Some(Period {
            start: Date::from_ymd(2026, 10, 1).unwrap(),
            end: Date::from_ymd(2026, 10, 31).unwrap(),
        }),
        subject: None,
        previous: None,
        latest: None,
        others: Vec::new(),
    };
    let started = Instant::now();
    let mut session = Session::open(&definition, &form, facts);
    let open = started.elapsed();
    let place = |id: &str| Address::parse(id, &definition, &form).unwrap();
    session
        .apply(Edit::Set {
            at: place("q40"),
            answer: Answer::typed("500"),
        })
        .unwrap();
    let at = place("q41");
    let mut visited = 0;
    let mut batches: Vec<Duration> = (0..BATCHES)
        .map(|_| {
            let started = Instant::now();
            for figure in 0..EDITS_IN_A_BATCH {
                let answer = Answer::typed(if figure % 2 == 0 { "4" } else { "600" });
                visited = session
                    .apply(Edit::Set {
                        at: at.clone(),
                        answer,
                    })
                    .unwrap()
                    .visited;
            }
            started.elapsed() / EDITS_IN_A_BATCH
        })
        .collect();
    batches.sort_unstable();
    let sum: Duration = batches.iter().sum();
    Measured {
        questions,
        open,
        visited,
        mean: sum / u32::try_from(BATCHES).unwrap_or(1),
        p95: batches[BATCHES * 95 / 100],
    }
}
