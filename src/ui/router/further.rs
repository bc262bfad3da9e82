//! The pages that nobody needs on a first visit, with their addresses.

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Further {
    /// A return to print, save or copy, by its id or its draft's.
    Take(String),
    /// A blank copy of a return, by the return's id in the framework.
    Blank(String),
    /// What was filed of a subject over time, by its key on this device.
    Picture(String),
}

impl Further {
    /// The page that the parts of an address name.
    #[inline(never)]
    pub(super) fn parse(parts: &[&str]) -> Option<Self> {
        Some(match parts {
            ["take", id] => Self::Take((*id).to_owned()),
            ["picture", key] => Self::Picture((*key).to_owned()),
            ["blank", form] => Self::Blank((*form).to_owned()),
            _ => return None,
        })
    }

    /// The address of the page, with its `#`.
    #[inline(never)]
    pub(super) fn href(&self) -> String {
        let parts: &[&str] = match self {
            Self::Take(id) => &["take", id],
            Self::Blank(form) => &["blank", form],
            Self::Picture(key) => &["picture", key],
        };
        super::address(parts)
    }
}
