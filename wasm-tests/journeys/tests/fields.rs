//! Every kind of question, in a made-up framework that an author looks at: what the browser tells of it, what keys do in
//! it, and what is pasted into it.

use care_journeys::browser::{Engine, Profile};
use care_journeys::framework::exactly;
use care_journeys::page::{Page, Role, told};
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::webdriver::keys;
use care_journeys::{texts as t, tools};

use crate::steps::{Scene, larch_house, last_month};

/// Every engine.
const ENGINES: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

/// A browser with the form of the made-up framework.
struct Garden {
    page: Page,
    receiver: Receiver,
    /// It goes with the journey.
    _profile: Profile,
}

impl Garden {
    #[track_caller]
    fn open(name: &str, engine: Engine) -> Self {
        let receiver = told(Receiver::start(Setting::default()));
        let profile = told(Profile::new());
        let page = Page::open(name, engine, &profile, &receiver);
        let file = tools::repository("wasm-tests/fixtures/frameworks/kinds.json");
        page.shows(&exactly(t::START));
        page.link(t::PREVIEW_LINK);
        page.arrives_at(&exactly(t::PREVIEW));
        page.open_file(t::PREVIEW_OPEN, &file.canonicalize().unwrap());
        page.says("No problems\\.");
        Self {
            page,
            receiver,
            _profile: profile,
        }
    }

    #[track_caller]
    fn finish(self) {
        self.page.finish(&self.receiver);
    }
}

/// What is typed into a box.
fn typed(page: &Page, pattern: &str, text: &str) {
    page.keys_at(Role::Text, pattern, text);
}

#[test]
fn each_kind_of_question_has_a_name_a_role_and_a_value() {
    for engine in ENGINES {
        kinds(engine);
    }
}

fn kinds(engine: Engine) {
    let garden = Garden::open(&format!("kinds-{engine:?}"), engine);
    let page = &garden.page;
    for (question, text, described) in [
        (
            "How many plots are there?",
            "8",
            "Count each plot once\\. .*plots$",
        ),
        ("How acid is the soil?", "6.5", "^$"),
        ("What was spent?", "1,250.50", "£"),
        ("What share is in the shade?", "20", "%$"),
        ("By how many plots did it grow or shrink?", "-2", "^$"),
        ("What is its motto?", "Grow", "^$"),
        (
            "What happened this month?",
            "Much rain",
            "18 words remaining",
        ),
        ("What is its postcode?", "LS1 1AA", "For example, "),
        (
            "At which address can we ask?",
            "a@example.org",
            "For example, ",
        ),
    ] {
        let name = care_journeys::framework::literal(question);
        let pattern = format!("^{name}");
        typed(page, &pattern, text);
        page.is_told(None, Role::Text, &pattern, ("textbox", &pattern, text));
        page.is_described(Role::Text, &pattern, described);
    }
    let area = "^In which area is it\\?";
    typed(page, area, "Barnfield");
    page.is_told(None, Role::Text, area, ("combobox", area, "Barnfield"));
    page.is_described(Role::Text, area, "^Type a part of the name");
    page.keys_at(Role::Text, area, keys::ESCAPE);
    for (group, role, boxes) in [
        (
            "^When did it open\\?",
            "group",
            &[("Day", "27"), ("Month", "March"), ("Year", "2026")][..],
        ),
        (
            "^In which month was it last dug\\?",
            "group",
            &[("Month", "oct"), ("Year", "2026")],
        ),
    ] {
        for (name, text) in boxes {
            let name = exactly(name);
            page.retype_in(group, &name, text);
            page.is_told(Some(group), Role::Text, &name, ("textbox", &name, text));
        }
        page.is_told(None, Role::Group, group, (role, group, ""));
    }
    for (group, role, choice, others) in [
        ("^Is there a fence\\?", "radiogroup", "No", &["Yes"][..]),
        (
            "^Is there running water\\?",
            "radiogroup",
            "Don’t know",
            &["Yes", "No"],
        ),
        (
            "^What is the soil\\?",
            "radiogroup",
            "Sand",
            &["Clay", "Peat"],
        ),
        (
            "^Which tools are there\\?",
            "group",
            "Hoe, long",
            &["Spade", "Fork", "None of these"],
        ),
    ] {
        page.is_told(None, Role::Group, group, (role, group, ""));
        page.choose_under(group, choice);
        let kind = if role == "group" { "checkbox" } else { "radio" };
        page.is_told(
            Some(group),
            Role::Choice,
            &exactly(choice),
            (kind, &exactly(choice), "true"),
        );
        for other in others {
            let name = exactly(other);
            page.is_told(Some(group), Role::Choice, &name, (kind, &name, "false"));
        }
    }
    // "None of these" leaves none beside it.
    let tools = "^Which tools are there\\?";
    page.choose_under(tools, "None of these");
    page.is_told(
        Some(tools),
        Role::Choice,
        "^Hoe",
        ("checkbox", "^Hoe", "false"),
    );
    page.look("every kind of question");
    garden.finish();
}

