//! Two tabs and one draft, in schedules by chance: typed, saved, frozen, woken, taken over, killed, and a store that fails.
//! What a tab said was saved is never lost, and never overwritten by something older.

use crate::shell::{SaveProblem, Saved, Saver};
use crate::storage::failing::Failing;
use crate::storage::sealing::Owner;
use crate::storage::{DraftRow, Durability, SaveDraftError, Store};
use std::collections::BTreeMap;

use super::ready;

const SCHEDULES: u64 = if cfg!(feature = "sabotage") {
    1_000
} else {
    20_000
};
const TURNS: usize = 80;
const ID: &str = "d";

/// Answers by question; each has the number of the keystroke that gave it.
type Answers = BTreeMap<u8, u32>;

fn bytes(answers: &Answers) -> Vec<u8> {
    let entry = |(question, typed): (&u8, &u32)| format!("{question}={typed}\n");
    answers.iter().map(entry).collect::<String>().into_bytes()
}

fn answers(bytes: &[u8]) -> Answers {
    let text = std::str::from_utf8(bytes).unwrap();
    let entry = |line: &str| {
        let (question, typed) = line.split_once('=').unwrap();
        (question.parse().unwrap(), typed.parse().unwrap())
    };
    text.lines().map(entry).collect()
}

/// What must have happened for the schedules to mean anything.
#[derive(Debug, Default)]
struct Tally {
    taken_over: u32,
    woke_to_find_it_taken: u32,
    late_saves_refused: u32,
    saved: u32,
    failed: u32,
    words_lost: u32,
    killed_with_unsaved: u32,
    typed_when_taken_over: u32,
}

/// A tab that has the draft open, with the steps of `shell::form`.
struct Tab {
    saver: Saver,
    epoch: u32,
    revision: u64,
    answers: Answers,
    frozen: bool,
    /// The save on its way, and the store's word once there is one.
    saving: Option<(DraftRow, Option<Result<(), SaveDraftError>>)>,
}

struct Device<'a> {
    seed: u64,
    store: Store,
    tabs: [Option<Tab>; 2],
    typed: u32,
    /// What a tab said was saved.
    said: Answers,
    /// What rested after the last write.
    rested: Answers,
    number: u64,
    tally: &'a mut Tally,
}

