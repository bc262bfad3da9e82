//! One browser with a profile of its own, under its driver; both end with the journey.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::{Doomed, Group, kill_by_path};
use crate::wait::wait_for;
use crate::webdriver::{Session, is_ready};
use crate::{Fault, http, tools};

/// The engines, each with what it lacks under its driver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Everything.
    Chromium,
    /// No log of the console, no window as narrow as a telephone.
    Firefox,
    /// As Firefox; and its session is ephemeral, so that nothing outlives the browser.
    WebKit,
}

/// A folder that a browser keeps its data in. It can be opened again by another browser after the first was killed.
#[derive(Debug)]
pub struct Profile {
    folder: TempDir,
}

impl Profile {
    /// An empty one.
    ///
    /// # Errors
    /// Where there is no room.
    pub fn new() -> Result<Self, Fault> {
        tempfile::Builder::new()
            .prefix("care-journey-")
            .tempdir()
            .map(|folder| Self { folder })
            .map_err(|reason| Fault::at("a profile", reason))
    }

    /// Where the browser keeps its data.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("profile")
    }

    /// The folder of the browser's data and of all else that it writes.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Has a browser that is started on it forbid pages of another site in a frame to keep anything; in Chromium, all pages.
    ///
    /// # Errors
    /// Where the disk refuses, or the engine has no such setting.
    pub fn keeps_nothing_of_frames(&self, engine: Engine) -> Result<(), Fault> {
        let (file, text) = match engine {
            Engine::Chromium => (
                "Default/Preferences",
                r#"{"profile":{"default_content_setting_values":{"cookies":2}}}"#,
            ),
            Engine::Firefox => (
                "user.js",
                "user_pref(\"network.cookie.cookieBehavior\", 1);\n",
            ),
            Engine::WebKit => return Err(Fault::Other("WebKit has no such setting".into())),
        };
        let file = self.path().join(file);
        let told = |reason: std::io::Error| Fault::at("the browser's settings", reason);
        std::fs::create_dir_all(file.parent().unwrap_or(&file)).map_err(told)?;
        std::fs::write(file, text).map_err(told)
    }

    /// Where the driver's words go.
    fn log(&self) -> PathBuf {
        self.folder.path().join("driver.log")
    }
}

/// At most two browsers at a time: more would wait for each other on a small machine, and miss their bounds.
static RUNNING: Mutex<u8> = Mutex::new(0);
static ENDED: Condvar = Condvar::new();

#[derive(Debug)]
struct Place;

impl Place {
    fn take() -> Self {
        let mut running: MutexGuard<'_, u8> =
            RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        while *running >= 2 {
            running = ENDED.wait(running).unwrap_or_else(PoisonError::into_inner);
        }
        *running += 1;
        Self
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        ENDED.notify_one();
    }
}

/// A running browser. Fields end in their order: the session politely, then the driver's group, then the place.
#[derive(Debug)]
pub struct Browser {
    /// The engine.
    pub engine: Engine,
    /// Commands to it.
    pub session: Session,
    profile: PathBuf,
    driver: Group,
    _place: Place,
}

impl Browser {
    /// Starts a browser on a profile.
    ///
    /// # Errors
    /// Where the driver or the browser does not start.
    pub fn start(engine: Engine, profile: &Profile) -> Result<Self, Fault> {
        let place = Place::take();
        let port = http::free_port()?;
        let path = profile.path();
        std::fs::create_dir_all(&path).map_err(|reason| Fault::at("the profile", reason))?;
        let mut command = driver(engine, port)?;
        // What a browser writes outside its profile must not meet what another one wrote.
        command.env("TMPDIR", profile.folder.path());
        let mut driver = Group::start(&mut command, &profile.log())?;
        wait_for("the driver to be ready", || {
            if driver.has_ended() {
                return Err(Fault::Other(format!(
                    "the driver ended: {}",
                    std::fs::read_to_string(profile.log()).unwrap_or_default()
                )));
            }
            Ok(if is_ready(port) {
                Ok(())
            } else {
                Err("no answer".into())
            })
        })?;
        let session = Session::new(port, &capabilities(engine, &path)?)?;
        session.limits(60_000)?;
        let browser = Self {
            engine,
            session,
            profile: path,
            driver,
            _place: place,
        };
        browser.wide()?;
        Ok(browser)
    }

