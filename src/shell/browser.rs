//! The few things that the shell asks of the page around it: files, timers, events, a download.

use js_sys::{Array, Function, Object, Promise, Reflect};
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, Blob, BlobPropertyBag, DomException, Event, HtmlAnchorElement,
    RequestCache, RequestInit, Response, Url, VisibilityState,
};

/// Does something that takes time, without anybody waiting for it.
pub fn spawn(call: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(call));
}

// One kind of task for all calls: each kind is code of its own.
fn spawn_boxed(call: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(call);
}

/// Reads a file that stands beside the page; behind a `#` stands its integrity, if it has one. `None` where it does not
/// come or is not what was published, for whatever reason. It is asked for at once, and not first when one waits for it.
pub(super) fn file(path: &str) -> impl Future<Output = Option<String>> + use<> {
    let asked = ask_for(path);
    async move {
        let answer = JsFuture::from(asked?).await.ok()?;
        let answer: Response = answer.dyn_into().ok()?;
        if !answer.ok() {
            return None;
        }
        JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
    }
}

fn ask_for(path: &str) -> Option<Promise> {
    let init = RequestInit::new();
    let (path, integrity) = path.split_once('#').unwrap_or((path, ""));
    if !integrity.is_empty() {
        init.set_integrity(integrity);
        // Its name has no hash in it: an older one may be in a cache.
        init.set_cache(RequestCache::NoCache);
    }
    Some(web_sys::window()?.fetch_with_str_and_init(path, &init))
}

/// Reads a file that a person opened here. `None` where the browser cannot read it.
pub async fn opened(file: &Blob) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// Something that is done later, unless this is dropped before.
pub(super) struct Timer {
    handle: i32,
    /// Held for as long as the browser may call it.
    _act: Closure<dyn Fn()>,
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.handle);
        }
    }
}

/// Does something after so many milliseconds, unless the timer is dropped before. `None` where there is no window.
pub(super) fn after(milliseconds: i32, act: Box<dyn Fn()>) -> Option<Timer> {
    let act = Closure::wrap(act);
    let handle = web_sys::window()?
        .set_timeout_with_callback_and_timeout_and_arguments_0(
            act.as_ref().unchecked_ref(),
            milliseconds,
        )
        .ok()?;
    Some(Timer { handle, _act: act })
}

/// What happens to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageEvent {
    /// It is being hidden or left: there may be no later moment to save.
    Hidden,
    /// It is looked at again.
    Shown,
    /// The browser thinks that there is a line. A reason to try, never believed.
    Online,
    /// The browser thinks that there is none. Never believed either.
    Offline,
}

/// Calls back on page events for as long as the page is there.
pub(super) fn on_page_events(act: impl Fn(PageEvent) + Clone + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let Some(document) = window.document() else {
        return;
    };
    let seen = document.clone();
    let visibility = {
        let act = act.clone();
        move || {
            let hidden = seen.visibility_state() == VisibilityState::Hidden;
            act(if hidden {
                PageEvent::Hidden
            } else {
                PageEvent::Shown
            });
        }
    };
    listen(&document, "visibilitychange", Box::new(visibility));
    // A tab that was frozen and wakes may have been hidden for no moment that it knows of.
    let woken = act.clone();
    listen(
        &document,
        "resume",
        Box::new(move || woken(PageEvent::Shown)),
    );
    let leaving = act.clone();
    listen(
        &window,
        "pagehide",
        Box::new(move || leaving(PageEvent::Hidden)),
    );
    let offline = act.clone();
    listen(&window, "online", Box::new(move || act(PageEvent::Online)));
    listen(
        &window,
        "offline",
        Box::new(move || offline(PageEvent::Offline)),
    );
}

/// Calls back on each key and each move of a pointer, for as long as the page is there. The warning's own button is
/// one of them.
pub(super) fn on_use(act: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    for event in ["keydown", "pointerdown", "pointermove", "wheel", "input"] {
        listen(&window, event, Box::new(act.clone()));
    }
}

fn listen(target: &web_sys::EventTarget, event: &str, act: Box<dyn Fn()>) {
    let listener = Closure::wrap(act);
    // Adding a listener fails on no target that there is.
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Puts a text where the person can paste it from. `None` where the browser does not let us.
pub(super) async fn copy(text: &str) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    given(&clipboard, "writeText", Some(&text.into())).await?;
    Some(())
}

