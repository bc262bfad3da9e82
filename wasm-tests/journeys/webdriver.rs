//! A session with a browser's driver: the W3C `WebDriver` commands that the journeys use.

use serde_json::{Value, json};

use crate::{Fault, http};

/// The key under which the protocol names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The protocol's spelling of keys that have no letter.
pub mod keys {
    /// The control key, held until the end of what is typed.
    pub const CONTROL: &str = "\u{E009}";
    /// Lets go of the keys that are held.
    pub const RELEASE: &str = "\u{E000}";
    /// To the next place.
    pub const TAB: &str = "\u{E004}";
    /// Presses what has the focus.
    pub const ENTER: &str = "\u{E007}";
    /// To the next of several choices.
    pub const DOWN: &str = "\u{E015}";
    /// Delete to the left.
    pub const BACKSPACE: &str = "\u{E003}";
    /// Escape.
    pub const ESCAPE: &str = "\u{E00C}";
    /// The arrow that points up.
    pub const UP: &str = "\u{E013}";
}

/// An element of the page, until the page changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element(String);

impl Element {
    /// The element in what a script answered.
    pub fn from_value(value: &Value) -> Option<Self> {
        value.get(ELEMENT)?.as_str().map(|id| Self(id.to_owned()))
    }

    /// The element as an argument of a script.
    pub fn to_value(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

/// A session: one window of one browser.
#[derive(Debug)]
pub struct Session {
    port: u16,
    id: String,
}

/// A command to a driver; the answer's `value`.
fn command(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Fault> {
    let text = body.map(Value::to_string);
    let answer = http::call(port, method, path, text.as_deref())?;
    let mut read: Value =
        serde_json::from_str(&answer.body).map_err(|reason| Fault::at(path, reason))?;
    let value = read.get_mut("value").map(Value::take).unwrap_or_default();
    if answer.status == 200 {
        return Ok(value);
    }
    let field = |name: &str| {
        value
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or("?")
            .to_owned()
    };
    let message = field("message");
    Err(Fault::Driver {
        code: field("error"),
        message: message.lines().take(3).collect::<Vec<_>>().join(" "),
    })
}

/// Whether a driver is ready for a session.
pub fn is_ready(port: u16) -> bool {
    command(port, "GET", "/status", None)
        .is_ok_and(|status| status.get("ready").and_then(Value::as_bool) == Some(true))
}

impl Session {
    /// Starts a browser with capabilities.
    ///
    /// # Errors
    /// Where the driver cannot.
    pub fn new(port: u16, capabilities: &Value) -> Result<Self, Fault> {
        let wanted = json!({"capabilities": {"alwaysMatch": capabilities}});
        let answer = command(port, "POST", "/session", Some(&wanted))?;
        let id = answer
            .get("sessionId")
            .and_then(Value::as_str)
            .ok_or_else(|| Fault::Other("the driver gave no session".into()))?;
        Ok(Self {
            port,
            id: id.to_owned(),
        })
    }

    /// Asks for something of this session.
    fn get(&self, path: &str) -> Result<Value, Fault> {
        command(
            self.port,
            "GET",
            &format!("/session/{}{path}", self.id),
            None,
        )
    }

    /// Has this session do something. Public for what only one browser knows.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value, Fault> {
        command(
            self.port,
            "POST",
            &format!("/session/{}{path}", self.id),
            Some(body),
        )
    }

    /// Takes something of this session away.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub fn delete(&self, path: &str) -> Result<(), Fault> {
        let path = format!("/session/{}{path}", self.id);
        command(self.port, "DELETE", &path, None).map(drop)
    }

    fn text(&self, path: &str) -> Result<String, Fault> {
        self.get(path)
            .map(|value| value.as_str().unwrap_or_default().to_owned())
    }

    /// Opens an address and waits for its `load`.
    ///
    /// # Errors
    /// Where it does not load.
    pub fn open(&self, address: &str) -> Result<(), Fault> {
        self.post("/url", &json!({"url": address})).map(drop)
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// Where it does not load.
    pub fn reload(&self) -> Result<(), Fault> {
        self.post("/refresh", &json!({})).map(drop)
    }

    /// Goes back by one entry of the history.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub fn back(&self) -> Result<(), Fault> {
        self.post("/back", &json!({})).map(drop)
    }

    /// The address in the address bar.
    ///
    /// # Errors
    /// Where the browser is gone.
    pub fn address(&self) -> Result<String, Fault> {
        self.text("/url")
    }

    /// The title.
    ///
    /// # Errors
    /// Where the browser is gone.
    pub fn title(&self) -> Result<String, Fault> {
        self.text("/title")
    }

    /// Runs a script in the page and gives what it returns.
    ///
    /// # Errors
    /// Where the script throws.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Result<Value, Fault> {
        self.post(
            "/execute/sync",
            &json!({"script": script, "args": arguments}),
        )
    }

