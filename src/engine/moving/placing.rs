//! Puts what a draft holds where it belongs on the new version.

use super::codes::content_now;
use super::route::{place, row_now, table_now};
use super::words::{kept_label, kept_words};
use super::{End, Plan, PlanError, Step, Why};
use crate::definition::{Definition, Form, Role, is_later};
use crate::exchange::draft_v1::{
    Kept, KeptPart, Opened, check_of, head, read_answer, read_pass, stored_rows,
};
use crate::exchange::shape::{Part, Sheet};
use crate::session::{Address, Answer, Edit, Facts, FindingKey, Node, Session};
use std::rc::Rc;

/// An answer on its way.
struct Mover<'a> {
    at: &'a str,
    version: &'a str,
    part: Part<'a>,
    /// The id of who gave it, if that is known.
    by: Option<&'a str>,
    /// Whether it had no place before.
    before: bool,
    /// Where it would go.
    to: Result<Address, Why>,
}

/// See [`super::plan`].
pub(super) fn plan(
    text: &str,
    definition: &Rc<Definition>,
    mut facts: Facts,
) -> Result<Plan, PlanError> {
    let sheet = Sheet::read(text, "draft/1")?;
    let root = sheet.root();
    let mut head = head(root, definition);
    sheet.check()?;
    if head.framework != definition.id {
        return Err(PlanError::Framework);
    }
    let form = definition.form(&head.form).ok_or(PlanError::Form)?;
    facts.subject.clone_from(&head.subject);
    facts.period = head.period;
    let from = std::mem::replace(&mut head.version, definition.version.clone());
    let same = from == definition.version;
    head.kept.clear();
    let mut plan = Plan {
        opened: Opened {
            head,
            session: Session::open(definition, form, facts),
        },
        from,
        steps: Vec::new(),
        new: Vec::new(),
    };
    let form = Rc::clone(form);
    let kept = kept_parts(root);
    plan.opened.take_nil(root);
    plan.rows(root, &kept, same);
    plan.answers(root, &kept, &form, same);
    plan.passes(root, &kept, &form, same);
    sheet.check()?;
    if !same {
        plan.note_new(&form);
    }
    Ok(plan)
}

/// What the draft keeps already: each with the version on which it had a place.
fn kept_parts(root: Part<'_>) -> Vec<(&str, &str, Part<'_>)> {
    let mut kept = Vec::new();
    if let Some(list) = root.maybe("kept") {
        for json in list.list() {
            let part = root.of(json);
            kept.push((part.text_at("version"), part.text_at("at"), part));
        }
    }
    kept
}

