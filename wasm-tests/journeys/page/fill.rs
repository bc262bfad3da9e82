//! Answering questions, by their words.

use serde_json::{Value, json};

use super::{Page, Role};
use crate::Fault;
use crate::framework::{Framework, Question, exactly, literal};
use crate::home::{Given, Home};
use crate::texts as t;
use crate::wait::wait_for;
use crate::webdriver::{Element, keys};

impl Page {
    /// Types into the box of a question, named by its short name or id, in place of what stands there.
    #[track_caller]
    pub fn fill(&self, framework: &Framework, question: &str, text: &str) {
        let question = self.must(framework.question(question));
        self.must(self.type_into(&question.pattern, text));
    }

    /// Opens a file of this machine in the box with this label, as by the browser's own dialogue.
    #[track_caller]
    pub fn open_file(&self, label: &str, file: &std::path::Path) {
        let pattern = ["^", &literal(label)].concat();
        let control = self.must(self.one(Role::File, &pattern));
        let path = file.to_string_lossy();
        self.must(self.browser.session.keys(&control, &path));
    }

    /// Has the browser put what it downloads into a folder, in Chromium.
    #[track_caller]
    pub fn downloads_to(&self, folder: &std::path::Path) {
        let to = json!({"behavior": "allow", "downloadPath": folder});
        self.must(self.browser.devtools("Browser.setDownloadBehavior", &to));
    }

    /// Waits for the one JSON file in a folder, once it is there as a whole, and gives its path.
    #[track_caller]
    pub fn downloaded(&self, folder: &std::path::Path) -> std::path::PathBuf {
        self.downloaded_as(folder, "json")
    }

    /// The same of a file whose name ends so.
    #[track_caller]
    pub fn downloaded_as(&self, folder: &std::path::Path, ending: &str) -> std::path::PathBuf {
        self.must(wait_for("a file to be downloaded", || {
            let entries =
                std::fs::read_dir(folder).map_err(|reason| Fault::at("the downloads", reason))?;
            let mut found: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
            found.retain(|path| path.extension().is_some_and(|end| end == ending));
            Ok(match found.as_slice() {
                [one] => Ok(one.clone()),
                more => Err(format!("{} files", more.len())),
            })
        }))
    }

    /// Types into the box with this label, which is not one of the framework's questions.
    #[track_caller]
    pub fn type_at(&self, label: &str, text: &str) {
        self.must(self.type_into(&["^", &literal(label)].concat(), text));
    }

    fn type_into(&self, pattern: &str, text: &str) -> Result<(), Fault> {
        let control = self.one(Role::Text, pattern)?;
        self.replace(&control, text)?;
        // What a browser tells assistive technology may come a moment after what it shows.
        let what = [
            "a name that the browser gives to the box called /",
            pattern,
            "/",
        ]
        .concat();
        wait_for(&what, || {
            let control = self.one(Role::Text, pattern)?;
            let named = self.browser.session.computed_label(&control)?;
            Ok(if named.is_empty() {
                Err("none".to_owned())
            } else {
                Ok(())
            })
        })
    }

    /// Types in place of what stands in a box, key by key, and waits until it is there.
    pub(super) fn replace(&self, control: &Element, text: &str) -> Result<(), Fault> {
        let session = &self.browser.session;
        wait_for("the box to take keys", || {
            let held = self.ask("arguments[0].value", &[control.to_value()])?;
            if held.as_str().is_some_and(|held| !held.is_empty()) {
                let all = [keys::CONTROL, "a", keys::RELEASE, keys::BACKSPACE].concat();
                session.keys(control, &all)?;
            }
            if !text.is_empty() {
                session.keys(control, text)?;
            }
            let held = self.ask("arguments[0].value", &[control.to_value()])?;
            Ok(if held == json!(text) {
                Ok(())
            } else {
                Err(format!("{held} in it"))
            })
        })
    }

    /// Chooses one answer of a question with choices, by its words.
    #[track_caller]
    pub fn choose(&self, framework: &Framework, question: &str, words: &str) {
        let question = self.must(framework.question(question));
        self.must(self.choose_in(&question.pattern, words));
    }

    /// Chooses one of the choices under this heading of theirs, which is not one of the framework's questions.
    #[track_caller]
    pub fn choose_at(&self, group: &str, words: &str) {
        self.must(self.choose_in(&exactly(group), words));
    }

    /// The same under a heading that matches a regular expression.
    #[track_caller]
    pub fn choose_under(&self, group: &str, words: &str) {
        self.must(self.choose_in(group, words));
    }

    /// Ticks the one box with these words, which stands in no group.
    #[track_caller]
    pub fn choose_alone(&self, words: &str) {
        let pattern = exactly(words);
        // The page's body is looked for each time: it may be drawn anew.
        self.must(wait_for(
            &format!("/{pattern}/ alone on the page, and chosen"),
            || {
                let found = "find('choice', arguments[0], document.querySelector('main'))";
                let choices = self.ask(found, &[json!(pattern)])?;
                self.make_chosen(&choices)
            },
        ));
    }

    fn choose_in(&self, pattern: &str, words: &str) -> Result<(), Fault> {
        let group = self.one(Role::Group, pattern)?;
        self.choose_near(&group, &exactly(words))
    }

    /// Chooses the one answer inside or beside an element, and waits until it is chosen.
    fn choose_near(&self, place: &Element, pattern: &str) -> Result<(), Fault> {
        wait_for(
            &format!("/{pattern}/ among the choices, and chosen"),
            || {
                let choices = self.ask(
                "(() => { const inside = find('choice', arguments[1], arguments[0]); return inside.length ? inside : near(arguments[0], 'choice', arguments[1]); })()",
                &[place.to_value(), json!(pattern)],
            )?;
                self.make_chosen(&choices)
            },
        )
    }

