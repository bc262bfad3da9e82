//! Browsers and their drivers: where they are, and just enough of WebDriver to visit a page.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::error::TaskError;
use crate::places::Places;
use crate::receiver::Running;
use crate::run::program;
use crate::setup::geckodriver_path;

/// Chromium's driver, from its package.
pub(crate) const CHROMEDRIVER: &str = "/usr/bin/chromedriver";
/// Chromium itself.
pub(crate) const CHROMIUM: &str = "/usr/bin/chromium";
/// Firefox itself.
pub(crate) const FIREFOX: &str = "/usr/bin/firefox-esr";
/// WebKit's driver.
pub(crate) const WEBKIT_DRIVER: &str = "/usr/bin/WebKitWebDriver";

/// Chromium's switches: no screen, no calls home. Without a sandbox, since this may run as root.
const CHROMIUM_SWITCHES: [&str; 7] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// What the journeys are told of browsers and drivers, as environment variables.
pub(crate) fn variables(places: &Places) -> Vec<(&'static str, PathBuf)> {
    vec![
        ("CARE_CHROMEDRIVER", CHROMEDRIVER.into()),
        ("CARE_CHROMIUM", CHROMIUM.into()),
        ("CARE_GECKODRIVER", geckodriver_path(places)),
        ("CARE_FIREFOX", FIREFOX.into()),
        ("CARE_WEBKITDRIVER", WEBKIT_DRIVER.into()),
        (
            "CARE_WEBKIT_MINIBROWSER",
            "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser".into(),
        ),
        (
            "CARE_AXE",
            places.npm_package("axe-core").join("axe.min.js"),
        ),
        ("CARE_OIDC", places.npm_package("oidc-provider")),
        ("CARE_KINTO", places.pypi()),
        ("CARE_NODE", places.tools.join("node").join("node_modules")),
    ]
}

/// A screen that needs no monitor, for WebKit, which has no headless way. Ready is its number.
pub(crate) fn screen() -> Result<Running, TaskError> {
    let mut command = program("/usr/bin/Xvfb");
    command.args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1280x1024x24",
        "-nolisten",
        "tcp",
    ]);
    command.stderr(std::process::Stdio::null());
    Running::start(&command, false, |line| {
        line.trim()
            .parse::<u32>()
            .ok()
            .map(|number| format!(":{number}"))
    })
}

/// A Chromium with an empty profile, under its driver; both end when it is dropped.
pub(crate) struct Chromium {
    port: u16,
    session: String,
    _driver: Running,
}

impl Chromium {
    /// Starts the driver and the browser, which keeps a log of what it requests.
    pub(crate) fn start(profile: &Path) -> Result<Self, TaskError> {
        let mut command = program(CHROMEDRIVER);
        command.arg("--port=0");
        let driver = Running::start(&command, false, |line| {
            let (_, rest) = line.split_once("started successfully on port ")?;
            Some(rest.trim_end_matches(['.', ' ']).to_owned())
        })?;
        let port = driver
            .ready
            .parse()
            .map_err(|_| TaskError::Shape(format!("chromedriver's port `{}`", driver.ready)))?;
        let mut switches: Vec<String> = CHROMIUM_SWITCHES
            .iter()
            .map(|&switch| switch.to_owned())
            .collect();
        switches.push(format!("--user-data-dir={}", profile.display()));
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"binary": CHROMIUM, "args": switches},
            "goog:loggingPrefs": {"performance": "ALL"},
        }}});
        let answer = call(port, "POST", "/session", Some(&wanted))?;
        let session = answer
            .get("sessionId")
            .and_then(Value::as_str)
            .ok_or_else(|| refused(&answer))?
            .to_owned();
        Ok(Self {
            port,
            session,
            _driver: driver,
        })
    }

    /// One command of this session.
    fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, TaskError> {
        call(
            self.port,
            method,
            &format!("/session/{}{path}", self.session),
            body,
        )
    }

    /// Opens an address and waits until the page is loaded.
    pub(crate) fn open(&self, address: &str) -> Result<(), TaskError> {
        self.call("POST", "/url", Some(&json!({"url": address})))
            .map(drop)
    }

    /// Runs a script that calls its last argument with an answer when it is done.
    pub(crate) fn run_script(&self, script: &str, arguments: &Value) -> Result<Value, TaskError> {
        self.call("POST", "/timeouts", Some(&json!({"script": 30_000})))?;
        self.call(
            "POST",
            "/execute/async",
            Some(&json!({"script": script, "args": arguments})),
        )
    }

    /// The addresses that were requested since the last call, in their order, with the time of each in milliseconds since
    /// 1970.
    pub(crate) fn requested(&self) -> Result<Vec<(String, f64)>, TaskError> {
        let answer = self.call("POST", "/se/log", Some(&json!({"type": "performance"})))?;
        let entries = answer.as_array().ok_or_else(|| refused(&answer))?;
        Ok(entries.iter().filter_map(requested_address).collect())
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.call("DELETE", "", None);
    }
}

