//! Keys, the clipboard, and what the browser tells assistive technology.

use serde_json::json;

use super::{Page, Role};
use crate::Fault;
use crate::wait::wait_for;
use crate::webdriver::{Element, keys};

impl Page {
    /// Sends keys to the control with this name, which takes the focus.
    #[track_caller]
    pub fn keys_at(&self, role: Role, pattern: &str, keys: &str) {
        let control = self.must(self.one(role, pattern));
        self.must(self.browser.session.keys(&control, keys));
    }

    /// Types in place of what stands in the box with this name. It keeps the focus.
    #[track_caller]
    pub fn retype(&self, pattern: &str, text: &str) {
        let control = self.must(self.one(Role::Text, pattern));
        self.must(self.replace(&control, text));
    }

    /// The same for a box of a group.
    #[track_caller]
    pub fn retype_in(&self, group: &str, pattern: &str, text: &str) {
        let control = self.must(self.box_in(group, pattern));
        self.must(self.replace(&control, text));
    }

    /// Pastes into a box of a group.
    #[track_caller]
    pub fn paste_in(&self, group: &str, pattern: &str, text: &str) {
        let control = self.must(self.box_in(group, pattern));
        self.copy(text);
        let paste = [keys::CONTROL, "v", keys::RELEASE].concat();
        self.must(self.browser.session.keys(&control, &paste));
    }

    fn box_in(&self, group: &str, pattern: &str) -> Result<Element, Fault> {
        let group = self.one(Role::Group, group)?;
        let found = self.ask(
            "find('text', arguments[0], arguments[1])",
            &[json!(pattern), group.to_value()],
        )?;
        super::single(&super::elements(&found)).map_err(|seen| Fault::at(pattern, seen))
    }

