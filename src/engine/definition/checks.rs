//! Reads the checks of a form.

use super::form::Builder;
use super::keys;
use super::model::{About, Check, Overriding, RuleIx, Severity, Target};
use super::problem::{ProblemKind, Spelling};
use super::reader::Fields;
use crate::json::Json;
use crate::rules::{Read, Type};

const MOST_CHECKS: u32 = 20_000;
/// The most places that a check is about.
const MOST_PLACES: u32 = 1_000;

impl<'a> Builder<'_, 'a> {
    /// Reads `checks`.
    pub(super) fn read_checks(&mut self) {
        let problems = &self.shared.problems;
        let checks = problems.list(self.fields.get("checks"), MOST_CHECKS, "checks");
        problems.distinct(checks, Some("id"));
        for (at, node) in (0..).zip(checks) {
            self.read_check(at, node);
        }
    }

    fn read_check(&mut self, at: u16, node: &'a Json) {
        let shared = self.shared;
        let problems = &shared.problems;
        let fields = problems.object(node, keys::CHECK);
        let id = fields.id("id", Spelling::Id).to_owned();
        let severity = match fields.choice("kind", keys::SEVERITIES) {
            Some(1) => Severity::Warning,
            _ => Severity::Error,
        };
        let table = fields.get("table").map(|node| self.named_table(node));
        // The bare names in the rules of a table that is not there cannot be known.
        let readable = table != Some(None);
        let table = table.flatten();
        let message = fields
            .get("message")
            .filter(|node| readable && problems.text(node).is_some());
        let message = message
            .map(|node| self.template(node, table))
            .unwrap_or_default();
        let rule = fields.get("expect").filter(|_| readable);
        let rule =
            rule.and_then(|node| self.rule(node, Target::Check(at), table, Some(&Type::Truth)));
        let reads = rule.map(|rule| rule.program.reads().to_vec());
        let about = self.read_about(&fields, table, readable, reads.as_deref());
        let overriding = fields
            .get("override")
            .map_or(Overriding::Allowed, |node| self.read_override(node));
        self.form.checks.push(Check {
            id,
            severity,
            table,
            about,
            expect: RuleIx(0),
            message,
            overriding,
        });
    }

    fn named_table(&self, node: &'a Json) -> Option<u16> {
        let name = self.shared.problems.text(node)?;
        let table = self.outline.table(name);
        if table.is_none() && !self.outline.table_might_be(name) {
            self.shared.problems.add(node, ProblemKind::UnknownTable);
        }
        table
    }

    fn read_about(
        &self,
        fields: &Fields<'a, '_>,
        row: Option<u16>,
        readable: bool,
        reads: Option<&[Read]>,
    ) -> Vec<About> {
        let problems = &self.shared.problems;
        let nodes = problems.list(fields.get("about"), MOST_PLACES, "places");
        if let Some(node) = fields.get("about")
            && node.as_list().is_some_and(<[Json]>::is_empty)
        {
            problems.add(node, ProblemKind::EmptyAbout);
        }
        problems.distinct(nodes, None);
        let mut all = Vec::new();
        for node in nodes {
            let Some(name) = problems.text(node) else {
                continue;
            };
            match self.place(name, row) {
                Ok(about) => {
                    if reads.is_some_and(|reads| !reads.iter().any(|read| is_read(about, *read))) {
                        problems.add(node, ProblemKind::AboutNotRead);
                    }
                    all.push(about);
                }
                Err(Some(kind)) if readable => problems.add(node, kind),
                Err(_) => {}
            }
        }
        all
    }

    /// The place that a name means; `Err(None)` where another mistake may be to blame that it means none.
    fn place(&self, name: &str, row: Option<u16>) -> Result<About, Option<ProblemKind>> {
        let outline = self.outline;
        let (of, bare) = match name.split_once('.') {
            Some((table, column)) => (Some(table), column),
            None => (None, name),
        };
        let item = self.shared.items.find(bare);
        let table = match of {
            Some(of) => match outline.table(of) {
                None if outline.table_might_be(of) => return Err(None),
                None => return Err(Some(ProblemKind::UnknownTable)),
                table => table,
            },
            None => row,
        };
        let found =
            table.and_then(|table| Some(About::Column(table, outline.column_of(table, item?)?)));
        let lost = table.is_some_and(|table| outline.column_might_be(table, bare, item.is_some()));
        match found {
            Some(about) => Ok(about),
            None if lost => Err(None),
            None if of.is_some() => Err(Some(ProblemKind::UnknownTable)),
            None => match (
                outline.table(bare),
                item.and_then(|item| outline.slot(item)),
            ) {
                (Some(table), _) => Ok(About::Table(table)),
                (_, Some(slot)) => Ok(About::Slot(slot)),
                _ if outline.might_have(bare, item.is_some()) || outline.table_might_be(bare) => {
                    Err(None)
                }
                _ => Err(Some(ProblemKind::UnknownItem)),
            },
        }
    }

    fn read_override(&self, node: &'a Json) -> Overriding {
        let problems = &self.shared.problems;
        let refused = node.get("allowed").and_then(Json::as_bool) == Some(false);
        let fields = problems.object(
            node,
            if refused {
                keys::OVERRIDE_REFUSED
            } else {
                keys::OVERRIDE
            },
        );
        fields.truth("allowed");
        let why = fields.text("why");
        if refused {
            Overriding::Refused(why)
        } else {
            Overriding::Allowed
        }
    }
}

/// Whether a read is of the place that a check is about.
fn is_read(about: About, read: Read) -> bool {
    match (about, read) {
        (About::Slot(slot), Read::Item(of)) => slot.0 == of,
        (About::Table(table), Read::Rows(of)) => table == of,
        (About::Table(table), Read::Column { table: of, .. } | Read::Cell { table: of, .. }) => {
            table == of
        }
        (
            About::Column(table, column),
            Read::Column {
                table: t,
                column: c,
            }
            | Read::Cell {
                table: t,
                column: c,
            },
        ) => (table, column) == (t, c),
        _ => false,
    }
}
