//! One round: a browser on the profile that the last one left, what it shows, keys at full speed or a press that sends, and
//! the kill.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use care_journeys::Fault;
use care_journeys::browser::{Browser, Engine, Profile};
use care_journeys::framework::now;
use care_journeys::process::Doomed;
use care_journeys::wait::{let_pass, wait_within};
use care_journeys::webdriver::{Element, keys};
use serde_json::{Value, json};

use crate::random::Random;
use crate::sending::Revisions;
use crate::{PATIENCE, log};

/// What runs in each page before its own code.
const WATCH: &str = include_str!("watch.js");
/// The boxes that can be typed in, with what they hold.
const BOXES: &str = "return [...document.querySelectorAll('main input[type=text]')]
    .filter((box) => box.offsetParent && !box.disabled).map((box) => [box, box.id, box.value]);";
/// The longest that a round types for.
const LONGEST: Duration = Duration::from_millis(2500);

/// When the kill comes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Aim {
    /// So long after the first key.
    After(Duration),
    /// So long after a number of transactions that write were begun: into one, if the disk is slow enough.
    Into(usize, Duration),
}

impl Aim {
    /// Three of four kills aim at a transaction.
    pub(crate) fn choose(random: &mut Random) -> Self {
        if random.below(4) == 0 {
            Self::After(Duration::from_millis(50 + random.below(1450)))
        } else {
            let count = usize::try_from(1 + random.below(4)).unwrap_or(1);
            Self::Into(count, Duration::from_micros(random.below(1500)))
        }
    }
}

/// A box of the page.
struct Box {
    element: Element,
    id: String,
    value: String,
}

/// What a round saw at its beginning and when it ended its browser.
pub(crate) struct Round {
    /// What the boxes held after the restart.
    pub(crate) shown: Vec<(String, String)>,
    /// When the kill came, in Unix milliseconds. `None` where this round only looked.
    pub(crate) killed_at: Option<i64>,
}

/// What all rounds share: the profile that the last one left, where the page is, and chance.
pub(crate) struct Rounds<'a> {
    pub(crate) profile: &'a Profile,
    /// The page's address.
    pub(crate) page: &'a str,
    /// The address of the section that is typed in.
    pub(crate) section: &'a str,
    /// Whether the page lies.
    pub(crate) spoil: bool,
    pub(crate) random: Random,
    /// How many numbers were typed so far.
    pub(crate) typed: u64,
}

impl Rounds<'_> {
    fn start(&self) -> Result<Browser, Fault> {
        let browser = Browser::start(Engine::Chromium, self.profile)?;
        let source = format!("window.tortureSpoil = {};\n{WATCH}", self.spoil);
        browser.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": source }),
        )?;
        Ok(browser)
    }

    /// Opens the section, reads it, and, if there is an aim, types until the kill.
    pub(crate) fn types(&mut self, aim: Option<Aim>) -> Result<Round, Fault> {
        let browser = self.start()?;
        browser.session.open(self.section)?;
        let boxes = wait_within(PATIENCE, "the boxes of the section", || {
            let boxes = boxes(&browser)?;
            Ok(if boxes.is_empty() {
                let shown = browser.session.run("return document.body.innerText", &[])?;
                Err(["a page that says ", shown.as_str().unwrap_or_default()].concat())
            } else {
                Ok(boxes)
            })
        })?;
        let pairs = boxes.iter().map(|one| (one.id.clone(), one.value.clone()));
        let shown = pairs.collect();
        let Some(aim) = aim else {
            return Ok(Round {
                shown,
                killed_at: None,
            });
        };
        let killer = Killer::start(aim, self.profile, &browser);
        let mut end = Ok(());
        while !killer.has_killed() && end.is_ok() {
            end = type_one(&browser, &boxes, &mut self.random, &mut self.typed);
        }
        Ok(Round {
            shown,
            killed_at: Some(killer.end(end)?),
        })
    }

    /// Corrects what was sent last and sends it; the kill comes around the press. Without an aim it only looks.
    pub(crate) fn sends(&mut self, aim: Option<Aim>, of: &mut Revisions) -> Result<(), Fault> {
        let browser = self.start()?;
        let way = of.look(&browser, self.page)?;
        let Some(aim) = aim else { return Ok(()) };
        let button = of.prepare(&browser, &way)?;
        let killer = Killer::start(aim, self.profile, &browser);
        let mut end = browser.session.click(&button);
        while !killer.has_killed() && end.is_ok() {
            end = browser.session.address().map(drop);
        }
        killer.end(end).map(drop)
    }
}

