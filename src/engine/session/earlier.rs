//! A return that was posted, as a later one looks back at it.

use crate::exchange::return_v1::{AnswerV1, PassV1, ReturnV1, StandingV1};
use crate::session::{Earlier, Pass};
use crate::value::london;

impl From<&ReturnV1> for Earlier {
    /// What has a value, given, estimated or worked out; the rest is no figure to look back at.
    fn from(posted: &ReturnV1) -> Self {
        let mut answers = Vec::new();
        let mut push = |address: String, answer: &AnswerV1| {
            let value = match &answer.standing {
                StandingV1::Given(value)
                | StandingV1::Estimated(value)
                | StandingV1::Calculated(value) => value,
                StandingV1::Missing(_) | StandingV1::NotApplicable => return,
            };
            answers.push((address, value.content()));
        };
        for (item, answer) in &posted.answers {
            push(item.clone(), answer);
        }
        for (table, rows) in &posted.tables {
            for row in rows {
                for (item, answer) in &row.cells {
                    push([table.as_str(), &row.id, item].join("/"), answer);
                }
            }
        }
        let mut passes = Vec::new();
        for pass in &posted.passes {
            passes.push((pass.check.clone(), Pass::from(pass)));
        }
        Self {
            period: posted.period,
            filed: london(posted.finished_at).date,
            passes,
            answers,
        }
    }
}

impl From<&PassV1> for Pass {
    fn from(pass: &PassV1) -> Self {
        Self {
            reason: pass.reason.clone(),
            note: pass.note.clone(),
            figures: String::new(),
        }
    }
}
