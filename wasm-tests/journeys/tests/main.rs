//! Journeys through the built page in real browsers, against a real receiver.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod at_rest;
mod changed;
mod files;
mod frame;
mod hostile;
mod languages;
mod lying;
mod moving;
mod offline;
mod other;
mod outbox;
mod people;
mod preview;
mod rest;
mod returns;
mod sending;
mod sign_in;
mod slices;
mod steps;
mod subjects;
mod tabs;
mod tools;
mod whole;
mod widget;
mod words;