/// A thread that kills the browser at its moment.
struct Killer {
    dead: Arc<AtomicBool>,
    at: Arc<AtomicI64>,
    thread: thread::JoinHandle<bool>,
}

impl Killer {
    fn start(aim: Aim, profile: &Profile, browser: &Browser) -> Self {
        let (dead, at) = (
            Arc::new(AtomicBool::new(false)),
            Arc::new(AtomicI64::new(0)),
        );
        let thread = {
            let (doomed, dead, at) = (browser.doomed(), Arc::clone(&dead), Arc::clone(&at));
            let folder = profile.path();
            // Before the act that follows, whose transactions it may aim at.
            let before = log::begun(&folder);
            thread::spawn(move || kill_at(aim, &folder, before, &doomed, &dead, &at))
        };
        Self { dead, at, thread }
    }

    fn has_killed(&self) -> bool {
        self.dead.load(Ordering::Acquire)
    }

    /// When the kill came, in Unix milliseconds. `end` is how what was done until then ended: the browser's end is what was
    /// wanted; any other fault came before the kill, and is one.
    fn end(self, end: Result<(), Fault>) -> Result<i64, Fault> {
        let early = end.err().filter(|_| !self.has_killed());
        if !self.thread.join().unwrap_or(false) {
            return Err(Fault::Other("there was no browser to kill".into()));
        }
        match early {
            Some(fault) => Err(fault),
            None => Ok(self.at.load(Ordering::Acquire)),
        }
    }
}

fn boxes(browser: &Browser) -> Result<Vec<Box>, Fault> {
    let found = browser.session.run(BOXES, &[])?;
    let one = |found: &Value| {
        Some(Box {
            element: Element::from_value(found.get(0)?)?,
            id: found.get(1)?.as_str()?.to_owned(),
            value: found.get(2)?.as_str()?.to_owned(),
        })
    };
    let list = found.as_array();
    Ok(list.into_iter().flatten().filter_map(one).collect())
}

/// Types the next number in place of what stands in a box.
fn type_one(
    browser: &Browser,
    boxes: &[Box],
    random: &mut Random,
    typed: &mut u64,
) -> Result<(), Fault> {
    let count = u64::try_from(boxes.len()).unwrap_or(1);
    let at = usize::try_from(random.below(count)).unwrap_or(0);
    let Some(one) = boxes.get(at) else {
        return Ok(());
    };
    *typed += 1;
    let number = (100 + *typed).to_string();
    let all = [keys::CONTROL, "a", keys::RELEASE, &number].concat();
    browser.session.keys(&one.element, &all)
}

/// Waits for the moment and kills. Answers whether there was something to kill.
fn kill_at(
    aim: Aim,
    profile: &std::path::Path,
    before: usize,
    doomed: &Doomed,
    dead: &AtomicBool,
    at: &AtomicI64,
) -> bool {
    let start = Instant::now();
    match aim {
        Aim::After(pause) => let_pass(pause),
        Aim::Into(count, pause) => {
            while log::begun(profile) < before + count && start.elapsed() < LONGEST {
                thread::yield_now();
            }
            let_pass(pause);
        }
    }
    at.store(now(), Ordering::Release);
    dead.store(true, Ordering::Release);
    doomed.kill()
}
