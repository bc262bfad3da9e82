//! Questions and code lists that stand beside the page are read when a return is opened.

use super::*;
use crate::shell::{OpenError, SliceError};

/// The framework as an index: its returns have their terms only.
fn index() -> String {
    cut(FRAMEWORK)
}

pub(super) fn cut(framework: &str) -> String {
    let Json::Object(mut root) = json::parse(framework).unwrap() else {
        panic!("the framework is an object")
    };
    root.insert(0, ("cut".into(), Json::Bool(true)));
    for (key, value) in &mut root {
        if let (true, Json::Object(returns)) = (&**key == "returns", value) {
            for (_, form) in returns {
                if let Json::Object(entries) = form {
                    entries.retain(|(key, _)| {
                        !["sections", "calculate", "checks", "picture"].contains(&&**key)
                    });
                }
            }
        }
    }
    Json::Object(root).to_text()
}

thread_local! {
    /// What stands beside the page, and how often it was asked for.
    static BESIDE: Cell<(Option<&'static str>, u32)> = const { Cell::new((None, 0)) };
}

fn beside(path: &str) -> Coming {
    assert!(path.starts_with("frameworks/asc-england/"), "{path}");
    let (text, asked) = BESIDE.get();
    BESIDE.set((text, asked + 1));
    Box::pin(async move { text.map(str::to_owned) })
}

#[test]
fn the_questions_of_a_return_are_read_when_it_is_opened() {
    let shell = Rc::new(shell_of(&index(), beside));
    let subject = known(&shell);
    assert_eq!(here(&shell).len(), 2, "what is due needs no questions");
    assert_eq!(shell.duties(FORM, Some(&subject)).len(), 1);
    assert_eq!(BESIDE.get().1, 0);

    let path = "frameworks/asc-england/capacity-workforce.json".to_owned();
    let begun = ready(shell.begin(FORM, &subject, october()));
    assert_eq!(begun, Err(OpenError::Slice(SliceError::NoFile(path))));
    let other: &'static str = FRAMEWORK.replace("\"2026.1\"", "\"2026.2\"").leak();
    BESIDE.set((Some(other), 0));
    let begun = ready(shell.begin(FORM, &subject, october()));
    assert_eq!(begun, Err(OpenError::Slice(SliceError::OtherVersion)));
    BESIDE.set((Some("{}"), 0));
    let begun = ready(shell.begin(FORM, &subject, october()));
    assert!(matches!(
        begun,
        Err(OpenError::Slice(SliceError::Problems(_)))
    ));

    BESIDE.set((Some(FRAMEWORK), 0));
    let whole = ready(shell.slice(FORM)).unwrap();
    assert!(!whole.form(FORM).unwrap().sections.is_empty());
    assert!(Rc::ptr_eq(&ready(shell.slice(FORM)).unwrap(), &whole));
    assert_eq!(BESIDE.get().1, 1, "read once");

    // A slice may hold a part of another return, but not its questions.
    assert!(!whole.form("care-hours").unwrap().sections.is_empty());
    BESIDE.set((None, 0));
    let other = ready(shell.slice("care-hours")).map(drop);
    let path = "frameworks/asc-england/care-hours.json".to_owned();
    assert_eq!(other, Err(SliceError::NoFile(path)));
}

fn visit(path: &str) -> Coming {
    assert_eq!(path, "frameworks/asc-england/lists/visit.json");
    let (text, asked) = BESIDE.get();
    BESIDE.set((text, asked + 1));
    Box::pin(async move { text.map(str::to_owned) })
}

/// A list that does not come does not keep a return from being opened, and is asked for again the next time.
#[test]
fn a_list_in_a_file_comes_when_a_return_is_opened() {
    let mut root = json::parse(FRAMEWORK).unwrap();
    let mut file = None;
    let Json::Object(entries) = &mut root else {
        panic!("the framework is an object")
    };
    for (key, lists) in entries {
        let Json::Object(lists) = lists else { continue };
        for (id, list) in lists.iter_mut().filter(|_| &**key == "codeLists") {
            if let (true, Json::Object(fields)) = (&**id == "visit", list) {
                let codes = fields.pop().unwrap();
                assert_eq!(&*codes.0, "codes");
                fields.push(("file".into(), Json::Text("lists/visit.json".into())));
                let id = ("list".into(), Json::Text("visit".into()));
                file = Some(Json::Object(vec![id, codes]).to_text());
            }
        }
    }
    let shell = Rc::new(shell_of(&root.to_text(), visit));
    BESIDE.set((None, 0));
    let without = ready(shell.slice(FORM)).unwrap();
    assert_eq!(without.lists_wanted().count(), 1);
    BESIDE.set((Some(file.unwrap().leak()), 0));
    let with = ready(shell.slice(FORM)).unwrap();
    assert_eq!(with.lists_wanted().count(), 0);
    assert!(Rc::ptr_eq(&ready(shell.slice(FORM)).unwrap(), &with));
    assert_eq!(BESIDE.get().1, 1, "read once");
}
