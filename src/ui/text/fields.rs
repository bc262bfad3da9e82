//! Texts of questions and parts.
