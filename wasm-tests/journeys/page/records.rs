//! What the page's own storage holds, read through the browser: for engines whose driver leaves no profile behind.

use serde_json::{Value, json};

use super::Page;
use crate::Fault;

/// Gives every text in every record of every database, of the two small storages and of every cached answer; bytes as
/// the text that they are in UTF-8 and in Latin-1.
const READ: &str = r#"
const done = arguments[arguments.length - 1];
const asked = (request) => new Promise((good, bad) => { request.onsuccess = () => good(request.result); request.onerror = () => bad(request.error); });
const texts = [];
const put = (value) => {
  if (value instanceof ArrayBuffer) return put(new Uint8Array(value));
  if (ArrayBuffer.isView(value)) {
    texts.push(new TextDecoder().decode(value), new TextDecoder("latin1").decode(value));
  } else if (value !== null && typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) { texts.push(key); put(inner); }
  } else {
    texts.push(String(value));
  }
};
(async () => {
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const records = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([asked(records.getAllKeys()), asked(records.getAll())]);
      put(keys);
      put(values);
    }
    database.close();
  }
  put({ ...localStorage });
  put({ ...sessionStorage });
  return texts;
})().then(done, (reason) => done(`${reason}`));
"#;

/// Keeps a text in the clear, short and as a part of much more, as a page without sealing would.
const KEEP: &str = r#"
const [text, done] = arguments;
const opening = indexedDB.open("control", 1);
opening.onupgradeneeded = () => opening.result.createObjectStore("control");
opening.onerror = () => done(`${opening.error}`);
opening.onsuccess = () => {
  const writing = opening.result.transaction("control", "readwrite", { durability: "strict" });
  const store = writing.objectStore("control");
  store.put({ text }, "short");
  store.put(new TextEncoder().encode(`${"much more ".repeat(3000)}${text}${"much more ".repeat(3000)}`), "bytes");
  store.put(`${"much more ".repeat(30000)}${text}é`, "long");
  writing.oncomplete = () => { opening.result.close(); done(true); };
  writing.onabort = () => done(`${writing.error}`);
};
localStorage.setItem("control", text);
"#;

impl Page {
    /// Keeps a text in the clear in the page's own storage, which the page itself does with nothing that is typed.
    #[track_caller]
    pub fn keeps_in_the_clear(&self, text: &str) {
        let kept = self.must(self.browser.session.run_async(KEEP, &[json!(text)]));
        if kept != json!(true) {
            self.fail(&Fault::at("keeping a text in the clear", kept));
        }
    }

    /// From now on the device is full: nothing is put down.
    #[track_caller]
    pub fn has_no_space(&self) {
        self.spoil(
            "window.realPut = IDBObjectStore.prototype.put;
             IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
        );
    }

    /// And from now on it is not any more.
    #[track_caller]
    pub fn has_space_again(&self) {
        self.spoil("IDBObjectStore.prototype.put = window.realPut;");
    }

    /// Every text in the page's own storage.
    #[track_caller]
    pub fn records(&self) -> Vec<String> {
        let read = self.must(self.browser.session.run_async(READ, &[]));
        match read {
            Value::Array(texts) => texts
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            other => self.fail(&Fault::at("reading the page's storage", other)),
        }
    }
}