#[test]
fn a_code_is_found_by_keys() {
    let garden = Garden::open("combobox", Engine::Chromium);
    let page = &garden.page;
    let area = "^In which area is it\\?";
    typed(page, area, "barn");
    let both = ["Barnfield", "East Barnfield"];
    page.offers(&both, None);
    page.speaks("^2 results$");
    page.keys(keys::DOWN);
    page.offers(&both, Some("Barnfield"));
    page.keys(keys::UP);
    page.offers(&both, Some("East Barnfield"));
    page.look("options of a long list");
    page.keys(keys::ENTER);
    page.focuses(area);
    page.is_told(None, Role::Text, area, ("combobox", area, "East Barnfield"));
    page.offers(&[], None);
    // All of them, from an answer on.
    page.keys(keys::DOWN);
    assert_eq!(page.options(), 160);
    page.keys(keys::ESCAPE);
    page.offers(&[], None);
    page.is_told(None, Role::Text, area, ("combobox", area, "East Barnfield"));
    // A code that has ended leads to what replaced it, and a former name is taken as the new one.
    page.retype(area, "a01");
    page.offers(&["Ashby and Dale (before: A01)"], None);
    page.keys(keys::ENTER);
    page.is_told(None, Role::Text, area, ("combobox", area, "Ashby and Dale"));
    page.retype(area, "Dale");
    page.keys(keys::TAB);
    page.is_told(None, Role::Text, area, ("combobox", area, "Ashby and Dale"));
    // What nothing fits stays, and is told.
    page.retype(area, "Nowhere");
    page.says("Nothing found\\.");
    page.keys(keys::TAB);
    page.says("Select area from the list");
    page.is_told(None, Role::Text, area, ("combobox", area, "Nowhere"));
    garden.finish();
}

#[test]
fn a_whole_date_is_pasted_into_any_box_and_errors_name_their_part() {
    for engine in ENGINES {
        let garden = Garden::open(&format!("dates-{engine:?}"), engine);
        let page = &garden.page;
        let opened = "^When did it open\\?";
        page.paste_in(opened, "^Year$", "27 March 2026");
        for (name, text) in [("^Day$", "27"), ("^Month$", "March"), ("^Year$", "2026")] {
            page.is_told(Some(opened), Role::Text, name, ("textbox", name, text));
        }
        page.retype_in(opened, "^Year$", "26");
        page.keys(keys::TAB);
        page.says("Opening date must have a year of 4 numbers");
        page.marks(opened, &["Year"]);
        page.retype_in(opened, "^Year$", "");
        page.retype_in(opened, "^Day$", "");
        page.keys(&[keys::TAB, keys::TAB, keys::TAB].concat());
        page.says("Opening date must include a day and a year");
        page.marks(opened, &["Day", "Year"]);
        garden.finish();
    }
}

#[test]
fn a_block_of_cells_is_pasted_into_tables() {
    let garden = Garden::open("blocks", Engine::Chromium);
    let page = &garden.page;
    page.go(t::ADD_ROW);
    page.focuses("^Row 1 Crop$");
    let block = "Peas\tBarnfield\t27/3/2026\tyes\t12\t2.50\nBeans\tNowhere\t\tperhaps\tmany\t1\t9";
    page.paste(Role::Text, "^Row 1 Crop$", block);
    page.speaks("10 cells filled in, 1 row added\\. 2 of them need a look");
    for (cell, role, value) in [
        ("^Peas Where$", "combobox", "Barnfield"),
        ("^Peas Sacks$", "textbox", "12"),
        ("^Peas Price of a sack$", "textbox", "2.50"),
        ("^Beans Where$", "combobox", "Nowhere"),
        ("^Beans Sacks$", "textbox", "many"),
    ] {
        page.is_told(None, Role::Text, cell, (role, cell, value));
    }
    for said in [
        "Line 2, “perhaps”: it is none of the choices of “Organic”",
        "Line 2, “9”: there is no column for it",
        "“1”: “Price of a sack” is not asked in its row, and keeps it",
        "Sacks must be a whole number|Sacks must be a number",
        "Select where from the list",
    ] {
        page.says(said);
    }
    // Totals follow what is typed.
    page.says("Total so far 12 £30\\.00");
    page.retype("^Peas Sacks$", "14");
    page.says("Total so far 14 £35\\.00");
    page.look("a table after a paste");
    page.go(&exactly("Undo"));
    page.does_not_say("Peas");
    page.focuses("^Row 1 Crop$");
    // Into the box of its own, with the names of the columns.
    page.go_first("^Paste from a spreadsheet$");
    let words = "sacks\tcrop\n3\tKale\n4\tLeeks\n";
    page.paste(Role::Text, "^Cells of your spreadsheet$", words);
    page.go(&exactly("Put into the table"));
    page.speaks("4 cells filled in, 1 row added\\.");
    page.is_told(
        None,
        Role::Text,
        "^Leeks Sacks$",
        ("textbox", "^Leeks Sacks$", "4"),
    );
    // Fixed rows: what goes beyond the last is shown.
    page.paste(Role::Text, "^Herbs Planted$", "5\t1\n6\t2\n7");
    page.speaks("4 cells filled in\\.");
    page.says("Line 3, “7”: there is no such row");
    page.is_told(
        None,
        Role::Text,
        "climbing Lost$",
        ("textbox", "^Beans, climbing Lost$", "2"),
    );
    // One value goes where it is pasted, as anywhere.
    page.paste(Role::Text, "^Roses Planted$", "9");
    page.is_told(
        None,
        Role::Text,
        "^Roses Planted$",
        ("textbox", "^Roses Planted$", "9"),
    );
    // A row that is removed comes back with what stood in it.
    page.go_first("^Remove");
    page.speaks("^Kale removed\\.");
    page.focuses("^Undo");
    page.go_first("^Undo");
    page.is_told(
        None,
        Role::Text,
        "^Kale Sacks$",
        ("textbox", "^Kale Sacks$", "3"),
    );
    page.focuses("^Kale Crop$");
    garden.finish();
}

