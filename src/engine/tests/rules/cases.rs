//! Rules with what they must give, as data: `cases.txt`, and the example of each function and macro.

use super::world::World;
use care_engine::rules::{MACROS, REFERENCE};

/// Runs every `rule => result` of the text; `[row N]` and `[form]` lines choose where the rules stand.
#[test]
fn cases() {
    let mut world = World::new();
    let mut wrong = Vec::new();
    let mut run = 0;
    for (number, line) in include_str!("cases.txt").lines().enumerate() {
        if let Some(row) = line.strip_prefix("[row ") {
            world.within = Some((0, row.trim_end_matches(']').parse().unwrap()));
        } else if line == "[form]" {
            world.within = None;
        } else if !line.is_empty() && !line.starts_with('#') {
            let (rule, expect) = line
                .rsplit_once(" => ")
                .unwrap_or_else(|| panic!("line {}", number + 1));
            let says = world.says(rule.trim_end());
            run += 1;
            if says != expect.trim() {
                wrong.push(format!(
                    "line {}: {rule}\n  gives {says}\n  not   {expect}",
                    number + 1
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {run} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(run > 250, "only {run} cases were run");
}

#[test]
fn every_function_does_what_its_example_says() {
    for entry in REFERENCE {
        let mut world = World::new();
        // What is of a row has its example in the second.
        world.within = ["position", "rowCode"]
            .contains(&entry.name)
            .then_some((0, 1));
        assert_eq!(world.says(entry.example), entry.result, "{}", entry.example);
        assert!(
            entry.example.contains(&format!("{}(", entry.name)),
            "{} is not in its example",
            entry.name
        );
        assert!(entry.meaning.ends_with('.'), "{}", entry.name);
    }
    for (name, meaning, example, result) in MACROS {
        assert_eq!(World::new().says(example), *result, "{example}");
        assert!(
            example.contains(&format!(".{name}(")) && meaning.ends_with('.'),
            "{name}"
        );
    }
}

#[test]
fn every_function_refuses_another_number_of_arguments() {
    let world = World::new();
    for entry in REFERENCE {
        let rule = format!("{}(1, 2, 3, 4, 5)", entry.name);
        let says = world.says(&rule);
        assert!(
            says.starts_with("Arguments@0") || entry.name == "duplicates",
            "{rule}: {says}"
        );
    }
}
