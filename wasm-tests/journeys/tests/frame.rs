//! The page in a frame of a portal of another site: where the browser keeps what a frame stores, where it does not, and
//! where the portal may not show it.

use care_journeys::browser::Engine;
use care_journeys::framework::exactly;
use care_journeys::page::{Page, told};
use care_journeys::receiver::{Receiver, Setting};
use care_journeys::{dist, portal, texts as t, tools};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::steps::{Scene, larch_house, last_month, send};

/// A portal, and the page of another site that it shows.
struct Framed {
    portal: Receiver,
    scene: Scene,
    _folders: [TempDir; 3],
}

impl Framed {
    /// `is_listed`: whether the page's configuration lists the portal. The server's own policy lets every portal show it,
    /// so that it is the page that refuses.
    #[track_caller]
    fn new(is_listed: bool) -> Self {
        Self::configured(is_listed, &Value::Null)
    }

    /// The same with a way to sign in.
    #[track_caller]
    fn configured(is_listed: bool, sign_in: &Value) -> Self {
        let headers = tempfile::tempdir().unwrap();
        let with = |name: &str, change: &dyn Fn(&str) -> String| {
            let text = std::fs::read_to_string(told(tools::required(tools::HEADERS))).unwrap();
            let mut all: Value = serde_json::from_str(&text).unwrap();
            let policy = &mut all["Content-Security-Policy"];
            *policy = json!(change(policy.as_str().unwrap()));
            let file = headers.path().join(name);
            std::fs::write(&file, all.to_string()).unwrap();
            file
        };
        let of_page = with("page.json", &|policy| {
            policy.replace("frame-ancestors 'none'", "frame-ancestors *")
        });
        let of_portal = with("portal.json", &|policy| {
            [policy, "; frame-src http://127.0.0.1:*"].concat()
        });
        let pages = told(portal::folder(&json!({})));
        let shown = Setting {
            seed: None,
            dist: Some(pages.path().to_owned()),
        };
        let portal = told(Receiver::start_under(shown, Some(of_portal)));
        let page = told(dist::copy());
        let origin = portal.address();
        told(dist::configure(page.path(), &|config| {
            config["signIn"] = sign_in.clone();
            if is_listed {
                config["page"]["embeddedBy"] = json!([origin]);
            }
        }));
        let scene = Scene::with_headers(larch_house(), &last_month(), page.path(), &of_page);
        Self {
            portal,
            scene,
            _folders: [headers, pages, page],
        }
    }

    /// The portal in a browser, and in it the frame.
    #[track_caller]
    fn open(&self, name: &str, engine: Engine) -> Page {
        // By another name of this machine, which makes it another site.
        let frame = self.scene.receiver.address();
        let frame = frame.replace("localhost", "127.0.0.1") + "embed.html";
        let path = ["portal/frame.html?frame=", &frame].concat();
        let name = format!("frame-{name}-{engine:?}");
        let page = Page::open_at(&name, engine, &self.scene.profile, &self.portal, &path);
        // What did not come from the frame is not heard: were it, the frame would stay as low as this.
        page.host_does("setInterval(() => postMessage({ care: 'size', height: 5 }, '*'), 20)");
        page.into_frame("iframe");
        page
    }

    /// From the start to the receipt.
    #[track_caller]
    fn files(&self, page: &Page) {
        self.scene.begin(page, false);
        self.scene.fill_all(page);
        send(page);
        page.arrives_at(&exactly(t::RECEIVED));
        let rows = self.scene.receiver.rows().unwrap();
        self.scene.holds_what_was_typed(rows.last().unwrap());
    }
}

/// The frame is as high as the page in it, so that nothing of it scrolls.
#[track_caller]
fn grows(page: &Page) {
    page.is_so(
        "the frame as high as its page",
        "innerHeight >= document.documentElement.scrollHeight && innerHeight > 700",
    );
}

fn keeps(engine: Engine) {
    let framed = Framed::new(true);
    let page = framed.open("keeps", engine);
    page.shows(&exactly(t::START));
    grows(&page);
    framed.files(&page);
    page.finish(&framed.scene.receiver);
}

fn is_forbidden_to_keep(engine: Engine) {
    let framed = Framed::new(true);
    told(framed.scene.profile.keeps_nothing_of_frames(engine));
    let page = framed.open("forbidden", engine);
    page.says(
        "This browser does not let the page keep anything while it is shown inside another one",
    );
    assert!(page.has_link("^Open Care Returns in a tab of its own$"));
    framed.files(&page);
    page.finish(&framed.scene.receiver);
}

/// The portal's token goes to the frame, and another where the first is not taken any more.
#[test]
fn a_frame_sends_in_the_name_of_who_is_signed_in_at_the_portal() {
    let framed = Framed::configured(true, &json!({"kind": "bearer"}));
    let receiver = &framed.scene.receiver;
    told(receiver.sign_in(&json!({"tokens": {"first": "a"}})));
    let page = framed.open("signed-in", Engine::Chromium);
    page.says("Made-up a");
    page.go(&exactly(t::DO_NOT_KNOW_ME));
    framed.scene.begin(&page, false);
    framed.scene.fill_all(&page);
    told(receiver.sign_in(&json!({"tokens": {"second": "a"}})));
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    let rows = receiver.rows().unwrap();
    framed.scene.holds_what_was_typed(&rows[1]);
    let person = json!({"issuer": "portal", "subject": "a", "name": "Made-up a"});
    assert_eq!(rows[1].body["finishedAs"], person);
    page.lets_pass("status of 401");
    page.finish(receiver);
}

fn is_refused(engine: Engine) {
    let framed = Framed::new(false);
    let page = framed.open("refused", engine);
    page.says("Care Returns may not be shown inside this page");
    assert!(page.has_link("^Open Care Returns in a tab of its own$"));
    assert!(!page.has_button(""), "nothing of the page is there");
    page.finish(&framed.scene.receiver);
}

#[test]
fn a_frame_of_another_site_works_in_chromium() {
    keeps(Engine::Chromium);
}

#[test]
fn a_frame_of_another_site_works_in_firefox() {
    keeps(Engine::Firefox);
}

#[test]
fn a_frame_of_another_site_works_in_webkit() {
    keeps(Engine::WebKit);
}

#[test]
fn a_frame_that_may_keep_nothing_says_so_and_works_in_chromium() {
    is_forbidden_to_keep(Engine::Chromium);
}

#[test]
fn a_frame_that_may_keep_nothing_says_so_and_works_in_firefox() {
    is_forbidden_to_keep(Engine::Firefox);
}

#[test]
fn a_portal_that_is_not_listed_shows_nothing_in_chromium() {
    is_refused(Engine::Chromium);
}

#[test]
fn a_portal_that_is_not_listed_shows_nothing_in_firefox() {
    is_refused(Engine::Firefox);
}

#[test]
fn a_portal_that_is_not_listed_shows_nothing_in_webkit() {
    is_refused(Engine::WebKit);
}
