//! The dictionary as Markdown: a chapter for each form, a table for each section, then the code lists.

use super::rows::{Row, rows_of};
use super::words::{self, CODE, text_of};
use crate::check::counted;
use crate::make::{elements, entries, forms, text_at};
use care_engine::json::Json;
use std::fmt::Write;

/// The columns of [`super::rows::HEADS`] that a chapter's table shows; what holds for all of a form stands above it.
const SHOWN: [(usize, &str); 15] = [
    (3, "item"),
    (4, "name"),
    (5, "definition"),
    (6, "type"),
    (7, "unit"),
    (9, "bounds"),
    (11, "asked"),
    (10, "may be missing"),
    (12, "core"),
    (13, "none if nil"),
    (18, "figure of"),
    (20, "source"),
    (21, "dated"),
    (22, "mark"),
    (23, "since"),
];

/// Writes the dictionary.
pub(super) fn write(root: &Json) -> String {
    let mut out = format!(
        "# {}\n\nThe data dictionary of `{}`, version `{}`.\n",
        plain(text_at(root, "title")),
        text_at(root, "id"),
        text_at(root, "version")
    );
    let mut all = forms(root);
    all.sort_by_key(|(kind, ..)| *kind != "return");
    for (kind, id, form) in all {
        chapter(&mut out, root, kind, id, form);
    }
    out.push_str("\n## Code lists\n");
    for (id, list) in entries(root, "codeLists") {
        code_list(&mut out, id, list);
    }
    out
}

fn chapter(out: &mut String, root: &Json, kind: &str, id: &str, form: &Json) {
    // Writing into a String cannot fail, here and below.
    let _ = write!(out, "\n## {} (`{id}`)\n\n", plain(text_at(form, "title")));
    let facts = match kind {
        "return" => vec![
            ("About", text_at(form, "subject").to_owned()),
            ("Who", words::duties(form)),
            ("Core only where", text_at(form, "coreOnly").to_owned()),
            ("Covers", words::period(form)),
            ("Filed", words::window(form)),
            ("Seen by", text_at(form, "seenBy").to_owned()),
            ("Kept", text_at(form, "retention").to_owned()),
            ("Drawn", words::picture(form)),
        ],
        "subject" => vec![("A profile", "the facts of a subject".to_owned())],
        _ => vec![("A profile", "the person who files".to_owned())],
    };
    for (head, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        let _ = writeln!(out, "- {head}: {}", plain(fact));
    }
    let rows = rows_of(root, id, form);
    let mut section: Option<[String; 2]> = None;
    for row in &rows {
        let cells = row.cells(root);
        let [_, title, table, ..] = &cells;
        let here = [title.clone(), table.clone()];
        if section.as_ref() != Some(&here) {
            head(out, title, table);
            section = Some(here);
        }
        line(out, row, &cells);
    }
    let checks = elements(form, "checks");
    if !checks.is_empty() {
        *out += "\n### Checks\n\n| check | kind | what must hold | message |\n|---|---|---|---|\n";
        for check in checks {
            let of = |key: &str| plain(text_at(check, key));
            let (id, kind) = (of("id"), of("kind"));
            let rule = code(text_at(check, "expect"));
            let _ = writeln!(out, "| {id} | {kind} | {rule} | {} |", of("message"));
        }
    }
}

fn head(out: &mut String, title: &str, table: &str) {
    let title = if title.is_empty() {
        "Worked out and not shown"
    } else {
        title
    };
    let _ = write!(out, "\n### {}", plain(title));
    if !table.is_empty() {
        let _ = write!(out, ": table `{table}`");
    }
    *out += "\n\n|";
    for (_, head) in SHOWN {
        let _ = write!(out, " {head} |");
    }
    *out += "\n|";
    *out += &"---|".repeat(SHOWN.len());
    out.push('\n');
}

fn line(out: &mut String, row: &Row<'_>, cells: &[String]) {
    out.push('|');
    for (at, _) in SHOWN {
        let text = cells.get(at).map_or("", String::as_str);
        let shown = if at == 3 { code(row.id) } else { plain(text) };
        let _ = write!(out, " {shown} |");
    }
    out.push('\n');
}

fn code_list(out: &mut String, id: &str, list: &Json) {
    let codes = elements(list, "codes");
    let _ = write!(
        out,
        "\n### {} (`{id}`)\n\n{}. Source: {} ({}).\n\n| {} |\n{}|\n",
        plain(text_at(list, "title")),
        counted(codes.len(), "code", "codes"),
        plain(text_at(list, "source")),
        plain(text_at(list, "mark")),
        CODE.map(|(head, _)| head).join(" | "),
        "|---".repeat(CODE.len()),
    );
    for one in codes {
        let cells = CODE.map(|(_, key)| match key {
            "code" => code(text_at(one, key)),
            _ => plain(&text_of(one.get(key))),
        });
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

/// Text that Markdown shows as it is, on one line.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '\\' | '[' | ']' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Text as code in a table.
fn code(text: &str) -> String {
    let text = text.replace('|', "\\|").replace(['\n', '\r'], " ");
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}
