//! One device with two tabs, a bad line, a receiver and a person, in schedules by chance. Whatever the schedule, each
//! finished return is at the receiver exactly once, or in the outbox with a reason that a person can act on.

use super::line::{Back, Line};
use super::receiver::{Receiver, WRONG};
use super::tab::{Around, Doing, Stepped, Tab};
use super::tally::{Fault, Tally};
use super::{Chance, ready};
use crate::storage::acceptance::draft;
use crate::storage::sealing::Owner;
use crate::storage::{DraftRow, OutboxRow, SettleError, Store};
use crate::submit::config::{self, Wire};
use crate::submit::outbox::{Ended, Progress, StuckReason};
use care_engine::json::parse;

/// How many schedules a run has; fewer where every guarantee is turned off in turn.
const SCHEDULES: u64 = if cfg!(feature = "sabotage") {
    2_000
} else {
    100_000
};
/// For how many turns there is trouble.
const TROUBLE: usize = 60;
/// In how many turns after it everything must be done.
const CALM: usize = 4_000;
const START: i64 = 1_780_000_000_000;
/// More than a year, in milliseconds.
const YEAR: i64 = 400 * 86_400_000;

/// A return that the person finished.
struct Finished {
    id: String,
    bytes: Vec<u8>,
    /// The person took it back, to correct it.
    corrected: bool,
}

struct World<'a> {
    seed: u64,
    store: Store,
    wire: &'a Wire,
    line: Line,
    receiver: Receiver,
    tabs: [Tab; 2],
    finished: Vec<Finished>,
    /// Drafts that the person has not finished yet.
    drafts: Vec<DraftRow>,
    /// The true time and what the device's clock is ahead of it.
    now: i64,
    ahead: i64,
    chance: Chance,
    tally: &'a mut Tally,
}

impl<'a> World<'a> {
    fn new(seed: u64, wire: &'a Wire, tally: &'a mut Tally) -> Self {
        Self {
            seed,
            store: Store::memory(),
            wire,
            line: Line::default(),
            receiver: Receiver::default(),
            tabs: Default::default(),
            finished: Vec::new(),
            drafts: Vec::new(),
            now: START,
            ahead: 0,
            chance: Chance::of(seed),
            tally,
        }
    }

    fn clock(&self) -> i64 {
        self.now + self.ahead
    }

    /// The whole schedule.
    fn run(&mut self) {
        self.begin(false);
        for _ in 0..TROUBLE {
            self.trouble();
            self.now += 1;
        }
        self.calm();
    }

    // What the person does.

    /// Begins a return, right or wrong.
    fn begin(&mut self, corrects: bool) {
        let number = self.finished.len() + self.drafts.len();
        let mut row = draft(&format!("d{number}"), 0, 1);
        row.bytes = if !corrects && self.chance.once_in(4) {
            [WRONG, row.bytes.as_slice()].concat()
        } else {
            row.bytes
        };
        ready(self.store.start_draft(&row)).unwrap();
        self.drafts.push(row);
    }

    /// Finishes what was begun; the word that it is queued may be lost, and then it is queued again.
    fn finish(&mut self) {
        let Some(draft) = self.drafts.pop() else {
            return;
        };
        let id = format!("r{}", draft.id);
        let row = OutboxRow {
            id: id.clone(),
            owner: Owner::Me,
            queued_at: self.clock(),
            progress: Progress::fresh(self.clock()).to_bytes(),
            bytes: [draft.bytes.as_slice(), b" sent"].concat(),
            about: Vec::new(),
        };
        for _ in 0..=self.chance.below(2) {
            ready(self.store.queue(&row, &draft.id, draft.epoch)).unwrap();
        }
        self.finished.push(Finished {
            id,
            bytes: row.bytes,
            corrected: false,
        });
        self.check();
    }