    /// Presses the one choice that was found, unless it is chosen already. What is found may be drawn anew when it is
    /// chosen, so that each look finds it again.
    fn make_chosen(&self, found: &Value) -> Result<Result<(), String>, Fault> {
        let choice = match super::single(&super::elements(found)) {
            Ok(choice) => choice,
            Err(seen) => return Ok(Err(seen)),
        };
        let chosen = |choice: &Element| self.ask("arguments[0].checked", &[choice.to_value()]);
        if chosen(&choice)? != json!(true) {
            self.press(&choice)?;
        }
        Ok(if chosen(&choice)? == json!(true) {
            Ok(())
        } else {
            Err("one that is not chosen".into())
        })
    }

    /// Finds a code in a long list by a part of its name, and chooses it.
    fn find_code(&self, pattern: &str, label: &str) -> Result<(), Fault> {
        let control = self.one(Role::Text, pattern)?;
        self.replace(&control, label)?;
        wait_for(&format!("{label} among what was found"), || {
            let found = self.ask("options(arguments[0])", &[json!(label)])?;
            match super::single(&super::elements(&found)) {
                Ok(option) => self.press(&option).map(Ok),
                Err(seen) => Ok(Err(seen)),
            }
        })?;
        self.until(
            &format!("{label} in the box, and nothing below it"),
            "(arguments[0].value === arguments[1] && !options('').length) || arguments[0].value",
            &[control.to_value(), json!(label)],
        )
    }

    /// Says that a figure is missing, and why.
    #[track_caller]
    pub fn cannot_give(&self, framework: &Framework, question: &str, reason: &str) {
        let question = self.must(framework.question(question));
        self.must(self.missing_at(&question.pattern, &framework.reason(reason)));
    }

    fn missing_at(&self, pattern: &str, reason: &str) -> Result<(), Fault> {
        let control = self.one(Role::Text, pattern)?;
        let opener = self.near(&control, Role::Button, t::CANNOT_GIVE)?;
        self.press(&opener)?;
        let choice = self.near(&opener, Role::Choice, &exactly(reason))?;
        self.press(&choice)?;
        self.until(
            "the reason to be chosen",
            "[...document.querySelectorAll('input:checked')].some((one) => nameOf(one) === arguments[0]) || plain(document.body.innerText).includes(arguments[0]) || 'not chosen'",
            &[json!(reason)],
        )
    }

    /// Types into one cell of a table, by the names of its row and column.
    #[track_caller]
    pub fn fill_cell(&self, row: &str, column: &str, text: &str) {
        let (row, column) = (literal(row), literal(column));
        // In either order: the page names a cell by both.
        let pattern = format!("^(?=.*{row})(?=.*{column})");
        self.must(self.type_into(&pattern, text));
    }

    /// Answers one question in the way that it asks.
    #[track_caller]
    pub fn answer(&self, framework: &Framework, question: &Question, given: &Given) {
        let step = match (given, question.kind.as_str()) {
            (Given::Missing(reason), "yes-no-dont-know") if reason == "not-known" => {
                self.choose_in(&question.pattern, "Don\u{2019}t know")
            }
            (Given::Missing(reason), _) => {
                self.missing_at(&question.pattern, &framework.reason(reason))
            }
            (Given::One(code), "code") => {
                self.find_code(&question.pattern, &framework.in_words(question, code))
            }
            (Given::One(word), "one" | "yes-no" | "yes-no-dont-know") => {
                self.choose_in(&question.pattern, &framework.in_words(question, word))
            }
            (Given::One(text), _) => self.type_into(&question.pattern, text),
            (Given::Many(codes), _) => codes.iter().try_for_each(|code| {
                self.choose_in(&question.pattern, &framework.in_words(question, code))
            }),
        };
        self.must(step.map_err(|fault| Fault::at(&question.label, fault)));
    }

    /// Answers every question of a section for which the home has a figure. Answers which those were.
    #[track_caller]
    pub fn fill_section(&self, framework: &Framework, title: &str, home: &Home) -> Vec<String> {
        let sections = framework.sections();
        let Some(section) = sections.iter().find(|section| section.title == title) else {
            self.fail(&Fault::Other(format!("the return has no section {title}")));
        };
        let mut answered = Vec::new();
        for item in &section.items {
            if let Some(given) = home.answers.get(item) {
                let question = self.must(framework.question(item));
                self.answer(framework, &question, given);
                answered.push(item.clone());
            }
        }
        if section.table.is_some() {
            for (row, column, value) in &home.cells {
                let question = self.must(framework.question(column));
                self.fill_cell(&framework.code("bed-type", row), &question.label, value);
            }
        }
        answered
    }

    /// Says that a warned figure is right, with a reason and a note, as the block beside it asks.
    #[track_caller]
    pub fn it_is_right(&self, reason: &str, note: &str) {
        let step = || {
            let block = self.one(Role::Group, &exactly(t::CHECK_THIS))?;
            let opener = self.near(&block, Role::Button, &exactly(t::IT_IS_RIGHT))?;
            self.press(&opener)?;
            self.choose_near(&block, &exactly(reason))?;
            let noted = self.one(Role::Text, &["^", &literal(t::NOTE)].concat())?;
            self.replace(&noted, note)?;
            self.click(Role::Button, &exactly(t::CONFIRM))
        };
        self.must(step());
        self.says(t::YOU_TOLD_US);
    }
}