/// Opens the browser's dialogue for printing the page, which also saves it as a PDF.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // A browser without a printer does nothing.
        let _ = window.print();
    }
}

/// Offers a text as a file to keep. `None` where the browser does not let us.
pub(super) fn download(name: &str, text: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let kind = BlobPropertyBag::new();
    kind.set_type(if name.ends_with("json") {
        "application/json"
    } else {
        "text/csv;charset=utf-8"
    });
    let blob =
        Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &kind)
            .ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Not at once: the browser reads the address after the click. A minute holds nothing up.
    if let Some(timer) = after(
        60_000,
        Box::new(move || {
            let _ = Url::revoke_object_url(&address);
        }),
    ) {
        std::mem::forget(timer);
    }
    Some(())
}

/// Asks the browser to keep what this page stores. `None` where it cannot be asked.
pub(super) async fn ask_to_keep() -> Option<bool> {
    let storage = web_sys::window()?.navigator().storage();
    if storage.is_undefined() {
        return None;
    }
    JsFuture::from(storage.persist().ok()?)
        .await
        .ok()?
        .as_bool()
}

/// Leaves the page for an address that is made from this page's own.
pub(super) fn leave(to: &dyn Fn(&str) -> String) {
    if let Some(window) = web_sys::window() {
        let location = window.location();
        let here = location.href().unwrap_or_default();
        // An address that is none leaves the page as it is.
        let _ = location.assign(&to(&here));
    }
}

/// Whether the address holds what a sign-in sends back.
pub(super) fn came_back() -> bool {
    let search = web_sys::window().and_then(|window| window.location().search().ok());
    search.is_some_and(|search| !search.is_empty())
}

/// Removes what the browser holds for this page beside its database: files kept for when there is no line, what serves
/// them, and small storage. What is not there counts as removed.
pub(super) async fn forget_all() {
    let Some(window) = web_sys::window() else {
        return;
    };
    for storage in ["localStorage", "sessionStorage"] {
        // Where storage is forbidden there is none to clear.
        if let Ok(storage) = Reflect::get(&window, &storage.into()) {
            let _ = call(&storage, "clear", None);
        }
    }
    if let Ok(caches) = Reflect::get(&window, &"caches".into())
        && let Some(names) = given(&caches, "keys", None).await
    {
        for name in Array::from(&names) {
            if let Some(gone) = call(&caches, "delete", Some(&name)) {
                let _ = JsFuture::from(Promise::resolve(&gone)).await;
            }
        }
    }
    if let Ok(workers) = Reflect::get(&window.navigator(), &"serviceWorker".into())
        && let Some(found) = given(&workers, "getRegistrations", None).await
    {
        for worker in Array::from(&found) {
            let _ = given(&worker, "unregister", None).await;
        }
    }
}

/// Calls a method of something that may not have it.
pub(super) fn call(of: &JsValue, method: &str, with: Option<&JsValue>) -> Option<JsValue> {
    let method: Function = Reflect::get(of, &method.into()).ok()?.dyn_into().ok()?;
    match with {
        Some(with) => method.call1(of, with).ok(),
        None => method.call0(of).ok(),
    }
}

/// What a method's promise gives; `None` where there is no such method, or it is refused.
pub(super) async fn given(of: &JsValue, method: &str, with: Option<&JsValue>) -> Option<JsValue> {
    let promise = Promise::resolve(&call(of, method, with)?);
    JsFuture::from(promise).await.ok()
}

/// The other tabs of this page in the same browser, which hear what is told here.
pub(super) struct Tabs {
    channel: JsValue,
    /// Held for as long as the browser may call it.
    _heard: Closure<dyn Fn(Event)>,
}

impl Tabs {
    /// Hears what other tabs tell under a name. `None` where the browser has no such thing.
    pub(super) fn open(name: &str, heard: Box<dyn Fn(&str)>) -> Option<Self> {
        let window = web_sys::window()?;
        let kind = Reflect::get(&window, &"BroadcastChannel".into()).ok()?;
        let kind: Function = kind.dyn_into().ok()?;
        let channel = Reflect::construct(&kind, &Array::of1(&name.into())).ok()?;
        let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let words = Reflect::get(&event, &"data".into());
            if let Some(words) = words.ok().and_then(|words| words.as_string()) {
                heard(&words);
            }
        });
        Reflect::set(&channel, &"onmessage".into(), heard.as_ref()).ok()?;
        Some(Self {
            channel,
            _heard: heard,
        })
    }

    /// Tells the others.
    pub(super) fn tell(&self, words: &str) {
        let _ = call(&self.channel, "postMessage", Some(&words.into()));
    }
}