    /// Sees to what waits for a person. Gives whether anything did.
    fn see_to_rows(&mut self) -> bool {
        let mut seen = false;
        for row in ready(self.store.outbox()).unwrap().rows {
            let progress = Progress::from_bytes(&row.progress);
            let now = self.clock();
            match progress {
                Progress::Stuck {
                    reason: StuckReason::Refused(_),
                } if row.bytes.starts_with(WRONG) => self.correct(&row),
                Progress::NeedsSignIn { .. } => self.write(&row.id, progress.signed_in(now)),
                Progress::Stuck { .. } => self.write(&row.id, progress.try_now(now)),
                Progress::Ready { .. } | Progress::Unknown { .. } => continue,
            }
            seen = true;
        }
        seen
    }

    fn write(&mut self, id: &str, progress: Progress) {
        let settlement = Ended::Kept(progress).settlement(self.clock());
        ready(self.store.settle(id, &settlement)).unwrap();
    }

    /// Takes a refused return back, and corrects it.
    fn correct(&mut self, row: &OutboxRow) {
        let number = self.finished.len() + self.drafts.len();
        let again = draft(&format!("d{number}"), 0, 1);
        ready(self.store.reopen(&row.id, &row.progress, &again)).unwrap();
        self.drafts.push(again);
        let finished = self.finished.iter_mut().find(|known| known.id == row.id);
        finished.unwrap().corrected = true;
        if self.tabs.iter().any(|tab| tab.in_hand() == Some(&row.id)) {
            self.tally.count(Fault::Overtaken);
        }
        self.check();
    }

    // What the world does.

    /// One turn while there is trouble.
    fn trouble(&mut self) {
        match self.chance.below(40) {
            0 => self.begin_another(),
            1 => self.set_clock(),
            2 => self.crash(),
            3 => self.double(),
            4 => self.lose_request(),
            5 => self.lose_answer(),
            6 => self.give_up(),
            7 => {
                self.see_to_rows();
            }
            8 => self.now += 1 << self.chance.below(22),
            9..=11 => self.finish_or_crash(),
            12..=18 => self.arrive(),
            19..=24 => self.come_back(),
            _ => {
                let tab = self.chance.below(2);
                let fails = self.chance.once_in(12);
                self.step(tab, fails);
            }
        }
    }

    fn begin_another(&mut self) {
        if self.finished.len() + self.drafts.len() < 3 {
            self.begin(false);
        }
    }

    fn finish_or_crash(&mut self) {
        if self.drafts.is_empty() {
            return;
        }
        if self.chance.once_in(6) {
            // The draft stays what it is, and is opened again: by a tab of a new epoch.
            self.tally.count(Fault::CrashBeforeQueueing);
            for draft in &mut self.drafts {
                *draft = ready(self.store.take_over(&draft.id)).unwrap();
            }
            return;
        }
        self.finish();
    }

    fn set_clock(&mut self) {
        if self.chance.once_in(2) {
            self.ahead += YEAR;
            self.tally.count(Fault::ClockForward);
        } else {
            self.ahead -= YEAR;
            self.tally.count(Fault::ClockBack);
        }
    }

    fn crash(&mut self) {
        let number = self.chance.below(2);
        let Some(tab) = self.tabs.get_mut(number) else {
            return;
        };
        self.tally.count(match tab.doing {
            Doing::Nothing => Fault::CrashBetweenRounds,
            Doing::Looking(_) => Fault::CrashBeforeSending,
            Doing::Waiting(..) => Fault::CrashOnTheWay,
            Doing::Knowing(..) => Fault::CrashBeforeSettling,
        });
        // The page that is opened in its place is nudged, as at every start.
        *tab = Tab {
            nudged: true,
            ..Tab::default()
        };
    }