/// Address and time, if an entry of the performance log is about a request that goes out.
fn requested_address(entry: &Value) -> Option<(String, f64)> {
    let inner: Value = serde_json::from_str(entry.get("message")?.as_str()?).ok()?;
    let message = inner.get("message")?;
    if message.get("method")?.as_str()? != "Network.requestWillBeSent" {
        return None;
    }
    let address = message.pointer("/params/request/url")?.as_str()?;
    let seconds = message.pointer("/params/wallTime")?.as_f64()?;
    Some((address.to_owned(), seconds * 1000.0))
}

fn refused(answer: &Value) -> TaskError {
    let message = answer
        .get("message")
        .and_then(Value::as_str)
        .unwrap_or("an answer in no shape that we know");
    TaskError::Shape(format!("the browser's driver says: {message}"))
}

/// One call of the driver; its answer's `value`.
fn call(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Value, TaskError> {
    let text = body.map(Value::to_string).unwrap_or_default();
    let (status, answer) = http(port, method, path, &text)?;
    let mut parsed: Value =
        serde_json::from_slice(&answer).map_err(|reason| TaskError::Shape(reason.to_string()))?;
    let value = parsed.get_mut("value").map(Value::take).unwrap_or_default();
    if status == 200 {
        Ok(value)
    } else {
        Err(refused(&value))
    }
}

/// One request over loopback: the status and the body.
pub(crate) fn http(
    port: u16,
    method: &str,
    path: &str,
    body: &str,
) -> Result<(u16, Vec<u8>), TaskError> {
    let lost = |reason: std::io::Error| {
        TaskError::Shape(format!("{method} {path} at port {port}: {reason}"))
    };
    let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(lost)?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body.as_bytes()))
        .map_err(lost)?;
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).map_err(lost)?;
    let status = first
        .split_whitespace()
        .nth(1)
        .and_then(|word| word.parse().ok());
    let mut length = None;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).map_err(lost)?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let mut answer = Vec::new();
    match length {
        Some(length) => reader.take(length).read_to_end(&mut answer),
        None => reader.read_to_end(&mut answer),
    }
    .map_err(lost)?;
    let status =
        status.ok_or_else(|| TaskError::Shape(format!("{method} {path}: no status came")))?;
    Ok((status, answer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_requests_that_go_out_are_taken_from_the_log() {
        let entry = |method: &str| {
            let message = json!({"message": {"method": method, "params": {"wallTime": 2.5, "request": {"url": "http://127.0.0.1:1/a.js"}}}});
            json!({"level": "INFO", "message": message.to_string()})
        };
        assert_eq!(
            requested_address(&entry("Network.requestWillBeSent")),
            Some(("http://127.0.0.1:1/a.js".to_owned(), 2500.0))
        );
        assert_eq!(requested_address(&entry("Network.responseReceived")), None);
    }
}
