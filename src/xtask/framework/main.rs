//! `cargo xtask framework …`: the author's tools on the command line.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "what a command prints is what it is for"
)]

use care_engine::json::{Json, parse};
use care_framework::check::{Report, check_all, check_status};
use care_framework::describe::Form;
use care_framework::{FrameworkError, describe, diff, index, lists, pretty, schema, slice, texts};
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
check FILE                 every problem with its line and column, and how much the document holds
check STATUS --of FILE     the same of the status.json that stands beside a framework
check TEXTS --of FILE      the same of a framework's texts in another language, and how many are missing
texts FILE                 every text in the first language, for a translator to write over
schema document            JSON Schema of framework documents
schema return FILE RETURN  JSON Schema of what a return posts
describe FILE [--csv [codes]]
                           the data dictionary in Markdown; as CSV, a line for each place where an item is asked, or
                           for each code
diff OLD NEW               what changed between two versions, in words
slice FILE RETURN          a document that holds only this return
index FILE                 a document with the terms of each return only: who files, for whom, what and when
cut FILE FOLDER [TEXTS]…   index.json and a slice for each return, RETURN.json, into a folder; of texts in another
                           language the part of each, such as RETURN.cy.json";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok((said, found)) => {
            print!("{said}");
            ExitCode::from(u8::from(found))
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What a command prints, and whether it found what must not be.
fn run(words: &[&str]) -> Result<(String, bool), FrameworkError> {
    let said = match *words {
        ["check", status, "--of", file] => {
            return of_file(status, &read(status)?, file, &whole(file)?);
        }
        ["check", file] => return Ok(checked(file, &read(file)?)),
        ["schema", "document"] => pretty(&schema::document()),
        ["schema", "return", file, id] => pretty(&schema::posted(file, &whole(file)?, id)?),
        ["describe", file] => describe::describe(file, &whole(file)?, Form::Markdown)?,
        ["describe", file, "--csv"] => describe::describe(file, &whole(file)?, Form::Items)?,
        ["describe", file, "--csv", "codes"] => {
            describe::describe(file, &whole(file)?, Form::Codes)?
        }
        ["diff", old, new] => diff::diff((old, &whole(old)?), (new, &whole(new)?))?,
        ["slice", file, id] => slice::slice(file, &read(file)?, id)? + "\n",
        ["index", file] => index::index(file, &read(file)?)? + "\n",
        ["cut", file, folder, ref texts @ ..] => cut(file, Path::new(folder), texts)?,
        ["texts", file] => pretty(&texts::skeleton(file, &whole(file)?)?),
        [] | ["help" | "--help" | "-h"] => format!("cargo xtask framework COMMAND\n\n{USAGE}\n"),
        _ => return Err(FrameworkError::Usage(format!("The commands:\n\n{USAGE}"))),
    };
    Ok((said, false))
}

/// Writes the index and every slice, and of each file of texts the parts that these need; gives the names of the files, a
/// line each.
fn cut(file: &str, folder: &Path, languages: &[&str]) -> Result<String, FrameworkError> {
    let text = read(file)?;
    write(&folder.join("index.json"), &index::index(file, &text)?)?;
    let mut names = String::from("index.json\n");
    for language in languages {
        names += &cut_texts(file, folder, language)?;
    }
    for id in slice::returns(file, &text)? {
        if id == "index" {
            return Err(FrameworkError::Usage(
                "A return called `index` would take the index's place: give it another id".into(),
            ));
        }
        let name = [&id, ".json"].concat();
        write(&folder.join(&name), &slice::slice(file, &text, &id)?)?;
        names += &[&name, "\n"].concat();
    }
    // An index and its slices have their lists beside them too.
    let root = parse(&text).unwrap_or(Json::Null);
    for path in lists::files(&root) {
        let list = beside(file)(path)?;
        let list = parse(&list).map_or(list, |list| list.to_text());
        write(&folder.join(path), &list)?;
        names += &[path, "\n"].concat();
    }
    Ok(names)
}

/// Writes the parts of a file of texts.
fn cut_texts(file: &str, folder: &Path, language: &str) -> Result<String, FrameworkError> {
    let (whole, said) = (whole(file)?, read(language)?);
    let end = [".", &texts::language(&said), ".json"].concat();
    let mut names = String::new();
    let mut put = |name: &str, slice: &str| {
        let part = texts::part((language, &said), &whole, slice)?;
        let name = [name, &end].concat();
        names += &[&name, "\n"].concat();
        write(&folder.join(name), &part)
    };
    put("index", &index::index(file, &whole)?)?;
    for id in slice::returns(file, &whole)? {
        put(&id, &slice::slice(file, &whole, &id)?)?;
    }
    Ok(names)
}

fn write(path: &Path, text: &str) -> Result<(), FrameworkError> {
    std::fs::create_dir_all(path.parent().unwrap_or(path))
        .and_then(|()| std::fs::write(path, text))
        .map_err(|reason| FrameworkError::File {
            path: path.display().to_string(),
            reason: reason.to_string(),
        })
}

fn checked(file: &str, text: &str) -> (String, bool) {
    let Report { mut lines, counts } = check_all(file, text, &beside(file));
    let found = !lines.is_empty();
    let problems = problems(lines.len());
    lines.push(counts.map_or(problems.clone(), |counts| format!("{problems}; {counts}")));
    (lines.join("\n") + "\n", found)
}

fn of_file(
    name: &str,
    text: &str,
    file: &str,
    document: &str,
) -> Result<(String, bool), FrameworkError> {
    let (mut lines, said) = if texts::is_texts(text) {
        texts::check_texts((name, text), (file, document))?
    } else {
        check_status((name, text), (file, document))?
    };
    let found = !lines.is_empty();
    let mut last = problems(lines.len());
    if !found {
        last = [&last, "; ", &said].concat();
    }
    lines.push(last);
    Ok((lines.join("\n") + "\n", found))
}

/// How many problems there are.
fn problems(count: usize) -> String {
    match count {
        0 => "no problem".to_owned(),
        1 => "1 problem".to_owned(),
        more => format!("{more} problems"),
    }
}

/// A document with the codes of its lists' files in it.
fn whole(file: &str) -> Result<String, FrameworkError> {
    lists::put_in(&read(file)?, &beside(file))
}

/// Reads what stands beside a document.
fn beside(file: &str) -> impl Fn(&str) -> Result<String, FrameworkError> {
    let folder = Path::new(file).parent().unwrap_or(Path::new("")).to_owned();
    move |path| read(&folder.join(path).to_string_lossy())
}

fn read(path: &str) -> Result<String, FrameworkError> {
    std::fs::read_to_string(path).map_err(|reason| FrameworkError::File {
        path: path.to_owned(),
        reason: reason.to_string(),
    })
}
