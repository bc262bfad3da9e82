//! Reads the status that stands beside a framework: which of its versions was withdrawn since it was published, and
//! which of its errors turned out to be wrong and are warnings until a version mends them.
//!
//! ```json
//! { "format": 1, "framework": "kitchen", "versions": {
//!     "1.0": { "withdrawn": "Use version 1.1",
//!              "lowered": [ { "return": "month", "check": "taken-fits", "why": "Standing guests were left out" } ] } } }
//! ```

use super::keys;
use super::load::read_json;
use super::model::{Definition, Severity};
use super::problem::{Problem, ProblemKind};
use super::reader::{Fields, Problems};

/// The most versions, and the most lowered checks of one.
const MOST_ENTRIES: u32 = 1_000;

/// What became of a definition's version. The default is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Why the version is no longer to be used, if it is withdrawn: no return should be begun on it, and a draft on it
    /// should be moved. What is finished on it all the same is for the backend to judge.
    pub withdrawn: Option<String>,
    /// The errors that are warnings for now.
    pub lowered: Vec<Lowered>,
}

/// An error that is a warning for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lowered {
    /// The id of the return.
    pub form: String,
    /// The check, by its place in [`super::Form::checks`].
    pub check: u16,
    /// Why, for the person who fills the return in and for who reads it.
    pub why: String,
}

impl Status {
    /// Reads a status for a definition. What it says of other versions is looked at for its shape only.
    ///
    /// # Errors
    /// Every problem in it, in the order of the text. If the text is no JSON, that alone.
    pub fn read(text: &str, definition: &Definition) -> Result<Self, Vec<Problem>> {
        Self::read_of(text, definition, None)
    }

    /// The same for one return, by its id: what is said of others is looked at for its shape only. For a definition that
    /// was cut, and has no checks but those of one return.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_for(text: &str, definition: &Definition, form: &str) -> Result<Self, Vec<Problem>> {
        Self::read_of(text, definition, Some(form))
    }

    fn read_of(
        text: &str,
        definition: &Definition,
        only: Option<&str>,
    ) -> Result<Self, Vec<Problem>> {
        let root = read_json(text)?;
        let problems = Problems::default();
        let fields = problems.object(&root, keys::STATUS);
        if let Some(format) = fields.get("format")
            && format.as_count() != Some(1)
        {
            problems.add(format, ProblemKind::UnknownFormat);
        }
        if let Some(node) = fields.get("framework")
            && problems.text(node).is_some_and(|id| id != definition.id)
        {
            problems.add(node, ProblemKind::OtherFramework);
        }
        let mut status = Self::default();
        let versions = problems.map(fields.get("versions"), MOST_ENTRIES, "versions");
        for (version, node) in versions.entries {
            let fields = problems.object(node, keys::STATUS_VERSION);
            let ours = **version == *definition.version;
            let read = read_version(&problems, &fields, ours.then_some(definition), only);
            if ours {
                status = read;
            }
        }
        let found = problems.into_list(&root);
        if found.is_empty() {
            Ok(status)
        } else {
            Err(found)
        }
    }
}

fn read_version<'a>(
    problems: &Problems<'a>,
    fields: &Fields<'a, '_>,
    definition: Option<&Definition>,
    only: Option<&str>,
) -> Status {
    let mut status = Status {
        withdrawn: fields.text_if("withdrawn"),
        lowered: Vec::new(),
    };
    for node in problems.list(fields.get("lowered"), MOST_ENTRIES, "checks") {
        let fields = problems.object(node, keys::STATUS_LOWERED);
        let (form, check, why) = (
            fields.text("return"),
            fields.text("check"),
            fields.text("why"),
        );
        let (Some(definition), Some(form_node), Some(check_node)) =
            (definition, fields.get("return"), fields.get("check"))
        else {
            continue;
        };
        if only.is_some_and(|only| only != form) {
            continue;
        }
        let Some(found) = definition.form(&form) else {
            problems.add(form_node, ProblemKind::UnknownReturn);
            continue;
        };
        let mut checks = (0..).zip(&found.checks);
        match checks.find(|(_, known)| known.id == check) {
            None => problems.add(check_node, ProblemKind::UnknownCheck),
            Some((_, known)) if known.severity == Severity::Warning => {
                problems.add(check_node, ProblemKind::WarningAlready);
            }
            Some((check, _)) => {
                let same = |known: &Lowered| known.check == check && known.form == form;
                if status.lowered.iter().any(same) {
                    problems.add(node, ProblemKind::Repeated);
                }
                status.lowered.push(Lowered { form, check, why });
            }
        }
    }
    status
}
