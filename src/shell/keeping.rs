//! Whether the browser said that it will keep what is on this device: asked once, at the first draft, and remembered.

use super::{News, Shell, browser};
use crate::storage::RecordRow;
use crate::storage::sealing::Owner;
use care_engine::json::{self, Json, Writer};
use care_engine::value::{iso_utc, parse_iso_utc};
use std::rc::Rc;

/// The key of the browser's word.
const KEY: &str = "device/keeping";

/// The browser's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// Whether it keeps everything until a person clears it. Else it may remove it by itself.
    pub granted: bool,
    /// When it was asked: Unix time in milliseconds.
    pub asked_at: i64,
}

impl Keeping {
    fn write(self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.begin_object();
        writer.text_entry("shape", "keeping/1");
        writer.key("granted");
        writer.truth(self.granted);
        writer.text_entry("askedAt", &iso_utc(self.asked_at));
        writer.end_object();
        writer.finish().into_bytes()
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let json = json::parse(std::str::from_utf8(bytes).ok()?).ok()?;
        let text = |key: &str| json.get(key).and_then(Json::as_text);
        if text("shape")? != "keeping/1" {
            return None;
        }
        Some(Self {
            granted: json.get("granted")?.as_bool()?,
            asked_at: parse_iso_utc(text("askedAt")?)?,
        })
    }
}

impl Shell {
    /// Asks the browser to keep what is on this device, and remembers what it said.
    pub(super) fn ask_to_keep(self: &Rc<Self>) {
        let shell = Rc::clone(self);
        super::spawn(async move {
            if let Some(granted) = browser::ask_to_keep().await {
                shell.remember_keeping(granted).await;
            }
        });
    }

    pub(super) async fn remember_keeping(&self, granted: bool) {
        let keeping = Keeping {
            granted,
            asked_at: (self.device.now)(),
        };
        let row = RecordRow {
            key: KEY.to_owned(),
            owner: Owner::Me,
            bytes: keeping.write(),
        };
        // Without it nothing is said of it next time.
        let _ = self.store.put_record(&row).await;
        self.keeping.set(Some(keeping));
        self.tell(News::Lists);
    }

    /// Reads what the browser said when it was asked.
    pub(super) async fn recall_keeping(&self) {
        if let Ok(Some(row)) = self.store.record(KEY).await {
            self.keeping.set(Keeping::read(&row.bytes));
            self.tell(News::Lists);
        }
    }

    /// What the browser said, if it was asked.
    pub fn keeping(&self) -> Option<Keeping> {
        self.keeping.get()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ready, shell};
    use super::Keeping;

    #[test]
    fn the_browsers_word_is_remembered_with_its_date() {
        let shell = shell();
        ready(shell.recall_keeping());
        assert_eq!(shell.keeping(), None);
        for granted in [true, false] {
            ready(shell.remember_keeping(granted));
            shell.keeping.set(None);
            ready(shell.recall_keeping());
            let asked_at = (shell.device.now)();
            assert_eq!(shell.keeping(), Some(Keeping { granted, asked_at }));
        }
        assert_eq!(Keeping::read(b"{}"), None);
    }
}
