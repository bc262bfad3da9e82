//! What was filed of a subject over time: small charts, each with its table, and what the minutes add up to.

mod chart;

use super::{caption, heading, later};
use crate::shell::Picture;
use crate::ui::el::{El, View, div, el};
use crate::ui::parts::{SummaryRow, back, button, details, summary_list, to};
use crate::ui::router::{Further, Route};
use crate::ui::signals::App;
use crate::ui::text::pages as pages_t;
use crate::ui::text::picture as t;
use crate::ui::text::taking;
use care_engine::picture::{Line, Point, Shows, lines, minutes};
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
        let forms = app.shell().filed_forms(&subject.id);
        let mut sections = Vec::new();
        for form in &forms {
            sections.push(match app.shell().picture(form, &subject.id).await {
                Ok(picture) => of_return(&app, &picture),
                Err(_) => div("section", "picture")
                    .add(el("h2").text(super::title(&app, form)))
                    .add(div("p", "notice").text(pages_t::NOT_ARRIVED)),
            });
        }
        let intro = if forms.is_empty() {
            t::NOTHING
        } else {
            t::INTRO
        };
        let on_paper = button(taking::PRINT, "secondary", crate::shell::print);
        // The heading last: the focus comes to it once it is on the page.
        div("div", "body")
            .add(back(pages_t::DUE, Route::Due))
            .add(heading(&app, t::TITLE))
            .add(caption("", None, &subject.name))
            .add(el("p").text(intro))
            .add_all(sections)
            .add(div("div", "screen").add(on_paper))
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
    if let [one] = &picture.filed[..] {
        section = section
            .add_maybe(one.period.map(|period| el("p").text(&period.label())))
            .add(summary_list(lines.iter().map(row).collect()))
            .add(div("p", "hint").text(t::ONE));
    } else {
        section = section.add(div("p", "hint").text(t::MARKS));
        for (at, line) in lines.iter().enumerate() {
            let id = [form.id.as_str(), "-", &at.to_string()].concat();
            section = section.add(shown(&id, line));
        }
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

/// The figure of the one period that there is.
fn row(line: &Line) -> SummaryRow {
    let words = line.points.first().map_or(String::new(), words);
    SummaryRow {
        key: title(line).to_owned(),
        value: vec![el("p").text(&words)],
        action: None,
    }
}

/// A point in words.
fn words(point: &Point) -> String {
    let mut words = match point.value {
        Some(_) => point.words.clone(),
        None => t::NO_FIGURE.to_owned(),
    };
    if point.estimated {
        words.push_str(t::ESTIMATE);
    }
    words
}

/// A chart with its title and its table.
fn shown(id: &str, line: &Line) -> El {
    let title = title(line);
    div("div", "field")
        .add(el("h3").id(id).text(title))
        .add_maybe(chart::chart(id, line))
        .add(details(t::TABLE, table(title, line)))
}

fn table(title: &str, line: &Line) -> El {
    let mut body = el("tbody");
    for point in line.points.iter().rev() {
        let row = el("tr")
            .add(el("th").attr("scope", "row").text(&point.period.label()))
            .add(el("td").text(&words(point)));
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
