//! What the page says: where one is, what is wrong, what is saved, what was answered.

use serde_json::json;

use super::{Page, Role};
use crate::Fault;
use crate::framework::{Framework, literal};
use crate::texts as t;
use crate::wait::{wait_for, wait_within};

/// Whether the document is of the newer build.
const NEWER_BUILD: &str = "document.querySelector('meta[name=build]') !== null";

impl Page {
    /// All that is shown, as text.
    pub(crate) fn text(&self) -> Result<String, Fault> {
        let text = self.ask("document.body.innerText", &[])?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until one has arrived at the page with a heading: it is the page's first heading, it has the focus so that
    /// a reader of the screen starts there, and the title says it too.
    #[track_caller]
    pub fn arrives_at(&self, heading: &str) {
        self.must(self.until(
            &format!("the page headed /{heading}/"),
            "(() => {
               const head = find('heading', '').find((one) => one.matches('h1'));
               if (!head) return 'no heading';
               if (!new RegExp(arguments[0]).test(nameOf(head))) return `the page headed ${nameOf(head)}`;
               if (document.activeElement !== head && !head.contains(document.activeElement)) return `the focus at ${document.activeElement?.outerHTML.slice(0, 80)}`;
               return document.title.includes(nameOf(head)) || `the title ${document.title}`;
             })()",
            &[json!(heading)],
        ));
    }

    /// Waits until a text stands there and says that it is in a language.
    #[track_caller]
    pub fn says_in(&self, language: &str, text: &str) {
        self.must(self.until(
            &format!("{text} in {language}"),
            "(() => {
               const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
               const found = [];
               while (texts.nextNode()) {
                 const { data, parentElement } = texts.currentNode;
                 if (data.includes(arguments[1])) found.push(parentElement.closest('[lang]').lang);
               }
               return found.includes(arguments[0]) || `it is in ${found}`;
             })()",
            &[json!(language), json!(text)],
        ));
    }

    /// Waits until one has come to a question of a section, ready to be answered: its control has the focus.
    #[track_caller]
    pub fn comes_to(&self, framework: &Framework, section: &str, question: &str) {
        let question = self.must(framework.question(question));
        self.must(self.one(Role::Heading, &crate::framework::exactly(section)));
        self.must(self.until(
            &format!("the focus at {}", question.label),
            "(() => {
               const place = document.activeElement;
               const named = [place, place.closest('fieldset')].filter(Boolean).map(nameOf);
               return named.some((name) => new RegExp(arguments[0]).test(name)) || `the focus at ${named[0].slice(0, 80)}`;
             })()",
            &[json!(question.pattern)],
        ));
    }

    /// The same after a load, where the focus is the browser's own matter.
    #[track_caller]
    pub fn shows(&self, heading: &str) {
        self.must(self.one(Role::Heading, heading));
    }

    /// The same for what comes after a while by its nature.
    #[track_caller]
    pub fn shows_within(&self, seconds: u64, heading: &str) {
        let bound = std::time::Duration::from_secs(seconds);
        let what = format!("a heading /{heading}/");
        self.must(wait_within(bound, &what, || {
            let found = self.all(Role::Heading, heading)?;
            Ok(if found.is_empty() {
                Err("none".to_owned())
            } else {
                Ok(())
            })
        }));
    }

    /// The first heading.
    #[track_caller]
    pub fn heading(&self) -> String {
        let heading = self.must(self.ask(
            "nameOf(find('heading', '').find((one) => one.matches('h1')) ?? document.body)",
            &[],
        ));
        heading.as_str().unwrap_or_default().to_owned()
    }

    /// Waits for the error summary, which must have taken the focus, and gives its lines.
    #[track_caller]
    pub fn summary(&self) -> Vec<String> {
        self.must(wait_for("the error summary with the focus", || {
            let lines = self.ask(
                "(() => {
                   const head = find('heading', arguments[0])[0];
                   if (!head) return null;
                   const place = document.activeElement;
                   if (place === document.body || !place.contains(head)) return null;
                   if (!document.title.startsWith('Error: ')) return null;
                   return find('link', '', place).map(nameOf);
                 })()",
                &[json!(t::PROBLEM)],
            )?;
            Ok(match lines.as_array() {
                Some(lines) => Ok(lines
                    .iter()
                    .filter_map(|line| line.as_str().map(str::to_owned))
                    .collect()),
                None => Err("no summary that has the focus under a title that says so".into()),
            })
        }))
    }

    /// Follows a line of the error summary: the focus goes to the control of a question, which says the same words.
    #[track_caller]
    pub fn follow(&self, message: &str) {
        self.must(self.click(Role::Link, &crate::framework::exactly(message)));
        self.must(self.until(
            "the focus in the question, described by the message",
            "(() => {
               const place = document.activeElement;
               if (!place.matches('input, textarea, select, button')) return `the focus at ${place.outerHTML.slice(0, 80)}`;
               const about = place.closest('fieldset') ?? place;
               const ids = `${place.getAttribute('aria-describedby') ?? ''} ${about.getAttribute('aria-describedby') ?? ''} ${place.getAttribute('aria-errormessage') ?? ''}`;
               const words = ids.split(/\\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
               return plain(words).includes(arguments[0]) || `a question described by: ${plain(words)}`;
             })()",
            &[json!(message)],
        ));
    }

    /// Whether the page says something that matches a regular expression, now.
    #[track_caller]
    pub fn has_words(&self, pattern: &str) -> bool {
        let found = "new RegExp(arguments[0]).test(plain(document.body.innerText))";
        self.must(self.ask(found, &[json!(pattern)])) == json!(true)
    }

    /// Waits until the page says that everything is saved on this device.
    #[track_caller]
    pub fn saved(&self) {
        self.says(t::SAVED_AT);
    }

    /// Waits until the box of a question holds a text.
    #[track_caller]
    pub fn holds(&self, framework: &Framework, question: &str, text: &str) {
        let question = self.must(framework.question(question));
        let control = self.must(self.one(Role::Text, &question.pattern));
        self.must(self.until(
            &format!("{text} in {}", question.label),
            "arguments[0].value === arguments[1] || `${arguments[0].value} in it`",
            &[control.to_value(), json!(text)],
        ));
    }

    /// Waits until the box of a question takes no keys.
    #[track_caller]
    pub fn cannot_be_typed_in(&self, framework: &Framework, question: &str) {
        let question = self.must(framework.question(question));
        let control = self.must(self.one(Role::Text, &question.pattern));
        self.must(self.until(
            &format!("{} to take no keys", question.label),
            "arguments[0].disabled || 'a box that takes keys'",
            &[control.to_value()],
        ));
    }

    /// Waits until an answer is the chosen one of its question.
    #[track_caller]
    pub fn has_chosen(&self, framework: &Framework, question: &str, words: &str) {
        let question = self.must(framework.question(question));
        let group = self.must(self.one(Role::Group, &question.pattern));
        self.must(self.until(
            &format!("{words} chosen at {}", question.label),
            "find('choice', '', arguments[0]).some((one) => one.checked && nameOf(one) === arguments[1]) || 'something else'",
            &[group.to_value(), json!(words)],
        ));
    }

    /// Whether a question is asked on this page.
    #[track_caller]
    pub fn asks(&self, framework: &Framework, question: &str) -> bool {
        let question = self.must(framework.question(question));
        let boxes = self.must(self.all(Role::Text, &question.pattern));
        let groups = self.must(self.all(Role::Group, &question.pattern));
        !boxes.is_empty() || !groups.is_empty()
    }

    /// Whether a link matches a regular expression.
    #[track_caller]
    pub fn has_link(&self, pattern: &str) -> bool {
        !self.must(self.all(Role::Link, pattern)).is_empty()
    }

    /// Whether a button matches a regular expression.
    #[track_caller]
    pub fn has_button(&self, pattern: &str) -> bool {
        !self.must(self.all(Role::Button, pattern)).is_empty()
    }

    /// Waits until the answer to a question, on "check your answers", holds a text.
    #[track_caller]
    pub fn answered(&self, framework: &Framework, question: &str, words: &str) {
        let question = self.must(framework.question(question));
        let either = format!("{}|^{}", question.pattern, literal(&question.label));
        self.must(self.until(
            &format!("the answer {words} to {}", question.label),
            "(answerBeside(arguments[0]) ?? 'no such question').includes(arguments[1]) || answerBeside(arguments[0])",
            &[json!(either), json!(words)],
        ));
    }

    /// Follows the link that changes an answer, which names its question.
    #[track_caller]
    pub fn change(&self, framework: &Framework, question: &str) {
        let question = self.must(framework.question(question));
        let (label, asked) = (
            literal(&question.label),
            question.pattern.replacen('^', "", 1),
        );
        self.must(self.click(Role::Link, &format!("^{}.*({label}|{asked})", t::CHANGE)));
    }

    /// The text of the nearest part of the page around a question that says something that matches.
    #[track_caller]
    pub fn says_beside(&self, framework: &Framework, question: &str, pattern: &str) {
        let question = self.must(framework.question(question));
        self.must(self.until(
            &format!("/{pattern}/ beside {}", question.label),
            "(() => {
               const from = find('text', arguments[0])[0] ?? find('group', arguments[0])[0];
               if (!from) return 'no such question';
               const wanted = new RegExp(arguments[1]);
               for (let place = from; place && place !== document.body; place = place.parentElement) {
                 // Further out there are other questions.
                 if (find('text', '', place).length > 1) break;
                 if (wanted.test(plain(place.innerText))) return true;
               }
               return 'other words';
             })()",
            &[json!(question.pattern), json!(pattern)],
        ));
    }

    /// Waits until the browser has refused a file because it is not the one that was published. Chromium's console is
    /// the one place that says so.
    #[track_caller]
    pub fn refused(&self) {
        self.must(wait_for(
            "the browser to refuse a file by its integrity",
            || {
                let lines = self.browser.console()?;
                let refused = lines
                    .iter()
                    .any(|line| line.to_string().contains("integrity"));
                Ok(if refused {
                    Ok(())
                } else {
                    Err("no such line in the console".into())
                })
            },
        ));
    }

    /// Waits until the page is kept on this device, so that it opens without a connection.
    #[track_caller]
    pub fn is_kept(&self) {
        self.must(self.browser.session.run_async(
            "const done = arguments[arguments.length - 1]; navigator.serviceWorker.ready.then(() => done(true));",
            &[],
        ));
    }

    /// Waits until the browser has begun to keep the page on this device, and given it up as a whole.
    #[track_caller]
    pub fn is_not_kept(&self) {
        self.must(self.browser.session.run_async(
            "const done = arguments[arguments.length - 1];
             const look = async () => {
               const begun = (await caches.keys()).some((name) => name.startsWith('care-returns-build-'));
               if (begun && !(await navigator.serviceWorker.getRegistration())) done(true);
               else setTimeout(look, 50);
             };
             look();",
            &[],
        ));
    }

    /// Puts something else in the place of the kept files whose names end so.
    #[track_caller]
    pub fn changes_what_is_kept(&self, end: &str) {
        let changed = self.must(self.browser.session.run_async(
            "const [end, done] = arguments;
             (async () => {
               let changed = 0;
               for (const name of await caches.keys()) {
                 const cache = await caches.open(name);
                 for (const key of await cache.keys()) {
                   if (!new URL(key.url).pathname.endsWith(end)) continue;
                   const headers = (await cache.match(key)).headers;
                   await cache.put(key, new Response('changed', { headers }));
                   changed++;
                 }
               }
               done(changed);
             })();",
            &[json!(end)],
        ));
        if changed.as_u64() == Some(0) {
            self.fail(&Fault::Other(format!("nothing that is kept ends in {end}")));
        }
    }

    /// Whether the page is of the build that `dist::newer_build` made.
    #[track_caller]
    pub fn is_newer_build(&self) -> bool {
        self.must(self.ask(NEWER_BUILD, &[])) == json!(true)
    }

    /// Waits until it is.
    #[track_caller]
    pub fn becomes_newer_build(&self) {
        self.must(self.until("the newer build", NEWER_BUILD, &[]));
    }

    /// That nothing on the page can be filled in or pressed.
    #[track_caller]
    pub fn has_no_form(&self) {
        for role in [Role::Text, Role::Choice, Role::Button, Role::Group] {
            let found = self.must(self.all(role, ""));
            if !found.is_empty() {
                self.fail(&Fault::Other(format!(
                    "{} of role {role:?} on a page that must have none",
                    found.len()
                )));
            }
        }
    }

    /// Waits until the page says something that matches a regular expression, and gives what its first group holds.
    #[track_caller]
    pub fn reads(&self, pattern: &str) -> String {
        self.must(wait_for(&format!("the page to say /{pattern}/"), || {
            let found = self.ask(
                "(new RegExp(arguments[0]).exec(plain(document.body.innerText)) ?? [])[1] ?? null",
                &[json!(pattern)],
            )?;
            Ok(found
                .as_str()
                .map(str::to_owned)
                .ok_or_else(|| "other words".into()))
        }))
    }
}
