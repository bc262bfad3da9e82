//! Care Returns: forms for the data returns of adult social care, from a framework document.
//!
//! In reading order: the engine is a crate of its own (`care_engine`); `storage` keeps rows on the device, `submit`
//! takes finished returns to a backend, `shell` joins the three with clock, ids and the page's events, `ui` shows it,
//! `api` is what a page calls.

pub mod api;
pub mod shell;
pub mod storage;
pub mod submit;
pub mod ui;
