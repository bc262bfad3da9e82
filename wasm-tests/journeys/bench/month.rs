//! How long a person takes for the monthly return in which nothing changed since last month: a browser does each act,
//! and each act counts as long as it takes a person.

use care_engine::definition::{Basis, ItemIx};
use care_journeys::browser::{Engine, Profile};
use care_journeys::framework::{Framework, Question, exactly};
use care_journeys::home::{Given, Home};
use care_journeys::page::Page;
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::{Fault, begin, texts as t};

/// Homes whose figures are right: a care home, care at home, a day service.
const HOMES: [&str; 3] = [
    "01-care-home.json",
    "02-care-at-home.json",
    "12-day-service.json",
];
/// What the whole should take, in seconds.
const BUDGET: f64 = 180.0;

// The keystroke-level model (Card, Moran and Newell, 1980), in seconds: a key of somebody who is no typist, pointing, a
// press, and making up one's mind.
const KEY: f64 = 0.28;
const POINT: f64 = 1.1;
const PRESS: f64 = 0.2;
const MIND: f64 = 1.35;
/// Words a second: reading (Brysbaert, 2019: 238 a minute), and looking over what one knows, at twice that.
const READS: f64 = 238.0 / 60.0;
const SKIMS: f64 = 2.0 * READS;

/// What a person did so far.
#[derive(Debug, Default)]
struct Acts {
    keys: usize,
    presses: usize,
    read: usize,
    skimmed: usize,
}

impl Acts {
    /// Makes up one's mind, points and presses.
    fn press(&mut self) {
        self.presses += 1;
    }

    /// What it takes, in seconds. Words in the thousands are exact in a float.
    #[expect(clippy::cast_precision_loss, reason = "counts in the thousands")]
    fn seconds(&self) -> f64 {
        let counted = |count: usize| count as f64;
        counted(self.keys) * KEY
            + counted(self.presses) * (MIND + POINT + PRESS)
            + counted(self.read) / READS
            + counted(self.skimmed) / SKIMS
    }
}

/// Files each home's month and prints what it takes.
pub(crate) fn month() -> Result<(), Fault> {
    let mut times = Vec::new();
    for file in HOMES {
        let acts = file_month(file)?;
        println!(
            "  {file}: {} keys, {} presses, {} words read, {} looked over: {:.0} s",
            acts.keys,
            acts.presses,
            acts.read,
            acts.skimmed,
            acts.seconds()
        );
        times.push(acts.seconds());
    }
    times.sort_by(f64::total_cmp);
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!("a month in which nothing changed: median {median:.0} s of {BUDGET} s");
    Ok(())
}

/// One home's month, from the list of what is due to the receipt.
fn file_month(file: &str) -> Result<Acts, Fault> {
    let framework = Framework::load()?;
    let home = Home::read(file)?;
    let due = framework.due()?;
    let receiver = Receiver::start(Setting {
        seed: Some(home.seed(&framework, &due, &home)?),
        dist: None,
    })?;
    let profile = Profile::new()?;
    let page = Page::open("month", Engine::Chromium, &profile, &receiver);
    let mut acts = Acts::default();
    // Who one is was asked in another month: from here on each act counts, the one that begins the return included.
    begin::monthly(&page, &framework);
    acts.press();
    page.go(&["^", t::UNCHANGED].concat());
    acts.press();
    acts.read += words(&page, "main details[open]")?;
    page.go(&exactly(t::UNCHANGED_SET));
    acts.press();
    let titles = home.sections(&framework);
    let first = titles
        .first()
        .ok_or_else(|| Fault::Other("no section".into()))?;
    page.link(first);
    acts.press();
    for title in &titles {
        page.arrives_at(&exactly(title));
        let sections = framework.sections();
        let section = sections.iter().find(|section| section.title == *title);
        for item in section.map_or(&[][..], |section| &section.items) {
            if let Some(given) = home.answers.get(item)
                && !is_carried(&framework, item, given)
            {
                let question = framework.question(item)?;
                page.answer(&framework, &question, given);
                count(&mut acts, &question, given);
            }
        }
        page.go(&exactly(t::CONTINUE));
        acts.press();
    }
    page.arrives_at(&exactly(t::CHECK));
    acts.skimmed += words(&page, "main")?;
    page.go(&exactly(t::GO_ON_TO_SEND));
    acts.press();
    page.arrives_at(&exactly(t::DECLARE));
    acts.skimmed += words(&page, "main")?;
    page.go(&exactly(t::SEND));
    acts.press();
    page.arrives_at(&exactly(t::RECEIVED));
    page.finish(&receiver);
    Ok(acts)
}

/// Whether a figure is copied by saying that nothing has changed: what stands on a day, and has a value.
fn is_carried(framework: &Framework, item: &str, given: &Given) -> bool {
    let items = &framework.definition.items;
    let at = items.iter().position(|known| known.id == item);
    let at = at.and_then(|at| u16::try_from(at).ok()).map(ItemIx);
    let basis = at.map(|at| framework.definition.item(at).basis);
    matches!(basis, Some(Basis::AtFiling | Basis::PeriodEnd)) && !matches!(given, Given::Missing(_))
}

/// Reads a question, and answers it: typed, with the key that leads to the next; chosen, by a press for each choice; a
/// reason for a missing figure, by the press that opens the reasons and the one that chooses.
fn count(acts: &mut Acts, question: &Question, given: &Given) {
    acts.read += question.pattern.split_whitespace().count();
    match given {
        Given::Missing(_) => {
            acts.press();
            acts.press();
        }
        Given::Many(codes) => codes.iter().for_each(|_| acts.press()),
        Given::One(_) if question.kind.starts_with("yes-no") || question.kind == "one" => {
            acts.press();
        }
        Given::One(text) => acts.keys += text.chars().count() + 1,
    }
}

/// How many words a part of the page shows to the eye: what is there for the ear only is not read.
fn words(page: &Page, part: &str) -> Result<usize, Fault> {
    let script = "const part = document.querySelector(arguments[0]);
        const heard = [...(part?.querySelectorAll('.visually-hidden') ?? [])].map((one) => one.innerText).join(' ');
        const count = (text) => text.split(/\\s+/).filter((word) => word !== '').length;
        return part === null ? 0 : count(part.innerText) - count(heard)";
    let count = page.browser.session.run(script, &[part.into()])?;
    let count = count.as_u64().and_then(|count| usize::try_from(count).ok());
    count.ok_or_else(|| Fault::Other("no count of words".to_owned()))
}
