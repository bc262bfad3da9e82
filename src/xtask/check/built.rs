//! What the built page may not hold: a way to make a document from text, or code that is not pinned.

use crate::error::TaskError;
use crate::page;
use crate::places::{Places, files_below, read};
use crate::toolchain::Toolchain;

/// Ways for text to become part of a document, which no script of ours may have.
const SINKS: [&str; 7] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "createContextualFragment",
    "parseFromString",
    "srcdoc",
];

/// Builds the page and reads its scripts and its document.
pub(super) fn check(places: &Places, compiler: Toolchain) -> Result<(), TaskError> {
    page::build(places, compiler)?;
    let mut found = Vec::new();
    let mut scripts = 0;
    for file in files_below(&places.dist)? {
        let name = file.to_string_lossy().into_owned();
        match file.extension().and_then(|end| end.to_str()) {
            Some("js" | "mjs") => {
                scripts += 1;
                found.extend(script_faults(&name, &read(&places.dist.join(&file))?));
            }
            Some("html") => found.extend(document_faults(&name, &read(&places.dist.join(&file))?)),
            _ => {}
        }
    }
    if scripts == 0 {
        found.push("there is no script in the built page".into());
    }
    println!("  {scripts} scripts read; the module's features were checked when it was built");
    super::conclude(&found, "faults in the built page")
}

fn script_faults(name: &str, text: &str) -> Vec<String> {
    let mut faults: Vec<String> = SINKS
        .iter()
        .filter(|sink| text.contains(**sink))
        .map(|sink| format!("{name} holds `{sink}`"))
        .collect();
    for (place, _) in text.match_indices("createPolicy") {
        let call: String = text
            .get(place..)
            .unwrap_or_default()
            .chars()
            .take(60)
            .filter(|letter| !letter.is_whitespace())
            .collect();
        if ![
            "createPolicy(\"care-returns\"",
            "createPolicy('care-returns'",
        ]
        .iter()
        .any(|ours| call.starts_with(ours))
        {
            faults.push(format!(
                "{name} makes a Trusted Types policy other than `care-returns`"
            ));
        }
    }
    faults
}

/// A document's scripts and styles come from files with an integrity, and nothing stands in it that a policy would stop.
fn document_faults(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for tag in text
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
    {
        let pinned = tag.contains(" integrity=\"sha384-");
        if tag.starts_with("script") && !pinned {
            faults.push(format!("{name} has a script that is not pinned: <{tag}>"));
        }
        if tag.starts_with("link") && tag.contains("stylesheet") && !pinned {
            faults.push(format!(
                "{name} has a stylesheet that is not pinned: <{tag}>"
            ));
        }
        if tag.starts_with("style")
            || tag.contains(" style=")
            || tag.contains(" onclick=")
            || tag.contains(" onload=")
        {
            faults.push(format!(
                "{name} has a style or a script in the document itself: <{tag}>"
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sink_is_found() {
        for sink in SINKS {
            assert_eq!(
                script_faults("a.js", &format!("element.{sink}(x)")).len(),
                1,
                "{sink}"
            );
        }
        assert_eq!(
            script_faults("a.js", "element.textContent = x"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn only_our_policy_may_be_made() {
        assert_eq!(
            script_faults("a.js", "trustedTypes.createPolicy(\"care-returns\", p)"),
            Vec::<String>::new()
        );
        assert_eq!(
            script_faults("a.js", "trustedTypes.createPolicy( 'default' , p)").len(),
            1
        );
        assert_eq!(
            script_faults("a.js", "trustedTypes.createPolicy(name, p)").len(),
            1
        );
    }

    #[test]
    fn what_is_not_pinned_is_found() {
        let good = "<script type=\"module\" src=\"a.js\" integrity=\"sha384-x\"></script><link rel=\"icon\" href=\"i.svg\">";
        assert_eq!(document_faults("i.html", good), Vec::<String>::new());
        assert_eq!(
            document_faults("i.html", "<script>start()</script>").len(),
            1
        );
        assert_eq!(
            document_faults(
                "i.html",
                "<link rel=\"stylesheet\" href=\"a.css\"><p style=\"x\">"
            )
            .len(),
            2
        );
    }
}
