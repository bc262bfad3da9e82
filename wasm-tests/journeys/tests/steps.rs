//! The steps that journeys share, in the words of the person who takes them.

use care_engine::definition::DuePeriod;
use care_journeys::begin::FILER;
pub(crate) use care_journeys::begin::{begins, say_who};
use care_journeys::browser::{Engine, Profile};
use care_journeys::framework::{Framework, RETURN, exactly};
use care_journeys::home::{Given, Home, TABLE, posted};
use care_journeys::page::{Page, told};
use care_journeys::receiver::{Receiver, Row, Setting};
use care_journeys::texts as t;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// What one journey has: a home with its figures, and a receiver.
pub(crate) struct Scene {
    pub(crate) framework: Framework,
    pub(crate) due: DuePeriod,
    pub(crate) home: Home,
    pub(crate) receiver: Receiver,
    pub(crate) profile: Profile,
}

/// The question whose figure a receiver refuses.
pub(crate) const REFUSED: &str = "People who left";

impl Scene {
    /// A receiver that knows the home, and its return of last month.
    #[track_caller]
    pub(crate) fn with_reads(home: Home, last: &Home) -> Self {
        let framework = told(Framework::load());
        let due = told(framework.due());
        let seed = told(home.seed(&framework, &due, last));
        Self::on(framework, due, home, Some(seed), None, None)
    }

    /// The same with another page than the built one.
    #[track_caller]
    pub(crate) fn with_page(home: Home, last: &Home, dist: &Path) -> Self {
        let framework = told(Framework::load());
        let due = told(framework.due());
        let seed = told(home.seed(&framework, &due, last));
        Self::on(framework, due, home, Some(seed), Some(dist), None)
    }

    /// The same under other headers than the built page's.
    #[track_caller]
    pub(crate) fn with_headers(home: Home, last: &Home, dist: &Path, headers: &Path) -> Self {
        let framework = told(Framework::load());
        let due = told(framework.due());
        let seed = told(home.seed(&framework, &due, last));
        Self::on(framework, due, home, Some(seed), Some(dist), Some(headers))
    }

    /// A receiver that takes returns and knows nothing.
    #[track_caller]
    pub(crate) fn without_reads(home: Home) -> Self {
        let framework = told(Framework::load());
        let due = told(framework.due());
        Self::on(framework, due, home, None, None, None)
    }

    #[track_caller]
    fn on(
        framework: Framework,
        due: DuePeriod,
        home: Home,
        seed: Option<Value>,
        dist: Option<&Path>,
        headers: Option<&Path>,
    ) -> Self {
        let dist = dist.map(Path::to_owned);
        let headers = headers.map(Path::to_owned);
        let receiver = told(Receiver::start_under(Setting { seed, dist }, headers));
        let profile = told(Profile::new());
        Self {
            framework,
            due,
            home,
            receiver,
            profile,
        }
    }

    /// The page in a browser.
    #[track_caller]
    pub(crate) fn open(&self, name: &str, engine: Engine) -> Page {
        Page::open(name, engine, &self.profile, &self.receiver)
    }

    /// The return's name as the list of what is due has it.
    pub(crate) fn due_title(&self) -> String {
        format!("{}, {}", self.framework.title(), self.due.period.label())
    }

    /// Says who one is, on the page that asks it.
    #[track_caller]
    pub(crate) fn say_who(&self, page: &Page) {
        say_who(page, &self.framework);
    }

    /// Describes the home, on the page that asks it.
    #[track_caller]
    pub(crate) fn say_for_whom(&self, page: &Page) {
        page.arrives_at("^About this location$");
        for item in [
            "location_name",
            "regulated",
            "cqc_location_id",
            "service",
            "beds_total",
            "postcode",
        ] {
            if let Some(given) = self.home.profile.get(item) {
                let question = told(self.framework.question(item));
                page.answer(&self.framework, &question, &Given::One(given.clone()));
            }
        }
        page.go(&exactly(t::CONTINUE));
    }

    /// From the first page to the sections of this month's return, without a look at what is between.
    #[track_caller]
    pub(crate) fn begin(&self, page: &Page, asks_for_whom: bool) {
        begins(page, &self.framework);
        if asks_for_whom {
            self.say_for_whom(page);
        }
        page.arrives_at(&exactly(t::DUE));
        page.go(t::START_RETURN);
        page.arrives_at(&exactly(&self.framework.title()));
    }

    /// From the first page to a section of this month's return.
    #[track_caller]
    pub(crate) fn begin_section(&self, page: &Page, title: &str) {
        self.begin(page, false);
        page.link(title);
        page.arrives_at(&exactly(title));
    }

    /// The titles of the sections that this home is asked today.
    pub(crate) fn sections(&self) -> Vec<String> {
        self.home.sections(&self.framework)
    }

