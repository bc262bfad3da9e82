//! A framework as JavaScript is told of it.

use super::described::{
    CodeDescribed, FormDescribed, FrameworkDescribed, ItemDescribed, ListDescribed,
    SectionDescribed,
};
use care_engine::definition::{
    Basis, Definition, Entry, Form, Item, Kind, Mark, NumberStyle, Purpose,
};

/// The whole framework.
pub fn described(definition: &Definition) -> FrameworkDescribed {
    let (mut returns, mut profiles) = (Vec::new(), Vec::new());
    for form in &definition.forms {
        let told = self::form(definition, form);
        match form.purpose {
            Purpose::Return(_) => returns.push(told),
            Purpose::Subject { .. } | Purpose::Filer { .. } => profiles.push(told),
        }
    }
    FrameworkDescribed {
        id: definition.id.clone(),
        version: definition.version.clone(),
        title: definition.title.clone(),
        language: definition.language.clone(),
        returns,
        profiles,
        items: definition
            .items
            .iter()
            .map(|item| self::item(definition, item))
            .collect(),
        lists: definition
            .lists
            .iter()
            .map(|list| ListDescribed {
                id: list.id.clone(),
                title: list.title.clone(),
                codes: list
                    .codes
                    .iter()
                    .map(|code| CodeDescribed {
                        code: code.code.clone(),
                        label: code.label.clone(),
                        from: code.from.map(|date| date.to_string()),
                        until: code.until.map(|date| date.to_string()),
                    })
                    .collect(),
            })
            .collect(),
        missing: definition
            .missing
            .iter()
            .map(|(code, label)| CodeDescribed {
                code: code.clone(),
                label: label.clone(),
                from: None,
                until: None,
            })
            .collect(),
    }
}

fn form(definition: &Definition, form: &Form) -> FormDescribed {
    let terms = match &form.purpose {
        Purpose::Return(terms) => Some(terms),
        Purpose::Subject { .. } | Purpose::Filer { .. } => None,
    };
    FormDescribed {
        id: form.id.clone(),
        title: form.title.clone(),
        subject: terms.and_then(|terms| {
            let subject = definition.forms.get(usize::from(terms.subject))?;
            Some(subject.id.clone())
        }),
        minutes: terms.map(|terms| terms.minutes),
        sections: form
            .sections
            .iter()
            .map(|section| SectionDescribed {
                id: section.id.clone(),
                title: section.title.clone(),
                items: items(definition, form, &section.content),
            })
            .collect(),
        checks: u32::try_from(form.checks.len()).unwrap_or(u32::MAX),
    }
}

fn items(definition: &Definition, form: &Form, content: &[Entry]) -> Vec<String> {
    let mut ids = Vec::new();
    for entry in content {
        match entry {
            Entry::Slot(slot) => {
                if let Some(slot) = form.slots.get(slot.0 as usize) {
                    ids.push(definition.item(slot.item).id.clone());
                }
            }
            Entry::Table(at) => {
                if let Some(table) = form.tables.get(usize::from(*at)) {
                    let columns = table.columns.iter();
                    ids.extend(columns.map(|column| definition.item(column.item).id.clone()));
                }
            }
        }
    }
    ids
}

fn item(definition: &Definition, item: &Item) -> ItemDescribed {
    let (kind, list, bounds) = match &item.kind {
        Kind::Number {
            style, min, max, ..
        } => {
            let kind = match style {
                NumberStyle::Plain => "number",
                NumberStyle::Money => "money",
                NumberStyle::Percent => "percent",
            };
            (kind, None, (*min, *max))
        }
        Kind::Text { .. } => ("text", None, (None, None)),
        Kind::LongText { .. } => ("long-text", None, (None, None)),
        Kind::Date => ("date", None, (None, None)),
        Kind::Month => ("month", None, (None, None)),
        Kind::YesNo { .. } => ("yes-no", None, (None, None)),
        Kind::One(list) => ("one", Some(*list), (None, None)),
        Kind::Many { list, .. } => ("many", Some(*list), (None, None)),
        Kind::Code(list) => ("code", Some(*list), (None, None)),
        Kind::Identifier(_) => ("identifier", None, (None, None)),
    };
    ItemDescribed {
        id: item.id.clone(),
        label: item.label.clone(),
        question: item.question.clone(),
        kind: kind.to_owned(),
        list: list.map(|list| definition.list(list).id.clone()),
        unit: item.unit.as_ref().map(|unit| unit.other.clone()),
        min: bounds.0.map(|number| number.to_string()),
        max: bounds.1.map(|number| number.to_string()),
        basis: match item.basis {
            Basis::AtFiling => "at-filing",
            Basis::PeriodEnd => "period-end",
            Basis::Flow => "flow",
            Basis::ReferenceWeek => "reference-week",
            Basis::Standing => "standing",
        }
        .to_owned(),
        core: item.core,
        missing: item
            .missing
            .iter()
            .filter_map(|reason| definition.missing.get(usize::from(*reason)))
            .map(|(id, _)| id.clone())
            .collect(),
        why: item.why.clone(),
        source: item.source.title.clone(),
        verified: item.source.mark == Mark::Verified,
    }
}