    /// Waits until the control, or the group around it, whose name matches a regular expression has the focus.
    #[track_caller]
    pub fn focuses(&self, pattern: &str) {
        self.must(self.until(
            &format!("the focus at /{pattern}/"),
            "(() => {
               const place = document.activeElement;
               const named = [place, place.closest('fieldset')].filter(Boolean).map(nameOf);
               return named.some((name) => new RegExp(arguments[0]).test(name)) || `the focus at ${named.join(', ').slice(0, 120)}`;
             })()",
            &[json!(pattern)],
        ));
    }

    /// Pastes a text into the control with this name, with the browser's own clipboard and keys.
    #[track_caller]
    pub fn paste(&self, role: Role, pattern: &str, text: &str) {
        self.copy(text);
        self.keys_at(role, pattern, &[keys::CONTROL, "v", keys::RELEASE].concat());
    }

    /// Puts a text on the clipboard.
    #[track_caller]
    fn copy(&self, text: &str) {
        let session = &self.browser.session;
        let copied = session.run(
            "const area = document.createElement('textarea');
             area.value = arguments[0];
             area.addEventListener('copy', () => area.dataset.copied = '');
             document.body.append(area);
             area.select();
             return area;",
            &[json!(text)],
        );
        let area = self.must(copied.and_then(|area| {
            Element::from_value(&area).ok_or_else(|| Fault::Other("no text to copy".into()))
        }));
        let held = |key: &str| [keys::CONTROL, key, keys::RELEASE].concat();
        self.must(session.keys(&area, &[held("a"), held("c")].concat()));
        // Some browsers take a key before they have done what it does.
        self.must(self.until(
            "a text to be copied",
            "'copied' in arguments[0].dataset || 'not yet'",
            &[area.to_value()],
        ));
        self.must(session.run("arguments[0].remove()", &[area.to_value()]));
    }

    /// Waits until the browser tells assistive technology of a control with this name, inside the group with that name if
    /// one is given, that it is a role, a name that matches and a value.
    #[track_caller]
    pub fn is_told(
        &self,
        group: Option<&str>,
        role: Role,
        pattern: &str,
        told: (&str, &str, &str),
    ) {
        let (is, name, value) = told;
        let what = format!("/{pattern}/ to be a {is} called /{name}/ with the value {value}");
        self.must(wait_for(&what, || {
            let place = match group {
                Some(group) => match super::single(&self.all(Role::Group, group)?) {
                    Ok(group) => group.to_value(),
                    Err(seen) => return Ok(Err(format!("{seen} groups"))),
                },
                None => json!(null),
            };
            let found = self.ask(
                "find(arguments[0], arguments[1], arguments[2])",
                &[json!(role.word()), json!(pattern), place],
            )?;
            let control = match super::single(&super::elements(&found)) {
                Ok(control) => control,
                Err(seen) => return Ok(Err(seen)),
            };
            let session = &self.browser.session;
            let seen_role = session.computed_role(&control)?;
            let label = session.computed_label(&control)?;
            let matches = self.ask(
                "new RegExp(arguments[0]).test(plain(arguments[1]))",
                &[json!(name), json!(label)],
            )?;
            let held = self.ask(
                "arguments[0].matches('[type=radio], [type=checkbox]') ? String(arguments[0].checked) : arguments[0].value ?? ''",
                &[control.to_value()],
            )?;
            Ok(if seen_role == is && matches == json!(true) && held == json!(value) {
                Ok(())
            } else {
                Err(format!("a {seen_role} called {label} with the value {held}"))
            })
        }));
    }

    /// Waits until what describes a control, for those who hear the page, matches a regular expression.
    #[track_caller]
    pub fn is_described(&self, role: Role, pattern: &str, words: &str) {
        let control = self.must(self.one(role, pattern));
        self.must(self.until(
            &format!("/{pattern}/ to be described by /{words}/"),
            "(() => {
               const ids = (arguments[0].getAttribute('aria-describedby') ?? '').split(/\\s+/);
               const described = plain(ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' '));
               return new RegExp(arguments[1]).test(described) || described;
             })()",
            &[control.to_value(), json!(words)],
        ));
    }

    /// Waits until the controls of a group that are marked as wrong are these, by name.
    #[track_caller]
    pub fn marks(&self, group: &str, wrong: &[&str]) {
        let group = self.must(self.one(Role::Group, group));
        self.must(self.until(
            &format!("{wrong:?} to be marked as wrong"),
            "(() => {
               const marked = [...arguments[0].querySelectorAll('input[aria-invalid=true]')].map(nameOf);
               return JSON.stringify(marked) === JSON.stringify(arguments[1]) || JSON.stringify(marked);
             })()",
            &[group.to_value(), json!(wrong)],
        ));
    }

    /// Waits until something matches a regular expression that is spoken by itself: in a live region.
    #[track_caller]
    pub fn speaks(&self, pattern: &str) {
        self.must(self.until(
            &format!("/{pattern}/ to be spoken"),
            "(() => {
               const spoken = [...document.querySelectorAll('[role=status], [aria-live=polite]')].map((one) => plain(one.textContent)).filter(Boolean);
               return spoken.some((words) => new RegExp(arguments[0]).test(words)) || JSON.stringify(spoken);
             })()",
            &[json!(pattern)],
        ));
    }

    /// Waits until the list below a box has these options, and the arrow keys are at one of them, or at none.
    #[track_caller]
    pub fn offers(&self, words: &[&str], active: Option<&str>) {
        self.must(self.until(
            &format!("the options {words:?}, at {active:?}"),
            "(() => {
               const shown = options('');
               const at = document.getElementById(document.activeElement.getAttribute('aria-activedescendant'));
               const chosen = shown.filter((one) => one.getAttribute('aria-selected') === 'true');
               const seen = JSON.stringify([shown.map((one) => plain(one.textContent)), at && plain(at.textContent), chosen.length]);
               return seen === JSON.stringify([arguments[0], arguments[1], arguments[1] ? 1 : 0]) || seen;
             })()",
            &[json!(words), json!(active)],
        ));
    }

    /// How many options are below a box.
    #[track_caller]
    pub fn options(&self) -> usize {
        let found = self.must(self.ask("options('')", &[]));
        super::elements(&found).len()
    }
}
