//! Texts for somebody who files the same return for several homes.
#![allow(missing_docs, reason = "a text says itself what it says")]

use super::{ANSWER, wide};

pub const ALL: &str = "ar gyfer pawb yr ydych yn anfon ar eu rhan";
pub const FOR_ALL: &str = ", un ar ôl y llall";
pub const INTRO: &str = "Caiff pob un ei gwirio a’i hanfon ar ei phen ei hun: byddwch yn edrych ar ei hatebion cyn i chi eu hanfon.";
pub const NEXT: &str = "Yr un nesaf";
pub const NEXT_FOR: &str = " ar gyfer ";
pub const ALL_DONE: &str =
    "Rydych wedi anfon y ffurflen hon ar gyfer pawb yr ydych yn anfon ar eu rhan.";
pub const SEE_ALL: &str = "Gweld pawb yr ydych yn anfon y ffurflen hon ar eu rhan";
pub const NOT_DUE: &str = "Dim i’w anfon nawr";
pub const COPY: &str = "A oes rhywbeth yr un fath ag mewn ffurflen arall?";
pub const COPY_INTRO: &str = "Rydym yn copïo dewisiadau, dyddiadau a thestunau byr i gwestiynau nad ydych wedi’u hateb yma. Ni chopïir rhifau na nodiadau. Edrychwch ar bob un cyn i chi ei hanfon.";
pub const COPY_FROM: &str = "Copïo o ";
pub const COPIED: &str = "Wedi’i gopïo. Edrychwch ar bob ateb cyn i chi ei anfon.";

/// How many of the returns were sent.
pub fn sent(sent: usize, of: usize) -> String {
    [&sent.to_string(), " o ", &of.to_string(), " wedi’u hanfon."].concat()
}

/// How many answers can be copied.
pub fn answers(count: usize) -> String {
    [" (", &ANSWER.counted(wide(count)), ")"].concat()
}