#[test]
fn what_was_cleared_is_offered_back() {
    let garden = Garden::open("cleared", Engine::Chromium);
    let page = &garden.page;
    let plots = "^How many plots are there\\?";
    typed(page, plots, "8");
    page.keys(keys::TAB);
    page.retype(plots, "");
    page.keys(keys::TAB);
    page.speaks("You cleared this answer\\. Undo");
    page.look("an answer that was cleared");
    page.go("^Undo");
    page.is_told(None, Role::Text, plots, ("textbox", plots, "8"));
    page.focuses(plots);
    page.does_not_say("You cleared");
    garden.finish();
}

#[test]
fn a_page_is_filled_by_enter_and_cleared_and_brought_back() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("enter", Engine::Chromium);
    scene.begin(&page, false);
    page.link("Beds");
    page.arrives_at("^Beds$");
    let sections = scene.framework.sections();
    let beds = sections
        .iter()
        .find(|section| section.title == "Beds")
        .unwrap();
    let mut filled = Vec::new();
    for item in &beds.items {
        let Some(care_journeys::home::Given::One(text)) = scene.home.answers.get(item) else {
            continue;
        };
        let question = told(scene.framework.question(item));
        if filled.is_empty() {
            page.keys_at(Role::Text, &question.pattern, text);
        } else {
            // Enter led here.
            page.focuses(&question.pattern);
            page.keys(text);
        }
        page.keys(keys::ENTER);
        filled.push((item.clone(), text.clone()));
    }
    assert!(filled.len() > 3, "{filled:?}");
    // Of checkboxes it is enough to pass one.
    page.focuses("^Why are beds not available");
    page.keys(" ");
    page.keys(keys::ENTER);
    // Behind the last it continues, and nothing was sent.
    page.arrives_at("^Beds by type$");
    page.back();
    page.arrives_at("^Beds$");
    page.go(&exactly("Clear this page"));
    page.focuses("^Undo$");
    for (item, _) in &filled {
        page.holds(&scene.framework, item, "");
    }
    page.look("a page that was cleared");
    page.keys(keys::ENTER);
    for (item, text) in &filled {
        page.holds(&scene.framework, item, text);
    }
    page.saved();
    assert_eq!(told(scene.receiver.rows()).len(), 1, "last month's alone");
    page.finish(&scene.receiver);
}

#[test]
fn a_range_is_told_on_leaving_and_a_sum_on_going_on_with_the_sum() {
    let garden = Garden::open("checks", Engine::Chromium);
    let page = &garden.page;
    let plots = "^How many plots are there\\?";
    typed(page, plots, "1000");
    page.does_not_say("Plots must be");
    page.keys(keys::TAB);
    page.speaks("^Error: Plots must be between 0 and 999$");
    // It goes as soon as it is right.
    page.retype(plots, "8");
    page.does_not_say("Plots must be");
    page.retype("^Roses Planted$", "5");
    page.retype("^Roses Lost$", "6");
    page.keys(keys::TAB);
    page.says("Total so far 5");
    page.does_not_say("add up|Lost must be");
    page.go(&exactly(t::PREVIEW_CHECK));
    page.says("Plants by bed must add up to the plots \\(8\\)\\. They add up to 5");
    page.says("Lost must be 5 or fewer");
    page.retype("^Herbs Planted$", "3");
    page.does_not_say("add up");
    garden.finish();
}