/// What only one tab at a time has. Given back when dropped, or with the tab.
pub(super) struct Alone(Option<Function>);

impl Alone {
    /// Where nobody can be asked whose turn it is.
    pub(super) const UNASKED: Self = Self(None);
}

impl Drop for Alone {
    fn drop(&mut self) {
        if let Some(give_back) = &self.0 {
            // The browser's own function, which never throws.
            let _ = give_back.call0(&JsValue::NULL);
        }
    }
}

/// How a lock is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// If no other tab has it now.
    Now,
    /// If no other tab has it now or in a moment: a page that is loaded again gives its own back a little late.
    Soon,
    /// From whichever tab has it, which hears of it.
    Taken,
}

/// How long [`Turn::Soon`] waits, in milliseconds.
const SOON: i32 = 1000;

/// What is called when another tab has taken a lock from this one.
pub(super) type Lost = Box<dyn FnOnce()>;

/// Takes a lock of this name: `None` where another tab has it. Where the browser has no locks everybody may go on.
pub(super) async fn alone(name: &str, turn: Turn, lost: Option<Lost>) -> Option<Alone> {
    let patience = match turn {
        Turn::Soon => AbortController::new().ok(),
        Turn::Now | Turn::Taken => None,
    };
    let signal = patience.as_ref().map(AbortController::signal);
    let Some(granted) = request(name, turn, signal, lost) else {
        return Some(Alone::UNASKED);
    };
    let timer = patience.and_then(|patience| after(SOON, Box::new(move || patience.abort())));
    let answer = JsFuture::from(granted).await;
    drop(timer);
    match answer {
        Ok(give_back) if give_back.is_null() => None,
        Ok(give_back) => Some(Alone(give_back.dyn_into().ok())),
        Err(error) => {
            let error = error.dyn_ref::<DomException>();
            let late = error.is_some_and(|error| error.code() == DomException::ABORT_ERR);
            (!late).then_some(Alone::UNASKED)
        }
    }
}

/// Asks for a lock; resolves with what gives it back, or with null where another has it.
fn request(
    name: &str,
    turn: Turn,
    signal: Option<AbortSignal>,
    lost: Option<Lost>,
) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request = Reflect::get(&locks, &"request".into()).ok()?;
    let request: Function = request.dyn_into().ok()?;
    let options = Object::new();
    let (how, is) = match (turn, signal) {
        (Turn::Taken, _) => ("steal", JsValue::TRUE),
        (Turn::Soon, Some(signal)) => ("signal", signal.into()),
        (Turn::Soon, None) | (Turn::Now, _) => ("ifAvailable", JsValue::TRUE),
    };
    Reflect::set(&options, &how.into(), &is).ok()?;
    let mut lost = lost;
    Some(Promise::new(&mut |told: Function, refused: Function| {
        let held = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            if lock.is_null() {
                let _ = told.call1(&JsValue::NULL, &JsValue::NULL);
                return JsValue::UNDEFINED;
            }
            // The lock is held until this promise resolves.
            Promise::new(&mut |give_back: Function, _| {
                let _ = told.call1(&JsValue::NULL, &give_back);
            })
            .into()
        });
        // A frame whose storage is forbidden is refused, at once or later; so is a tab from which it was taken.
        let asked = request.call3(&locks, &name.into(), &options, &held);
        let asked = asked.unwrap_or_else(|error| Promise::reject(&error).into());
        let ended = match lost.take() {
            None => refused.into(),
            Some(lost) => Closure::once_into_js(move |error: JsValue| {
                // Where it was never held, nobody waits for more than the refusal.
                let _ = refused.call1(&JsValue::NULL, &error);
                lost();
            }),
        };
        let catch = Reflect::get(&asked, &"catch".into()).and_then(JsCast::dyn_into::<Function>);
        let _ = catch.and_then(|catch| catch.call1(&asked, &ended));
    }))
}