impl Plan {
    /// Adds the rows that people added, where there still is such a table.
    fn rows(&mut self, root: Part<'_>, kept: &[(&str, &str, Part<'_>)], same: bool) {
        let from = self.from.clone();
        for (table, row) in stored_rows(root) {
            if !self.add_row(table, row, same) {
                self.keep(&from, &[table, "/", row].concat(), KeptPart::Row);
            }
        }
        for (version, at, part) in kept {
            let plain = part.json.get("answer").or(part.json.get("pass")).is_none();
            let row = at.split_once('/');
            if plain && (same || !row.is_some_and(|(table, row)| self.add_row(table, row, same))) {
                self.keep(version, at, KeptPart::Row);
            }
        }
    }

    /// Adds a row to its table, or to the table that takes the place of that.
    fn add_row(&mut self, table: &str, row: &str, same: bool) -> bool {
        let form = Rc::clone(self.opened.session.form());
        let now = table_now(&form, table).filter(|_| !same);
        let now = now.and_then(|at| form.tables.get(usize::from(at)));
        self.opened.add_row(now.map_or(table, |now| &now.id), row)
    }

    fn answers(
        &mut self,
        root: Part<'_>,
        kept: &[(&str, &str, Part<'_>)],
        form: &Rc<Form>,
        same: bool,
    ) {
        let from = self.from.clone();
        let by = self.opened.take_people(root);
        let mut movers = Vec::new();
        for (at, json) in root.get("answers").entries() {
            movers.push(Mover {
                at,
                version: &from,
                part: root.of(json),
                by: by.and_then(|by| by.json.get(at)?.as_text()),
                before: false,
                to: Err(Why::NotAsked),
            });
        }
        for (version, at, part) in kept {
            if let Some(answer) = part.json.get("answer") {
                movers.push(Mover {
                    at,
                    version,
                    part: root.of(answer),
                    by: None,
                    before: true,
                    to: Err(Why::NotAsked),
                });
            }
        }
        let session = &self.opened.session;
        for mover in &mut movers {
            if !same {
                mover.to = place(session, mover.at);
            } else if !mover.before {
                // On the same version every answer is where it was, and nothing comes back.
                let to = Address::parse(mover.at, session.definition(), form);
                mover.to = to.ok_or(Why::NotAsked);
            }
        }
        // What stays goes before what comes to the same place, and what the draft shows before what it keeps.
        let spelt = |to: &Address| to.spell(session.definition(), form);
        let mut ranks = Vec::new();
        for mover in &movers {
            let stays = mover.to.as_ref().is_ok_and(|to| spelt(to) == mover.at);
            ranks.push(if mover.before { 2 } else { u8::from(!stays) });
        }
        let mut steps: Vec<Option<Step>> = Vec::new();
        steps.resize_with(movers.len(), || None);
        for rank in 0..=2 {
            for ((mover, step), _) in movers
                .iter()
                .zip(&mut steps)
                .zip(&ranks)
                .filter(|(_, known)| **known == rank)
            {
                *step = Some(self.set(mover, form, rank == 0, same));
            }
        }
        for (mover, step) in movers.iter().zip(steps) {
            if matches!(
                step,
                Some(Step {
                    end: End::Kept { .. },
                    ..
                })
            ) {
                let part = KeptPart::Answer(mover.part.json.clone());
                self.keep(mover.version, mover.at, part);
            }
            self.steps.extend(step);
        }
    }

    /// Puts an answer into its place, if that is free.
    fn set(&mut self, mover: &Mover<'_>, form: &Form, stays: bool, same: bool) -> Step {
        let session = &mut self.opened.session;
        let definition = Rc::clone(session.definition());
        let mut step = Step {
            at: mover.at.to_owned(),
            old: kept_label(&definition, form, mover.at),
            said: kept_words(&definition, mover.at, mover.part.json),
            end: End::Kept {
                why: Why::NotAsked,
                before: mover.before,
            },
            codes: Vec::new(),
            message: None,
        };
        let why = match (&mover.to, read_answer(mover.part, &definition)) {
            (Err(why), _) => *why,
            (Ok(_), None) => Why::NoReason,
            (Ok(to), Some(_)) if *session.answer(to) != Answer::BLANK => Why::Taken,
            (Ok(to), Some(mut answer)) => {
                if let Some(item) = session.item_at(to).filter(|_| !same) {
                    let on = session.basis_date(item.basis);
                    answer.content =
                        content_now(&definition, item, &answer.content, on, &mut step.codes);
                }
                let edit = Edit::Set {
                    at: to.clone(),
                    answer,
                };
                if session.apply(edit).is_ok() {
                    if let Some(id) = mover.by {
                        session.restore_given(to, id);
                    }
                    if !same {
                        step.message = session.why_wrong(to);
                    }
                    if let Some(said) = session.in_words(to).filter(|said| !said.is_empty()) {
                        step.said = said;
                    }
                    step.end = if stays {
                        End::Stayed(to.clone())
                    } else {
                        let label = kept_label(&definition, form, &to.spell(&definition, form));
                        End::Moved {
                            to: to.clone(),
                            label,
                        }
                    };
                    return step;
                }
                Why::NoRow
            }
        };
        step.end = End::Kept {
            why,
            before: mover.before,
        };
        step
    }

    /// Puts back the person's words on checks.
    fn passes(&mut self, root: Part<'_>, kept: &[(&str, &str, Part<'_>)], form: &Form, same: bool) {
        let from = self.from.clone();
        let passes = root.get("passes");
        for json in passes.list() {
            self.pass(&from, root.of(json), form, true);
        }
        for (version, _, part) in kept {
            if let Some(json) = part.json.get("pass") {
                self.pass(version, root.of(json), form, !same);
            }
        }
    }

    fn pass(&mut self, version: &str, part: Part<'_>, form: &Form, moves: bool) {
        let (id, row, pass) = read_pass(part);
        let session = &mut self.opened.session;
        let place = check_of(form, id).and_then(|check| {
            let table = form.checks.get(usize::from(check))?.table;
            let row = match (table, row) {
                (Some(table), Some(row)) => Some(row_now(session, table, &row)?),
                (None, None) => None,
                _ => return None,
            };
            Some(FindingKey::Check { check, row })
        });
        let taken = |key: &FindingKey| session.passes().any(|(known, _)| known == key);
        match place.filter(|key| moves && !taken(key)) {
            // A word that was given for a finished return has no figures with it: it is for those that stand here.
            Some(finding) if pass.figures.is_empty() => {
                let pass = Some(pass);
                // The row was found above, and a check can always be passed.
                let _ = session.apply(Edit::Pass { finding, pass });
            }
            Some(key) => session.restore_pass(key, pass),
            None => self.keep(version, id, KeptPart::Pass(part.json.clone())),
        }
    }

    /// Notes the questions that the old version did not have.
    fn note_new(&mut self, form: &Form) {
        let session = &self.opened.session;
        let definition = session.definition();
        let since = |item| is_later(&definition.item(item).since, &self.from);
        for (slot, at) in form.slots.iter().zip(0..) {
            let at = Address::Slot(crate::definition::SlotIx(at));
            let blank = session.answer(&at).is_blank() && session.shown(&Node::At(at));
            if blank && matches!(slot.role, Role::Asked(_)) && since(slot.item) {
                self.new.push(definition.item(slot.item).label.clone());
            }
        }
        for (shape, table) in form.tables.iter().zip(0..) {
            for (shape, column) in shape.columns.iter().zip(0..) {
                let blank = session.row_ids(table).into_iter().all(|row| {
                    let at = Address::Cell { table, row, column };
                    session.answer(&at).is_blank()
                });
                let asked = matches!(shape.role, Role::Asked(_)) && since(shape.item);
                if asked && blank && session.shown(&Node::Table(table)) {
                    self.new.push(definition.item(shape.item).label.clone());
                }
            }
        }
    }

    fn keep(&mut self, version: &str, at: &str, part: KeptPart) {
        self.opened.head.kept.push(Kept {
            version: version.to_owned(),
            at: at.to_owned(),
            part,
        });
    }
}