    /// Fills the section that is on the page and goes on.
    #[track_caller]
    pub(crate) fn fill_and_continue(&self, page: &Page, title: &str) {
        page.arrives_at(&exactly(title));
        page.fill_section(&self.framework, title, &self.home);
        page.go(&exactly(t::CONTINUE));
    }

    /// Fills all sections from the first on, up to "check your answers".
    #[track_caller]
    pub(crate) fn fill_all(&self, page: &Page) {
        let sections = self.sections();
        page.link(&sections[0]);
        for section in &sections {
            self.fill_and_continue(page, section);
        }
        page.arrives_at(&exactly(t::CHECK));
    }

    /// Sends from "check your answers" to a receiver that refuses one figure; gives the reason that it says.
    #[track_caller]
    pub(crate) fn is_refused(&self, page: &Page) -> &'static str {
        let reason = "Your council counts two people who left";
        told(self.receiver.refuse("/answers/leavers_month", reason));
        send(page);
        page.arrives_at(&exactly(t::REFUSED));
        reason
    }

    /// From "check your answers" to the question whose figure was refused.
    #[track_caller]
    pub(crate) fn comes_to_what_was_refused(&self, page: &Page) {
        page.change(&self.framework, REFUSED);
        page.comes_to(&self.framework, "People starting and leaving", REFUSED);
    }

    /// Mends the figure, and goes back to "check your answers".
    #[track_caller]
    pub(crate) fn mends_what_was_refused(&mut self, page: &Page) {
        page.fill(&self.framework, REFUSED, "2");
        self.home = self.home.clone().with_text("leavers_month", "2");
        page.saved();
        page.link(t::TO_TASKS);
        page.go(&exactly(t::CHECK_AND_SEND));
    }

    /// The items that are asked of this home today and that it answers.
    fn answered(&self) -> BTreeSet<String> {
        let titles = self.sections();
        let sections = self.framework.sections();
        let asked = sections
            .iter()
            .filter(|section| titles.contains(&section.title));
        asked
            .flat_map(|section| &section.items)
            .filter(|item| self.home.answers.contains_key(*item))
            .cloned()
            .collect()
    }

    /// That a row of the database holds exactly what was typed, for whom, and about which period.
    #[track_caller]
    pub(crate) fn holds_what_was_typed(&self, row: &Row) {
        let body = &row.body;
        assert_eq!(body["id"], json!(row.id));
        assert_eq!(body["return"], json!(RETURN));
        assert_eq!(body["subject"]["id"], json!(self.home.id()));
        assert_eq!(body["subject"]["name"], json!(self.home.name()));
        assert_eq!(
            body["period"]["start"],
            json!(self.due.period.start.to_string())
        );
        assert_eq!(
            body["period"]["end"],
            json!(self.due.period.end.to_string())
        );
        assert_eq!(row.state, "accepted");
        for (item, given) in FILER {
            assert_eq!(body["finishedBy"][item], json!(given));
        }

        let answers = body["answers"].as_object().expect("answers");
        let typed = self.answered();
        for item in &typed {
            let question = told(self.framework.question(item));
            let mut answer = answers
                .get(item)
                .cloned()
                .unwrap_or_else(|| panic!("{item} is not in the database"));
            assert_eq!(answer["origin"], json!("typed"), "{item}");
            answer.as_object_mut().expect("an answer").remove("origin");
            assert_eq!(
                answer,
                posted(&question, &self.home.answers[item]),
                "{item}"
            );
        }
        // And nothing that nobody typed: what else is there was worked out, or was not for this home.
        for (item, answer) in answers {
            let ours = typed.contains(item) || self.framework.calculates(item);
            assert!(
                ours || answer["status"] == json!("not-applicable"),
                "{item} was never typed, and is in the database as {answer}"
            );
        }

        let mut cells = Vec::new();
        for table_row in body["tables"][TABLE].as_array().into_iter().flatten() {
            for (column, answer) in table_row["cells"].as_object().into_iter().flatten() {
                if answer["status"] == json!("given") {
                    let id = table_row["id"].as_str().expect("a row's id");
                    cells.push((id.to_owned(), column.clone(), answer["value"].to_string()));
                }
            }
        }
        let mut wanted = self.home.cells.clone();
        cells.sort();
        wanted.sort();
        assert_eq!(cells, wanted, "the table of bed types");
    }
}

/// The home of the journeys: 24 beds, every figure right.
pub(crate) fn larch_house() -> Home {
    told(Home::read("01-care-home.json"))
}

/// Its return of last month: one bed more was occupied.
pub(crate) fn last_month() -> Home {
    larch_house()
        .with_text("beds_occupied", "21")
        .with_text("beds_reserved", "0")
}

/// Care at home, every figure right.
pub(crate) fn fernway() -> Home {
    told(Home::read("02-care-at-home.json"))
}

/// From "check your answers" to the press that sends.
#[track_caller]
pub(crate) fn send(page: &Page) {
    page.arrives_at(&exactly(t::CHECK));
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.go(&exactly(t::SEND));
}