    /// As wide as a desk's screen.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub fn wide(&self) -> Result<(), Fault> {
        match self.engine {
            // Its window has that width since its start.
            Engine::Chromium => {
                self.devtools("Emulation.clearDeviceMetricsOverride", &json!({}))?;
                self.settle("innerWidth === outerWidth")
            }
            Engine::Firefox | Engine::WebKit => self.session.size(1280, 1000),
        }
    }

    /// As if the window had another size, to look and not to click: in Chromium, which alone can be as narrow as a
    /// telephone, and as high as a whole page. Until [`Self::wide`].
    ///
    /// # Errors
    /// In another browser, or where it refuses.
    pub fn emulate(&self, width: u64, height: u64) -> Result<(), Fault> {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}),
        )?;
        self.settle(&format!("innerWidth === {width}"))
    }

    /// As if the person had asked her device for dark or light pages, in Chromium.
    ///
    /// # Errors
    /// In another browser, or where it refuses.
    pub fn scheme(&self, dark: bool) -> Result<(), Fault> {
        let scheme = if dark { "dark" } else { "light" };
        let wanted =
            json!({"media": "", "features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.devtools("Emulation.setEmulatedMedia", &wanted)?;
        self.settle(&format!(
            "matchMedia('(prefers-color-scheme: {scheme})').matches"
        ))
    }

    /// As if the page were printed, or shown in the few colours of a person's own, in Chromium. Until [`Self::scheme`].
    ///
    /// # Errors
    /// In another browser, or where it refuses.
    pub fn medium(&self, print: bool) -> Result<(), Fault> {
        let wanted = if print {
            json!({"media": "print", "features": []})
        } else {
            json!({"media": "", "features": [{"name": "forced-colors", "value": "active"}]})
        };
        self.devtools("Emulation.setEmulatedMedia", &wanted)?;
        self.settle("true")
    }

    /// Waits until the page is laid out and drawn at its new width: what is clicked before may be hit where it was.
    fn settle(&self, is_so: &str) -> Result<(), Fault> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const look = () => ({is_so}) ? requestAnimationFrame(() => requestAnimationFrame(() => done(true))) : requestAnimationFrame(look);
             look();"
        );
        self.session.run_async(&script, &[]).map(drop)
    }

    /// A command of Chromium's own protocol.
    ///
    /// # Errors
    /// In another browser, or where it refuses.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value, Fault> {
        self.session.post(
            "/goog/cdp/execute",
            &json!({"cmd": command, "params": parameters}),
        )
    }

    /// A picture of the whole page in Chromium, of what is seen elsewhere.
    ///
    /// # Errors
    /// Where the browser or the disk refuses.
    pub fn picture(&self, file: &Path) -> Result<(), Fault> {
        let taken = if self.engine == Engine::Chromium {
            // As wide as the window: a picture has no bar to scroll by, and is laid out without one.
            let sizes = "return [innerWidth, document.documentElement.scrollHeight]";
            let sizes = self.session.run(sizes, &[])?;
            let clip = json!({"x": 0, "y": 0, "width": sizes[0], "height": sizes[1], "scale": 1});
            let whole = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
            let taken = self.devtools("Page.captureScreenshot", &whole)?;
            let data = taken.get("data").and_then(Value::as_str);
            data.unwrap_or_default().to_owned()
        } else {
            self.session.screenshot()?
        };
        write_base64(file, &taken).map_err(|reason| Fault::at(file.to_string_lossy(), reason))
    }

    /// Lines of Chromium's console since the last call, each with its level and source.
    ///
    /// # Errors
    /// In another browser.
    pub fn console(&self) -> Result<Vec<Value>, Fault> {
        let log = self.session.post("/se/log", &json!({"type": "browser"}))?;
        Ok(log.as_array().cloned().unwrap_or_default())
    }

    /// What a kill of this browser and its driver takes, gathered beforehand so that it comes at the moment that it is
    /// meant for.
    pub fn doomed(&self) -> Doomed {
        Doomed::of(&self.driver, &self.profile)
    }

    /// Kills the browser, all of its processes at once, as a power cut or the system's killer would.
    ///
    /// # Errors
    /// Where no process of it was found: then nothing was proved.
    pub fn crash(self) -> Result<(), Fault> {
        match kill_by_path(&self.profile) {
            0 => Err(Fault::Other("there was no browser to kill".into())),
            _ => Ok(()),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.session.end();
        // A browser that left the driver's group, or did not listen to it.
        kill_by_path(&self.profile);
    }
}

fn driver(engine: Engine, port: u16) -> Result<Command, Fault> {
    let (tool, switch) = match engine {
        Engine::Chromium => (tools::CHROMEDRIVER, "--port"),
        Engine::Firefox => (tools::GECKODRIVER, "--port"),
        Engine::WebKit => (tools::WEBKITDRIVER, "-p"),
    };
    let mut command = Command::new(tools::required(tool)?);
    match engine {
        Engine::Chromium => command.arg(format!("{switch}={port}")),
        Engine::Firefox | Engine::WebKit => command.arg(switch).arg(port.to_string()),
    };
    Ok(command)
}

fn capabilities(engine: Engine, profile: &Path) -> Result<Value, Fault> {
    Ok(match engine {
        Engine::Chromium => {
            let data = format!("--user-data-dir={}", profile.display());
            json!({
                "goog:chromeOptions": {"binary": tools::required(tools::CHROMIUM)?, "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--disable-dev-shm-usage", "--window-size=1280,1000", data,
                ]},
                "goog:loggingPrefs": {"browser": "ALL"},
                "unhandledPromptBehavior": "accept",
            })
        }
        Engine::Firefox => json!({
            "moz:firefoxOptions": {
                "binary": tools::required(tools::FIREFOX)?,
                "args": ["-headless", "-profile", profile],
            },
            "unhandledPromptBehavior": "accept",
        }),
        Engine::WebKit => json!({
            "webkitgtk:browserOptions": {
                "binary": tools::required(tools::WEBKIT_MINIBROWSER)?,
                "args": ["--automation"],
            },
            "unhandledPromptBehavior": "accept",
        }),
    })
}

/// Decodes by the system's own tool: one picture in a while is not worth a crate.
fn write_base64(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut tool = Command::new("base64")
        .arg("-d")
        .stdin(Stdio::piped())
        .stdout(std::fs::File::create(file)?)
        .spawn()?;
    if let Some(mut input) = tool.stdin.take() {
        std::io::Write::write_all(&mut input, text.as_bytes())?;
    }
    tool.wait().map(drop)
}
