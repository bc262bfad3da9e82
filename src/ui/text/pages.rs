//! Texts of pages.
