//! `cargo xtask screenshots`: the journeys' pass that takes pictures of the pages.

use std::path::PathBuf;

use crate::error::TaskError;
use crate::places::{Places, make_folder};
use crate::test;

/// Runs the journeys with a folder to put pictures in.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    let folder = match words {
        [] => places.target.join("screenshots"),
        [folder] => places.root.join(PathBuf::from(folder)),
        _ => {
            return Err(TaskError::Usage(
                "`screenshots` takes one folder and nothing else".into(),
            ));
        }
    };
    make_folder(&folder)?;
    test::screenshots(places, &folder)?;
    println!("The pictures are in {}.", folder.display());
    Ok(())
}
