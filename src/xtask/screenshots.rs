//! `cargo xtask screenshots`: the journeys' pass that takes pictures of every page and state, light and dark, at the width
//! of a desk and of a telephone, and puts them on one sheet.

use std::path::PathBuf;

use crate::error::TaskError;
use crate::places::{Places, make_folder, remove_folder};
use crate::test;

/// Runs the journeys with a folder to put pictures in.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    let folder = match words {
        [] => places.target.join("screenshots"),
        [flag] if flag == "--renew" => return test::renew_pictures(places),
        [folder] => places.root.join(PathBuf::from(folder)),
        _ => {
            return Err(TaskError::Usage(
                "`screenshots` takes `--renew` or one folder, and nothing else".into(),
            ));
        }
    };
    // Pictures of states that are no more must not look as if they were.
    remove_folder(&folder)?;
    make_folder(&folder)?;
    test::screenshots(places, &folder)?;
    println!(
        "The pictures are in {0}; all on one sheet: {0}/contact-sheet.png, or index.html.",
        folder.display()
    );
    Ok(())
}
