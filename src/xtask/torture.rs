//! `cargo xtask torture`: a browser is killed again and again while one types in it.

use crate::error::TaskError;
use crate::places::Places;
use crate::run::run;
use crate::setup::{self, Need};
use crate::test;

/// Builds the page and the receiver, and passes on how often, with which seed, and whether the page is spoilt.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    let compiler = setup::ensure(places, Need::Tests)?;
    test::build(places, compiler)?;
    run(test::torture_run(places).args(words))
}