    fn step(&mut self, number: usize, write_fails: bool) {
        let now = self.clock();
        let mut around = Around {
            store: &self.store,
            wire: self.wire,
            line: &mut self.line,
            chance: &mut self.chance,
            now,
            write_fails,
        };
        let stepped = self.tabs[number].step(number, &mut around);
        if let [Some(one), Some(two)] = [0, 1].map(|tab: usize| self.tabs[tab].in_hand())
            && one == two
            && self.tabs.iter().all(|tab| tab.waits_for().is_some())
        {
            self.tally.count(Fault::TwoTabs);
        }
        if let Stepped::Settled(id, written) = stepped {
            if write_fails {
                self.tally.count(Fault::WriteFailed);
            }
            if written == Err(SettleError::Gone) {
                let corrected = |known: &Finished| known.id == id && known.corrected;
                assert!(self.finished.iter().any(corrected), "seed {}", self.seed);
            } else {
                assert_eq!(written, Ok(()), "seed {}", self.seed);
            }
            self.check();
        }
    }

    /// A request reaches the receiver, the oldest or any other.
    fn arrive(&mut self) {
        if self.line.there.is_empty() {
            return;
        }
        let place = if self.chance.once_in(4) {
            self.chance.below(self.line.there.len())
        } else {
            0
        };
        let request = self.line.there.remove(place);
        if place > 0 {
            self.tally.count(Fault::Reordered);
        }
        if self.tabs[request.tab].waits_for() != Some(request.call) {
            self.tally.count(Fault::Late);
        }
        let (chance, tally) = (&mut self.chance, &mut *self.tally);
        let reply = match &request.bytes {
            Some(bytes) => self.receiver.post_badly(&request.id, bytes, chance, tally),
            None => self.receiver.ask_badly(&request.id, chance, tally),
        };
        self.line.back.push(Back {
            call: request.call,
            tab: request.tab,
            reply,
        });
    }

    /// An answer reaches its tab.
    fn come_back(&mut self) {
        if self.line.back.is_empty() {
            return;
        }
        let back = self.line.back.remove(0);
        let now = self.clock();
        self.tabs[back.tab].hear(back.call, &back.reply, self.wire, now);
    }

    fn double(&mut self) {
        if let Some(request) = self.line.there.first().cloned() {
            self.line.there.push(request);
            self.tally.count(Fault::Duplicated);
        }
    }

    fn lose_request(&mut self) {
        if !self.line.there.is_empty() {
            self.line.there.remove(0);
            self.tally.count(Fault::RequestLost);
        }
    }

    fn lose_answer(&mut self) {
        if !self.line.back.is_empty() {
            self.line.back.remove(0);
            self.tally.count(Fault::AnswerLost);
        }
    }

    /// A tab has waited too long for its answer.
    fn give_up(&mut self) {
        let number = self.chance.below(2);
        let now = self.clock();
        let tab = &mut self.tabs[number];
        if let Some(call) = tab.waits_for() {
            tab.hear(call, &crate::submit::Reply::Nothing, self.wire, now);
        }
    }

    /// The trouble is over: what is on its way arrives, who waits gives up, time passes, and the person sees to what needs
    /// a person. Everything must come to its end.
    fn calm(&mut self) {
        for turn in 0..CALM {
            while let Some(request) = self.line.there.pop() {
                let reply = match &request.bytes {
                    Some(bytes) => self.receiver.post(&request.id, bytes),
                    None => self.receiver.ask(&request.id),
                };
                let (call, tab) = (request.call, request.tab);
                self.line.back.push(Back { call, tab, reply });
            }
            while !self.line.back.is_empty() {
                self.come_back();
            }
            for number in 0..2 {
                self.give_up_for_good(number);
                self.step(number, false);
            }
            self.now += 300_000;
            if turn % 8 == 7 {
                self.finish();
                if !self.see_to_rows() && self.is_done() {
                    return self.at_the_end();
                }
            }
        }
        panic!("seed {}: not done although everything works", self.seed);
    }

