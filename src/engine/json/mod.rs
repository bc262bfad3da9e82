//! JSON in and out, with numbers kept exactly as written and repeated keys kept to be reported.
//!
//! Our own because the usual reader turns numbers into binary floats and drops repeated keys in silence, and because
//! its derived readers stop at the first problem.

/// A JSON value. Object entries keep their order and their repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, spelt as in the text.
    Number(Box<str>),
    /// A string, unescaped.
    Text(Box<str>),
    /// An array.
    List(Vec<Json>),
    /// An object's entries in order.
    Object(Vec<(Box<str>, Json)>),
}
