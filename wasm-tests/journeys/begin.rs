//! From the first page to a return: who fills in, and the list of what is due.

use crate::framework::{Framework, exactly};
use crate::home::Given;
use crate::page::{Page, told};
use crate::texts as t;

/// Who fills in: made up.
pub const FILER: [(&str, &str); 4] = [
    ("filer_name", "Robin Ash"),
    ("filer_kind", "location"),
    ("filer_role", "registered-manager"),
    ("filer_email", "office@larch-house.example"),
];

/// Says who one is, on the page that asks it.
#[track_caller]
pub fn say_who(page: &Page, framework: &Framework) {
    page.shows("^About you$");
    for (item, given) in FILER {
        let question = told(framework.question(item));
        page.answer(framework, &question, &Given::One(given.into()));
    }
    page.go(&exactly(t::CONTINUE));
}

/// From the first page past who one is.
#[track_caller]
pub fn begins(page: &Page, framework: &Framework) {
    page.shows(&exactly(t::START));
    page.go(&exactly(t::START_NOW));
    say_who(page, framework);
}

/// From the first page to the sections of the monthly return of the first subject.
#[track_caller]
pub fn monthly(page: &Page, framework: &Framework) {
    begins(page, framework);
    page.arrives_at(&exactly(t::DUE));
    page.go_first(t::START_RETURN);
    page.arrives_at(&exactly(&framework.title()));
}
