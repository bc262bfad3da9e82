//! What a person takes along of a return: a page to print, files that other programs read, a text to paste. All of it
//! can be read by whoever gets at it, which the page says.

use super::drafts::Standing;
use super::files::name;
use super::{OpenError, Shell, browser};
use care_engine::definition::{Definition, Period, Purpose, State, due};
use care_engine::session::{Content, Facts, Session, Subject};
use care_engine::value::Date;

/// A finished return, to be taken along.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its answers, as they were filed.
    pub session: Session,
    /// Who finished it: the filer form's items.
    pub filer: Vec<(String, Content)>,
    /// The version of the framework that it was filed on.
    pub version: String,
    /// Why it replaces another, where it does.
    pub because: Option<String>,
    /// The bytes that were sent, or are to be.
    pub json: String,
}

impl Shell {
    /// A return that was sent or is on its way, to be taken along.
    pub async fn take(&self, id: &str) -> Result<Taken, OpenError> {
        let (bytes, about) = self.finished(id).await?;
        let copy = self.copied(&bytes, &about, Standing::Filed).await?;
        let posted = copy.posted;
        Ok(Taken {
            session: copy.session,
            filer: posted.filer,
            version: posted.version,
            because: posted.replaces.map(|(_, reason)| reason),
            json: String::from_utf8(bytes).map_err(|_| OpenError::Unreadable)?,
        })
    }

    /// A return with no answer in it, for the period that is due or next to be; of a subject, where one is known. It is
    /// kept nowhere.
    pub async fn blank(&self, form: &str, subject: Option<Subject>) -> Result<Session, OpenError> {
        let (definition, form) = self.asked(form).await?;
        let today = self.device.today();
        let facts = Facts {
            today,
            period: next_period(&self.definition, &form.id, today),
            subject,
            previous: None,
            latest: None,
            others: Vec::new(),
        };
        Ok(Session::open(&definition, &form, facts))
    }

    /// Offers a text as a file about a return. `what` is the end of its name, such as `return.csv`. `None` where the
    /// browser does not let us.
    pub fn give_file(
        &self,
        form: &str,
        period: Option<Period>,
        what: &str,
        text: &str,
    ) -> Option<()> {
        browser::download(&name(form, period, what), text)
    }

    /// Puts a text where the person can paste it from. `None` where the browser does not let us.
    pub async fn copy(&self, text: &str) -> Option<()> {
        browser::copy(text).await
    }
}

/// The period that can be filed about now, else the one that opens next.
fn next_period(definition: &Definition, form: &str, today: Date) -> Option<Period> {
    let Purpose::Return(terms) = &definition.form(form)?.purpose else {
        return None;
    };
    let listed = due(definition, terms, today);
    let open = |state: &State| matches!(state, State::Open { .. } | State::Standing);
    let first = listed.iter().find(|due| open(&due.state));
    first.or(listed.first()).map(|due| due.period)
}
