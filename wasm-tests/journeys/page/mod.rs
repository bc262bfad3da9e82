//! The page as its users speak of it. Each act waits for what it needs and fails at the test's own line.

mod fill;
mod guest;
mod keyboard;
mod keys;
mod look;
mod read;
mod records;

use std::cell::{Cell, RefCell};
use std::panic::Location;

use serde_json::{Value, json};

use crate::Fault;
use crate::browser::{Browser, Engine, Profile};
use crate::receiver::Receiver;
use crate::wait::{wait_for, wait_within};
use crate::webdriver::Element;

/// The functions that find by role and name.
const FIND: &str = include_str!("find.js");

/// How a browser tells of what broke the page's policy; asked again at each look.
const LISTEN: &str = r#"
if (!window.careJourneyViolations) {
  window.careJourneyViolations = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    window.careJourneyViolations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`));
}
"#;

/// A page open in a browser.
#[derive(Debug)]
pub struct Page {
    /// The browser.
    pub browser: Browser,
    /// The journey's name, for its pictures.
    name: String,
    /// What was wrong at a look, gathered so that one run tells all.
    wrong: RefCell<Vec<String>>,
    /// The frame of another site that is looked at, if one is.
    frame: RefCell<Option<Element>>,
    end: End,
}

/// Fails a journey that ends without having told what was wrong: a broken policy would go unnoticed.
#[derive(Debug)]
struct End {
    name: String,
    told: Cell<bool>,
}

impl Drop for End {
    fn drop(&mut self) {
        assert!(
            self.told.get() || std::thread::panicking(),
            "{}: the journey ended, and nobody asked what was wrong",
            self.name
        );
    }
}

/// A role that people and their tools name.
#[derive(Debug, Clone, Copy)]
pub enum Role {
    /// A button, or what opens a part of the page.
    Button,
    /// A link.
    Link,
    /// A box to type in.
    Text,
    /// A box that opens a file.
    File,
    /// A radio button or a tick box.
    Choice,
    /// A group of choices.
    Group,
    /// A heading.
    Heading,
    /// A button or a link: which of them it is, is the page's own matter.
    Action,
}

impl Role {
    fn word(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::Link => "link",
            Self::Text => "text",
            Self::File => "file",
            Self::Choice => "choice",
            Self::Group => "group",
            Self::Heading => "heading",
            Self::Action => "action",
        }
    }
}

impl Page {
    /// Opens the receiver's page in a browser of its own, on a profile.
    #[track_caller]
    pub fn open(name: &str, engine: Engine, profile: &Profile, receiver: &Receiver) -> Self {
        Self::open_at(name, engine, profile, receiver, "")
    }

    /// Opens another page that the receiver serves, by its path.
    #[track_caller]
    pub fn open_at(
        name: &str,
        engine: Engine,
        profile: &Profile,
        receiver: &Receiver,
        path: &str,
    ) -> Self {
        let address = [receiver.address().trim_end_matches('/'), "/", path].concat();
        Self::open_address(name, engine, profile, &address)
    }

    /// Opens what stands at an address.
    #[track_caller]
    pub fn open_address(name: &str, engine: Engine, profile: &Profile, address: &str) -> Self {
        let browser = told(Browser::start(engine, profile));
        if engine == Engine::Chromium {
            // Before anything of the page runs, so that nothing is missed.
            told(browser.devtools(
                "Page.addScriptToEvaluateOnNewDocument",
                &json!({"source": LISTEN}),
            ));
        }
        let page = Self {
            browser,
            name: name.to_owned(),
            wrong: RefCell::default(),
            frame: RefCell::default(),
            end: End {
                name: name.to_owned(),
                told: Cell::new(false),
            },
        };
        page.must(page.browser.session.open(address));
        page.listen();
        page
    }

    /// Listens for violations where the browser cannot be told to beforehand.
    #[track_caller]
    fn listen(&self) {
        self.must(self.browser.session.run(LISTEN, &[]));
    }

    /// Loads the page again.
    #[track_caller]
    pub fn reload(&self) {
        self.note_violations();
        match self.browser.engine {
            // Its driver loads past the service worker, which a person's own reload does not.
            Engine::Firefox => self.must(self.reload_by_script()),
            Engine::Chromium | Engine::WebKit => self.must(self.browser.session.reload()),
        }
        self.listen();
    }

    fn reload_by_script(&self) -> Result<(), Fault> {
        let begin = "window.careJourneyOld = true; setTimeout(() => location.reload());";
        self.browser.session.run(begin, &[])?;
        let ended = "return document.readyState === 'complete' && !window.careJourneyOld";
        wait_for("the page to be loaded again", || {
            // Between the two pages there is none to ask.
            Ok(match self.browser.session.run(ended, &[]) {
                Ok(Value::Bool(true)) => Ok(()),
                Ok(_) => Err("the old one".to_owned()),
                Err(fault) => Err(fault.to_string()),
            })
        })
    }

    /// Goes to a page of the page by its address, as by a bookmark, and waits until it is there as a whole.
    #[track_caller]
    pub fn visit(&self, place: &str) {
        self.must(self.browser.session.run(
            "location.hash = '#/' + arguments[0]; document.querySelector('main h1')?.setAttribute('data-old', '')",
            &[json!(place)],
        ));
        self.must(self.until(
            &format!("the page {place}"),
            "(() => {
               const head = find('heading', '').find((one) => one.matches('h1'));
               if (!head || head.matches('[data-old]')) return 'the page before';
               return !document.querySelector('.loading') || 'a page that waits';
             })()",
            &[],
        ));
    }

    /// Goes back, as by the browser's own button.
    #[track_caller]
    pub fn back(&self) {
        self.must(self.browser.session.back());
    }

    /// Kills the browser, all of it at once. What was wrong until then is told here.
    #[track_caller]
    pub fn crash(self) {
        self.note_violations();
        self.note_console();
        let wrong = self.wrong.take();
        self.end.told.set(true);
        told(self.browser.crash());
        assert_none(&self.name, &wrong);
    }

    /// Ends the journey: nothing was wrong at any look, the policy was never broken, and the console has no error.
    #[track_caller]
    pub fn finish(self, receiver: &Receiver) {
        self.note_violations();
        self.note_console();
        self.end(receiver);
    }

    /// The same for a page of which a file is not what was published: the console tells of that, and of nothing else.
    #[track_caller]
    pub fn finish_refused(self, receiver: &Receiver) {
        self.note_violations();
        self.note_console();
        let told = [
            "integrity",
            "Failed to fetch",
            "no style sheet",
            "The rest did not come",
        ];
        let mut wrong = self.wrong.take();
        wrong.retain(|line| !told.iter().any(|words| line.contains(words)));
        self.wrong.replace(wrong);
        self.end(receiver);
    }

    #[track_caller]
    fn end(self, receiver: &Receiver) {
        self.end.told.set(true);
        let mut wrong = self.wrong.take();
        for report in self.must(receiver.reports()) {
            wrong.push(format!("reported against the policy: {report}"));
        }
        assert_none(&self.name, &wrong);
    }

    /// Takes what was wrong so far, so that it is not told at the end: for a test of the looks themselves.
    pub fn take_wrong(&self) -> Vec<String> {
        self.end.told.set(true);
        self.note_violations();
        self.note_console();
        self.wrong.take()
    }

    /// Lets pass what the browser told of so far that has these words in it.
    pub fn lets_pass(&self, words: &str) {
        self.note_console();
        let mut wrong = self.wrong.borrow_mut();
        wrong.retain(|line| !line.contains(words));
    }

    /// Does to the page what its own code never may, by a script that no policy holds back.
    #[track_caller]
    pub fn spoil(&self, script: &str) {
        self.must(self.browser.session.run(script, &[]));
    }

    /// The step's result, or the end of the journey with a picture and what stands on the page.
    #[track_caller]
    fn must<T>(&self, step: Result<T, Fault>) -> T {
        match step {
            Ok(found) => found,
            Err(fault) => self.fail(&fault),
        }
    }

    #[track_caller]
    fn fail(&self, fault: &Fault) -> ! {
        let picture = self.picture_of_failure(Location::caller());
        self.note_violations();
        self.note_console();
        let text = self.text().unwrap_or_default();
        let address = self.browser.session.address().unwrap_or_default();
        let wrong = self.wrong.borrow().join("\n");
        panic!(
            "{}: {fault}\n  at {address}\n  picture: {picture}\n  wrong so far: {wrong}\n--- on the page:\n{text}\n---",
            self.name
        )
    }

    /// Runs one of the finding functions.
    fn ask(&self, call: &str, arguments: &[Value]) -> Result<Value, Fault> {
        self.browser
            .session
            .run(&format!("{FIND}\nreturn {call};"), arguments)
    }

    /// All that are shown with a role and a name.
    fn all(&self, role: Role, pattern: &str) -> Result<Vec<Element>, Fault> {
        let found = self.ask(
            "find(arguments[0], arguments[1])",
            &[json!(role.word()), json!(pattern)],
        )?;
        Ok(elements(&found))
    }

    /// Waits until exactly one is shown with a role and a name that a regular expression matches.
    fn one(&self, role: Role, pattern: &str) -> Result<Element, Fault> {
        let what = format!("one {} called /{pattern}/", role.word());
        wait_for(&what, || Ok(single(&self.all(role, pattern)?)))
    }

    /// Waits for one near another: of the same question.
    fn near(&self, from: &Element, role: Role, pattern: &str) -> Result<Element, Fault> {
        let what = format!("one {} called /{pattern}/ beside the question", role.word());
        wait_for(&what, || {
            let found = self.ask(
                "near(arguments[0], arguments[1], arguments[2])",
                &[from.to_value(), json!(role.word()), json!(pattern)],
            )?;
            Ok(single(&elements(&found)))
        })
    }

    /// Clicks where a person would.
    fn press(&self, element: &Element) -> Result<(), Fault> {
        let target = self.browser.session.run_async(
            &format!("{FIND}\ntarget(arguments[0], arguments[1]);"),
            &[element.to_value()],
        )?;
        let target = Element::from_value(&target).unwrap_or_else(|| element.clone());
        self.click_at(&target)
    }

    /// Finds and clicks, again if the page moved in between.
    fn click(&self, role: Role, pattern: &str) -> Result<(), Fault> {
        let what = format!("a click on the {} called /{pattern}/", role.word());
        wait_for(&what, || match single(&self.all(role, pattern)?) {
            Ok(element) => self.press(&element).map(Ok),
            Err(seen) => Ok(Err(seen)),
        })
    }

    /// Follows the link with this name.
    #[track_caller]
    pub fn link(&self, name: &str) {
        self.must(self.click(Role::Link, &crate::framework::exactly(name)));
    }

    /// Presses the button, or follows the link, whose name matches a regular expression.
    #[track_caller]
    pub fn go(&self, pattern: &str) {
        self.must(self.click(Role::Action, pattern));
    }

    /// Presses the first of several buttons or links whose names match a regular expression.
    #[track_caller]
    pub fn go_first(&self, pattern: &str) {
        let what = format!("an action called /{pattern}/");
        self.must(wait_for(&what, || {
            match self.all(Role::Action, pattern)?.first() {
                Some(element) => self.press(element).map(Ok),
                None => Ok(Err("none".into())),
            }
        }));
    }

    /// Presses the button with this name, where a heading or a link has it too.
    #[track_caller]
    pub fn go_button(&self, name: &str) {
        self.must(self.click(Role::Button, &crate::framework::exactly(name)));
    }

    /// Waits until a script in the page says that it is so; the script returns `true`, or what it saw instead.
    fn until(&self, what: &str, script: &str, arguments: &[Value]) -> Result<(), Fault> {
        wait_for(what, || self.seen(script, arguments))
    }

    fn seen(&self, script: &str, arguments: &[Value]) -> Result<Result<(), String>, Fault> {
        let seen = self.ask(script, arguments)?;
        Ok(if seen == json!(true) {
            Ok(())
        } else {
            Err(seen
                .as_str()
                .map_or_else(|| seen.to_string(), str::to_owned))
        })
    }

    /// Waits until the page says something that matches a regular expression.
    #[track_caller]
    pub fn says(&self, pattern: &str) {
        self.must(self.until(
            &format!("the page to say /{pattern}/"),
            "new RegExp(arguments[0]).test(plain(document.body.innerText)) || 'other words'",
            &[json!(pattern)],
        ));
    }

    /// The same for what takes long by its nature.
    #[track_caller]
    pub fn says_within(&self, seconds: u64, pattern: &str) {
        let bound = std::time::Duration::from_secs(seconds);
        self.must(wait_within(
            bound,
            &format!("the page to say /{pattern}/"),
            || {
                self.seen(
                "new RegExp(arguments[0]).test(plain(document.body.innerText)) || 'other words'",
                &[json!(pattern)],
            )
            },
        ));
    }

    /// Waits for the receipt of a return that goes out by itself, and may have been tried twice before: the page waits up
    /// to 10 s, then up to 150 s, before it tries again.
    #[track_caller]
    pub fn is_sent_by_itself(&self) {
        self.says_within(300, crate::texts::REFERENCE);
    }

    /// Waits until the page does not say anything that matches a regular expression.
    #[track_caller]
    pub fn does_not_say(&self, pattern: &str) {
        self.must(self.until(
            &format!("the page not to say /{pattern}/"),
            "!new RegExp(arguments[0]).test(plain(document.body.innerText)) || 'these words'",
            &[json!(pattern)],
        ));
    }

    /// What is wrong at a look, to be told at the journey's end.
    fn note(&self, wrong: String) {
        self.wrong.borrow_mut().push(wrong);
    }
}

fn elements(found: &Value) -> Vec<Element> {
    let list = found.as_array();
    list.into_iter()
        .flatten()
        .filter_map(Element::from_value)
        .collect()
}

fn single(found: &[Element]) -> Result<Element, String> {
    match found {
        [one] => Ok(one.clone()),
        [] => Err("none".into()),
        more => Err(format!("{} of them", more.len())),
    }
}

/// A result without a page to take a picture of.
///
/// # Panics
/// Where there is none, with why: the end of the journey.
#[track_caller]
pub fn told<T>(step: Result<T, Fault>) -> T {
    step.unwrap_or_else(|fault| panic!("{fault}"))
}

#[track_caller]
fn assert_none(name: &str, wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{name}: {} things were wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
