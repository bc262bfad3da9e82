//! What stands above the answers of a return that is taken along: of what and whom it is, and what became of it.

use super::super::draft::OnPage;
use crate::shell::{Lists, Sent, Taken};
use crate::ui::el::{El, el};
use crate::ui::pages::complete;
use crate::ui::parts::{SummaryRow, summary_list};
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use crate::ui::text::taking as words;
use care_engine::definition::{Definition, Purpose};
use care_engine::exchange::receipt_v1::ReceiptState;
use care_engine::session::{Content, Session};

/// Names and what stands behind them, in the order in which they are read.
pub(super) struct Head(Vec<(&'static str, String)>);

impl Head {
    /// What is known of a draft.
    pub(super) fn of_draft(on: &OnPage, session: &Session) -> Self {
        let mut head = Self(Vec::new());
        head.about(session);
        head.add(words::STATE, words::DRAFT);
        let lists = on.app.shell().lists();
        let known = lists.drafts.iter().find(|draft| draft.head.id == on.id());
        if let Some(draft) = known {
            head.add(
                words::SAVED,
                &t::moment(on.app.shell().clock(draft.saved_at)),
            );
        }
        if let Some(replaces) = &on.open.head.replaces {
            head.revision(replaces.revision, Some(&replaces.reason));
        }
        head.whole(session, &on.open.head.version);
        head
    }

    /// What is known of a return that was sent or is on its way.
    pub(super) fn of_taken(app: &App, id: &str, taken: &Taken) -> Self {
        let (mut head, session) = (Self(Vec::new()), &taken.session);
        head.about(session);
        let shell = app.shell();
        let lists = shell.lists();
        let sent = lists.sent.iter().find(|sent| sent.id == id);
        let waiting = lists.waiting.iter().find(|waiting| waiting.id == id);
        head.add(
            words::STATE,
            sent.map_or(words::WAITS, |sent| state(&lists, sent)),
        );
        if let Some(sent) = sent {
            head.add(words::REFERENCE, &sent.receipt.reference);
            head.add(words::RECEIVED, &t::moment(shell.clock(sent.received_at())));
            for why in &sent.receipt.refused_for {
                head.add(t::STATE_REFUSED, why);
            }
        }
        let about = sent.map(|sent| &sent.about);
        if let Some(about) = about.or(waiting.map(|waiting| &waiting.about)) {
            head.add(words::FINISHED, &t::moment(shell.clock(about.finished_at)));
            if let Some(name) = filer(shell.definition(), &taken.filer) {
                head.add(words::FINISHED_BY, &name);
            }
            if about.replaces.is_some() {
                head.revision(about.revision, taken.because.as_deref());
            }
        }
        head.whole(session, &taken.version);
        head
    }

    fn about(&mut self, session: &Session) {
        let facts = session.facts();
        if let Some(subject) = &facts.subject {
            self.add(
                words::FOR,
                &[&subject.name, " (", &subject.id, ")"].concat(),
            );
        }
        if let Some(period) = facts.period {
            let days = [" (", &period.start.long(), " – ", &period.end.long(), ")"].concat();
            self.add(words::PERIOD, &[period.label(), days].concat());
        }
    }

    fn revision(&mut self, revision: u32, because: Option<&str>) {
        let mut text = revision.to_string();
        if let Some(because) = because {
            text.push_str(words::BECAUSE);
            text.push_str(because);
        }
        self.add(words::REVISION, &text);
    }

    fn whole(&mut self, session: &Session, version: &str) {
        if let Some(counts) = complete::in_words(session) {
            self.add(words::WHOLE, &counts);
        }
        if let Some(why) = super::super::whole::why_nil(session) {
            self.add(words::STATE, &why);
        }
        let of = &session.definition().title;
        self.add(words::VERSION, &[of, ", ", version].concat());
    }

    fn add(&mut self, name: &'static str, words: &str) {
        if !words.is_empty() {
            self.0.push((name, words.to_owned()));
        }
    }

    /// Names and what stands behind them.
    pub(super) fn lines(&self) -> &[(&'static str, String)] {
        &self.0
    }

    /// The same as a list.
    pub(super) fn list(&self) -> El {
        let mut rows = Vec::new();
        for (name, words) in &self.0 {
            rows.push(SummaryRow {
                key: (*name).to_owned(),
                value: vec![el("p").text(words)],
                action: None,
            });
        }
        summary_list(rows)
    }
}

/// How a return that the backend has stands, in a word.
fn state(lists: &Lists, sent: &Sent) -> &'static str {
    match (lists.replaced_by(&sent.id), sent.receipt.state) {
        (Some(_), _) => t::STATE_REPLACED,
        (None, ReceiptState::Accepted) => t::STATE_ACCEPTED,
        (None, ReceiptState::Received) => t::STATE_RECEIVED,
        (None, ReceiptState::Refused) => t::STATE_REFUSED,
    }
}

/// The name of who finished a return.
fn filer(definition: &Definition, items: &[(String, Content)]) -> Option<String> {
    let form = definition.filer()?;
    let Purpose::Filer { name } = &form.purpose else {
        return None;
    };
    let item = &definition.item(form.slots.get(name.0 as usize)?.item).id;
    let (_, content) = items.iter().find(|(known, _)| known == item)?;
    match content {
        Content::Text(text) => Some(text.to_string()),
        _ => None,
    }
}