impl Device<'_> {
    fn below(&mut self, most: u64) -> u64 {
        // SplitMix64.
        self.number = self.number.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.number;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }

    fn turn(&mut self) {
        let at = usize::try_from(self.below(2)).unwrap();
        let Some(mut tab) = self.tabs[at].take() else {
            self.open(at);
            return;
        };
        if tab.frozen {
            // The store goes on with what it has been given; the tab does not.
            match self.below(4) {
                0 => self.wake(&mut tab),
                _ => self.store_does(&mut tab),
            }
            self.tabs[at] = Some(tab);
            return;
        }
        match self.below(16) {
            0 => tab.frozen = true,
            1 => {
                if !matches!(tab.saver.state(), Saved::At(_) | Saved::Unchanged) {
                    self.tally.killed_with_unsaved += 1;
                }
                return;
            }
            2..=6 => self.types(&mut tab),
            7..=9 => Self::begins(&mut tab),
            10..=12 => self.store_does(&mut tab),
            _ => self.hears(&mut tab),
        }
        self.check(&tab);
        self.tabs[at] = Some(tab);
    }

    fn open(&mut self, at: usize) {
        let row = ready(self.store.take_over(ID)).unwrap();
        self.tally.taken_over += u32::from(self.tabs.iter().any(Option::is_some));
        self.tabs[at] = Some(Tab {
            saver: Saver::default(),
            epoch: row.epoch,
            revision: row.revision,
            answers: answers(&row.bytes),
            frozen: false,
            saving: None,
        });
    }

    fn types(&mut self, tab: &mut Tab) {
        self.typed += 1;
        let question = u8::try_from(self.below(4)).unwrap();
        tab.answers.insert(question, self.typed);
        tab.saver.changed();
        let taken = tab.saver.state() == Saved::Failed(SaveProblem::TakenOver);
        self.tally.typed_when_taken_over += u32::from(taken);
    }

    /// A save begins, if one may.
    fn begins(tab: &mut Tab) {
        if tab.saver.begin() {
            let row = DraftRow {
                id: ID.into(),
                owner: Owner::Me,
                epoch: tab.epoch,
                revision: tab.revision + 1,
                saved_at: 0,
                bytes: bytes(&tab.answers),
            };
            tab.saving = Some((row, None));
        }
    }

    /// The store carries a save out.
    fn store_does(&mut self, tab: &mut Tab) {
        let failing = match self.below(10) {
            0 => Some(Failing::At(1)),
            1 => Some(Failing::Word),
            _ => None,
        };
        let Some((row, word @ None)) = &mut tab.saving else {
            return;
        };
        self.store.fail(failing);
        let end = ready(self.store.save_draft(row, Durability::Relaxed));
        self.store.fail(None);
        match (&end, failing) {
            (Ok(()), _) => self.tally.saved += 1,
            (Err(SaveDraftError::Store(_)), Some(Failing::Word)) => self.tally.words_lost += 1,
            (Err(SaveDraftError::Store(_)), _) => self.tally.failed += 1,
            (Err(_), _) => self.tally.late_saves_refused += 1,
        }
        *word = Some(end);
        self.rest();
    }

    /// The tab hears what became of its save.
    fn hears(&mut self, tab: &mut Tab) {
        let Some((row, Some(end))) = tab.saving.take_if(|(_, word)| word.is_some()) else {
            return;
        };
        if end.is_ok() {
            tab.revision = row.revision;
            // Of one question what was said last: a tab may hear late of a save that came before another's.
            for (question, typed) in answers(&row.bytes) {
                let said = self.said.entry(question).or_default();
                *said = typed.max(*said);
            }
            self.rest();
        }
        if tab.saver.end(end.map(|()| 0).map_err(SaveProblem::from)) {
            Self::begins(tab);
        }
    }

    /// A frozen tab wakes, and looks whether its draft is still its own.
    fn wake(&mut self, tab: &mut Tab) {
        tab.frozen = false;
        let row = ready(self.store.draft(ID)).unwrap().unwrap();
        if row.epoch > tab.epoch {
            tab.saver.bar(SaveProblem::TakenOver);
            self.tally.woke_to_find_it_taken += 1;
        }
    }

    /// What rests is never older than what rested before, nor than what was said to be saved.
    fn rest(&mut self) {
        let row = ready(self.store.draft(ID)).unwrap().unwrap();
        let now = answers(&row.bytes);
        for (question, typed) in &self.rested {
            let kept = now.get(question) >= Some(typed);
            assert!(kept, "seed {}: an older answer overwrote", self.seed);
        }
        self.rested = now;
        self.said_rests();
    }

    fn said_rests(&mut self) {
        for (question, typed) in &self.said {
            let rests = self.rested.get(question) >= Some(typed);
            assert!(rests, "seed {}: a saved answer is lost", self.seed);
        }
    }

    /// A tab that says "saved" has every answer of its own at rest, or a newer one in its place.
    fn check(&self, tab: &Tab) {
        if let Saved::At(_) = tab.saver.state() {
            for (question, typed) in &tab.answers {
                let rests = self.rested.get(question) >= Some(typed);
                assert!(rests, "seed {}: said, and not saved", self.seed);
            }
        }
    }
}

#[test]
#[allow(clippy::print_stdout)]
fn a_saved_answer_is_never_lost_nor_overwritten_by_an_older_one() {
    let mut tally = Tally::default();
    for seed in 0..SCHEDULES {
        let store = Store::memory();
        ready(store.start_draft(&DraftRow {
            id: ID.into(),
            owner: Owner::Me,
            epoch: 0,
            revision: 1,
            saved_at: 0,
            bytes: Vec::new(),
        }))
        .unwrap();
        let mut device = Device {
            seed,
            store,
            tabs: [None, None],
            typed: 0,
            said: Answers::new(),
            rested: Answers::new(),
            number: seed,
            tally: &mut tally,
        };
        for _ in 0..TURNS {
            device.turn();
        }
    }
    println!("{SCHEDULES} schedules: {tally:?}");
    for came in [
        tally.taken_over,
        tally.woke_to_find_it_taken,
        tally.late_saves_refused,
        tally.saved,
        tally.failed,
        tally.words_lost,
        tally.killed_with_unsaved,
        tally.typed_when_taken_over,
    ] {
        assert!(came > 100, "{tally:?}");
    }
}