    fn give_up_for_good(&mut self, number: usize) {
        let now = self.clock();
        let tab = &mut self.tabs[number];
        if let Some(call) = tab.waits_for()
            && self.line.there.iter().all(|request| request.call != call)
        {
            tab.hear(call, &crate::submit::Reply::Nothing, self.wire, now);
        }
    }

    fn is_done(&self) -> bool {
        self.drafts.is_empty() && ready(self.store.outbox()).unwrap().rows.is_empty()
    }

    // What must hold.

    /// After each write, whatever happened: a finished return is in the outbox, or among the receipts and then at the
    /// receiver, as it was finished; never in both, never in neither, never there twice.
    fn check(&self) {
        let seed = self.seed;
        let outbox = ready(self.store.outbox()).unwrap();
        let receipts = ready(self.store.receipts()).unwrap();
        let drafts = ready(self.store.drafts()).unwrap();
        assert_eq!(drafts.rows.len(), self.drafts.len(), "seed {seed}");
        for known in &self.finished {
            let id = &known.id;
            let waits = outbox.rows.iter().find(|row| row.id == *id);
            let received = receipts.rows.iter().find(|row| row.id == *id);
            let places = u32::from(waits.is_some()) + u32::from(received.is_some());
            assert_eq!(places, u32::from(!known.corrected), "seed {seed}: {id}");
            let copies = self.receiver.copies(id);
            assert!(copies <= 1, "seed {seed}: {id} is there {copies} times");
            let theirs = self.receiver.bytes(id).unwrap_or(&known.bytes);
            assert!(theirs == known.bytes, "seed {seed}: {id} is other there");
            if let Some(row) = waits {
                assert!(row.bytes == known.bytes, "seed {seed}: {id} has changed");
                self.check_reason(id, &Progress::from_bytes(&row.progress));
            }
            if let Some(row) = received {
                assert!(row.bytes == known.bytes, "seed {seed}: {id} has changed");
                assert_eq!(
                    copies, 1,
                    "seed {seed}: {id} has a receipt and is not there"
                );
            }
        }
    }

    /// A reason is one that this receiver can give: it never has another return under an id.
    fn check_reason(&self, id: &str, progress: &Progress) {
        if let Progress::Stuck { reason } = progress {
            let seed = self.seed;
            assert_ne!(*reason, StuckReason::Different, "seed {seed}: {id}");
        }
    }

    fn at_the_end(&self) {
        self.check();
        for known in self.finished.iter().filter(|known| !known.corrected) {
            let copies = self.receiver.copies(&known.id);
            assert_eq!(copies, 1, "seed {}: {}", self.seed, known.id);
        }
    }
}

fn wires() -> [Wire; 2] {
    [
        r#"{"backend":{"base":"/api","ask":{"url":"{base}/returns/{id}","hash":"/sha256"}}}"#,
        r#"{"backend":{"base":"/api"}}"#,
    ]
    .map(|text| config::read(&parse(text).unwrap()).unwrap().unwrap())
}

/// The schedules of these seeds.
fn schedules(seeds: impl Iterator<Item = u64>) -> (Tally, usize) {
    let mut tally = Tally::default();
    let mut returns = 0;
    let wires = wires();
    for seed in seeds {
        let wire = &wires[usize::from(seed % 5 == 0)];
        let mut world = World::new(seed, wire, &mut tally);
        world.run();
        returns += world.finished.len();
    }
    (tally, returns)
}

#[test]
#[allow(clippy::print_stdout)]
fn each_finished_return_is_there_once_or_waits_with_a_reason() {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let mut tally = Tally::default();
    let mut returns = 0;
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|first| {
                let first = u64::try_from(first).unwrap();
                scope.spawn(move || schedules((first..SCHEDULES).step_by(threads)))
            })
            .collect();
        for thread in running {
            let (theirs, finished) = thread.join().unwrap();
            tally.add(&theirs);
            returns += finished;
        }
    });
    println!("{SCHEDULES} schedules, {returns} returns\n{tally}");
    assert_eq!(tally.missing(), []);
}