    /// Runs a script that calls its last argument when it is done.
    ///
    /// # Errors
    /// Where it throws, or is not done in time.
    pub fn run_async(&self, script: &str, arguments: &[Value]) -> Result<Value, Fault> {
        self.post(
            "/execute/async",
            &json!({"script": script, "args": arguments}),
        )
    }

    /// Clicks the middle of an element, as a pointer would.
    ///
    /// # Errors
    /// Where something lies over it, or it cannot be seen.
    pub fn click(&self, element: &Element) -> Result<(), Fault> {
        self.post(&format!("/element/{}/click", element.0), &json!({}))
            .map(drop)
    }

    /// Types into an element, key by key.
    ///
    /// # Errors
    /// Where it takes no keys.
    pub fn keys(&self, element: &Element, text: &str) -> Result<(), Fault> {
        self.post(
            &format!("/element/{}/value", element.0),
            &json!({"text": text}),
        )
        .map(drop)
    }

    /// What the browser itself tells assistive technology that an element is called.
    ///
    /// # Errors
    /// Where the driver does not know the command, or the element is gone.
    pub fn computed_label(&self, element: &Element) -> Result<String, Fault> {
        self.text(&format!("/element/{}/computedlabel", element.0))
    }

    /// What the browser itself tells assistive technology that an element is.
    ///
    /// # Errors
    /// Where the driver does not know the command, or the element is gone.
    pub fn computed_role(&self, element: &Element) -> Result<String, Fault> {
        self.text(&format!("/element/{}/computedrole", element.0))
    }

    /// The element that has the focus.
    ///
    /// # Errors
    /// Where none has it.
    pub fn active(&self) -> Result<Element, Fault> {
        let found = self.get("/element/active")?;
        Element::from_value(&found).ok_or_else(|| Fault::Other("nothing has the focus".into()))
    }

    /// A picture of what is seen, base64 of a PNG.
    ///
    /// # Errors
    /// Where the browser is gone.
    pub fn screenshot(&self) -> Result<String, Fault> {
        self.text("/screenshot")
    }

    /// Sets the window's size in CSS pixels, its frame included.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub fn size(&self, width: u32, height: u32) -> Result<(), Fault> {
        self.post("/window/rect", &json!({"width": width, "height": height}))
            .map(drop)
    }

    /// The window that commands go to.
    ///
    /// # Errors
    /// Where it is gone.
    pub fn window(&self) -> Result<String, Fault> {
        self.text("/window")
    }

    /// Opens another tab, and has commands go to it.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub fn new_tab(&self) -> Result<String, Fault> {
        self.opened("tab")
    }

    /// The same with a window: where a driver leaves another tab hidden, nothing in it can be clicked.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub fn new_window(&self) -> Result<String, Fault> {
        self.opened("window")
    }

    fn opened(&self, kind: &str) -> Result<String, Fault> {
        let opened = self.post("/window/new", &json!({ "type": kind }))?;
        let handle = opened.get("handle").and_then(Value::as_str);
        let handle = handle.ok_or_else(|| Fault::Other("the driver opened no tab".into()))?;
        self.switch(handle)?;
        Ok(handle.to_owned())
    }

    /// Has commands go to another window. What is in it is not told.
    ///
    /// # Errors
    /// Where it is gone.
    pub fn switch(&self, handle: &str) -> Result<(), Fault> {
        self.post("/window", &json!({ "handle": handle })).map(drop)
    }

    /// Has commands go to a frame of the page.
    ///
    /// # Errors
    /// Where it is gone.
    pub fn into_frame(&self, frame: &Element) -> Result<(), Fault> {
        self.post("/frame", &json!({ "id": frame.to_value() }))
            .map(drop)
    }

    /// Has commands go to the page itself again, and not to a frame of it.
    ///
    /// # Errors
    /// Where it is gone.
    pub fn into_top(&self) -> Result<(), Fault> {
        self.post("/frame", &json!({ "id": null })).map(drop)
    }

    /// Clicks at a point of the window, with its `x` and `y`.
    ///
    /// # Errors
    /// Where it is out of the window.
    pub fn click_window(&self, point: &Value) -> Result<(), Fault> {
        let steps = json!([
            {"type": "pointerMove", "duration": 0, "x": point["x"], "y": point["y"]},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]);
        let mouse = json!({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps});
        self.post("/actions", &json!({ "actions": [mouse] }))
            .map(drop)
    }

    /// How long a script that answers later may take, and a page to load.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub fn limits(&self, milliseconds: u32) -> Result<(), Fault> {
        self.post(
            "/timeouts",
            &json!({"script": milliseconds, "pageLoad": milliseconds}),
        )
        .map(drop)
    }

    /// Ends the session and its browser politely.
    pub fn end(&self) {
        let _ = command(self.port, "DELETE", &format!("/session/{}", self.id), None);
    }
}
