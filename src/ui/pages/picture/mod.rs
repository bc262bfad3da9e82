//! What was filed of a subject over time: small charts, each with its table, and what the minutes add up to.

mod chart;

use super::{caption, heading, later};
use crate::shell::Picture;
use crate::ui::el::{El, View, div, el};
use crate::ui::parts::{back, button, details, to};
use crate::ui::router::{Further, Route};
use crate::ui::signals::App;
use crate::ui::text::pages as pages_t;
use crate::ui::text::picture as t;
use crate::ui::text::taking;
use care_engine::picture::{Line, Shows, lines, minutes};
use care_engine::table::csv::Csv;
use std::rc::Rc;

/// The way to the page of a subject, by its identifier; none where nothing was filed of it, or it is not known here.
pub(super) fn way(app: &App, subject: &str) -> Option<El> {
    let lists = app.shell().lists();
    let mut subjects = lists.subjects.iter();
    let known = subjects.find(|known| {
        let known = known.subject.as_ref();
        known.is_some_and(|known| known.id == subject)
    })?;
    let filed = !app.shell().filed_forms(subject).is_empty();
    filed.then(|| to(t::WAY, Further::Picture(known.key.clone()).into()))
}

/// The page, of the subject with this key on this device.
pub(super) fn page(app: &App, key: &str) -> View {
    let subject = {
        let lists = app.shell().lists();
        let known = lists.subjects.iter().find(|known| known.key == key);
        known.and_then(|known| known.subject.clone())
    };
    let Some(subject) = subject else {
        return super::subjects::page(app);
    };
    let app = app.clone();
    later(async move {
        let mut body = div("div", "body")
            .add(back(pages_t::DUE, Route::Due))
            .add(heading(&app, t::TITLE))
            .add(caption("", None, &subject.name));
        let forms = app.shell().filed_forms(&subject.id);
        if forms.is_empty() {
            return body.add(el("p").text(t::NOTHING)).any();
        }
        body = body.add(el("p").text(t::INTRO));
        for form in forms {
            body = match app.shell().picture(&form, &subject.id).await {
                Ok(picture) => body.add(of_return(&app, &picture)),
                Err(_) => body
                    .add(el("h2").text(super::title(&app, &form)))
                    .add(div("p", "notice").text(pages_t::NOT_ARRIVED)),
            };
        }
        body.add(div("div", "screen").add(button(taking::PRINT, "secondary", crate::shell::print)))
            .any()
    })
}

fn of_return(app: &App, picture: &Picture) -> El {
    let form = &picture.form;
    let mut section = div("section", "picture").add(el("h2").text(&form.title));
    let lines = lines(&picture.definition, form, &picture.filed);
    if lines.is_empty() {
        return section.add(el("p").text(t::NOTHING_DRAWN));
    }
    let (told, returns) = minutes(&picture.filed);
    if returns > 0 {
        section = section.add(el("p").text(&t::added_up(told, returns)));
    }
    if picture.filed.len() > 1 {
        section = section.add(div("p", "hint").text(t::MARKS));
    }
    for (at, line) in lines.iter().enumerate() {
        let id = [form.id.as_str(), "-", &at.to_string()].concat();
        section = section.add(shown(&id, line));
    }
    let (app, form, csv) = (app.clone(), form.id.clone(), csv(&form.id, &lines));
    let csv: Rc<str> = Rc::from(csv);
    section.add(
        div("div", "screen").add(button(t::CSV, "secondary", move || {
            // A browser that offers no file leaves the tables on the page.
            let _ = app.shell().give_file(&form, None, "over-time.csv", &csv);
        })),
    )
}

/// What a line shows, in words.
fn title(line: &Line) -> &str {
    match &line.of {
        Shows::Figure(title) => title,
        Shows::Completeness => t::COMPLETENESS,
        Shows::Minutes => t::MINUTES,
    }
}

/// A chart with its title and its table; where there is one period only, that is said.
fn shown(id: &str, line: &Line) -> El {
    let title = title(line);
    let one = line.points.len() < 2;
    let chart = if one { None } else { chart::chart(id, line) };
    let note = one.then(|| div("p", "hint").text(t::ONE));
    let table = table(title, line);
    let table = if one { table } else { details(t::TABLE, table) };
    div("div", "field")
        .add(el("h3").id(id).text(title))
        .add_maybe(chart)
        .add_maybe(note)
        .add(table)
}

fn table(title: &str, line: &Line) -> El {
    let mut body = el("tbody");
    for point in line.points.iter().rev() {
        let mut words = match point.value {
            Some(_) => point.words.clone(),
            None => t::NO_FIGURE.to_owned(),
        };
        if point.estimated {
            words.push_str(t::ESTIMATE);
        }
        let row = el("tr")
            .add(el("th").attr("scope", "row").text(&point.period.label()))
            .add(el("td").text(&words));
        body = body.add(row);
    }
    let head = |text: &str| el("th").attr("scope", "col").text(text);
    let heads = el("tr").add(head(t::PERIOD)).add(head(t::FIGURE));
    el("table")
        .add(el("caption").add(div("span", "visually-hidden").text(title)))
        .add(el("thead").add(heads))
        .add(body)
}

/// All lines of a return, for a spreadsheet.
fn csv(form: &str, lines: &[Line]) -> String {
    let mut csv = Csv::new();
    csv.line([
        "return",
        "figure",
        "period_start",
        "period_end",
        "value",
        "in_words",
        "estimate",
    ]);
    for line in lines {
        for point in &line.points {
            csv.cell(form);
            csv.cell(title(line));
            csv.cell(&point.period.start.to_string());
            csv.cell(&point.period.end.to_string());
            match point.value {
                Some(value) => csv.figure(&value.to_string()),
                None => csv.cell(""),
            }
            csv.cell(&point.words);
            csv.cell(if point.estimated { "yes" } else { "" });
            csv.end_line();
        }
    }
    ["\u{feff}", &csv.finish()].concat()
}
