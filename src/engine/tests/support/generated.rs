//! Framework documents of any size, for counting and timing what an edit costs.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

use std::fmt::Write as _;

/// A framework with so many questions and half as many checks, each about two neighbours.
pub fn generated(questions: usize) -> String {
    let mut items = String::new();
    let mut asked = String::new();
    let mut checks = String::new();
    for at in 0..questions {
        let comma = if at == 0 { "" } else { "," };
        write!(
            items,
            r#"{comma}"q{at}":{{"label":"Figure {at}","question":"Figure {at}","basis":"flow","type":{{"kind":"integer","min":0,"max":999}},"source":{{"title":"made up","mark":"proposed"}},"since":"1"}}"#
        )
        .unwrap();
        write!(asked, r#"{comma}"q{at}""#).unwrap();
        if at % 2 == 1 {
            let comma = if at == 1 { "" } else { "," };
            let before = at - 1;
            write!(
                checks,
                r#"{comma}{{"id":"c{at}","kind":"error","about":["q{at}"],"expect":"q{at} <= q{before}","message":"Too many"}}"#
            )
            .unwrap();
        }
    }
    let source = r#"{"title":"made up","mark":"proposed"}"#;
    format!(
        r#"{{"format":1,"id":"g","version":"1","title":"Generated","language":"en","missing":{{}},"codeLists":{{}},"items":{{"name":{{"label":"Name","question":"Name","basis":"standing","type":{{"kind":"text","max":9}},"source":{source},"since":"1"}},{items}}},
        "subjects":{{"thing":{{"title":"Thing","id":"name","name":"name","sections":[{{"id":"a","title":"A","questions":["name"]}}]}}}},
        "returns":{{"r":{{"title":"R","subject":"thing","need":[],"minutes":1,"seenBy":"nobody","retention":"none","duty":[],"period":{{"kind":"month","offset":-1}},"window":{{"opens":8,"closes":14}},
        "sections":[{{"id":"s","title":"S","questions":[{asked}]}}],"checks":[{checks}]}}}}}}"#
    )
}
