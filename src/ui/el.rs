//! How every view here is built: one element type with the tag and attributes as plain strings.
//!
//! Typed views make code for each shape of element that there is; on a page of forms that is most of the module. This
//! one type is a pointer (`el("p").text(t::SAVED).any()`), follows signals through Leptos' own effects, and makes
//! nodes one by one, so that there is no HTML sink in it.

use care_engine::value::{is_marked, marked_parts, unmarked};
use leptos::prelude::RenderEffect;
use leptos::tachys::renderer::Rndr;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, Node, Text};

/// What is asked again and again: a text, an attribute, a view. A table of one entry, where that of `dyn Fn` has three,
/// with code for each; there are hundreds of these on the pages.
pub trait Says<T> {
    /// Asks.
    fn says(&self) -> T;
}

impl<T, F: Fn() -> T> Says<T> for F {
    fn says(&self) -> T {
        self()
    }
}

/// What is told something, such as an event. A trait of its own for the same reason.
pub trait Hears<A> {
    /// Tells.
    fn hears(&self, what: A);
}

impl<A, F: Fn(A)> Hears<A> for F {
    fn hears(&self, what: A) {
        self(what);
    }
}

/// What lives as long as the element.
enum Kept {
    /// Elements that are made anew when what they read changes; none while they are being made.
    Live(
        #[expect(dead_code, reason = "kept so that its effects and listeners live")]
        Rc<RefCell<View>>,
    ),
    /// An effect that keeps a text, an attribute or a view up to date.
    Effect(#[expect(dead_code, reason = "dropping it stops it")] RenderEffect<()>),
    /// A listener.
    Listener(
        #[expect(dead_code, reason = "dropping it makes it stop answering")] Closure<dyn Fn(Event)>,
    ),
}

/// An element being built, and then a part of a view. It lives, with all that follows and listens in it, for as long as
/// what it was added to.
pub struct El(Box<Parts>);

struct Parts {
    element: Element,
    kept: Vec<Kept>,
}

/// Elements side by side.
#[derive(Default)]
pub struct View(Vec<El>);

/// An element with this tag.
pub fn el(tag: &str) -> El {
    El(Box::new(Parts {
        element: Rndr::create_element(tag, None),
        kept: Vec::new(),
    }))
}

/// An element of a drawing, with this tag.
pub fn svg(tag: &str) -> El {
    El(Box::new(Parts {
        element: Rndr::create_element(tag, Some("http://www.w3.org/2000/svg")),
        kept: Vec::new(),
    }))
}

/// An element with a class.
pub fn div(tag: &str, class: &str) -> El {
    el(tag).class(class)
}

/// Several elements side by side.
pub fn all(elements: Vec<El>) -> View {
    View(elements)
}

/// A view of nothing.
pub fn nothing() -> View {
    View(Vec::new())
}

/// A text as it is shown. What turns the direction of what follows is left out: text of others could make the words
/// around it say something else. Letters have a direction of their own.
pub fn shown(text: &str) -> String {
    text.replace(turns, "")
}

fn show(node: &Text, text: &str) {
    Rndr::set_text(node, &shown(text));
}

/// Whether a character turns the direction of text: an embedding, an override or an isolate, or an end of one.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// An element for each part of a text, with its language.
fn spans(text: &str) -> Vec<El> {
    let mut spans = Vec::new();
    for part in marked_parts(text) {
        let language = Some(&*part.language).filter(|language| !language.is_empty());
        spans.push(el("span").maybe("lang", language).text(part.text));
    }
    spans
}

/// Sets the text of a node that may have parts in another language, or had them, `before` it.
fn set_marked(node: &Text, before: &RefCell<Vec<El>>, text: &str) {
    for span in before.take() {
        span.remove();
    }
    let marked = is_marked(text);
    show(node, if marked { "" } else { text });
    if let (true, Some(parent)) = (marked, node.parent_element()) {
        let spans = spans(text);
        for span in &spans {
            span.place(&parent, Some(node));
        }
        before.replace(spans);
    }
}

impl El {
    /// The element itself, for what can only be asked of a node.
    pub fn node(&self) -> &Element {
        &self.0.element
    }

    /// Sets an attribute. Never `style`, `on…` or a URL that a person typed.
    #[must_use]
    pub fn attr(self, name: &str, value: &str) -> Self {
        // An attribute is in one language.
        if is_marked(value) {
            return self.attr(name, &unmarked(value));
        }
        Rndr::set_attribute(&self.0.element, name, value);
        self
    }

    /// Sets an attribute if there is a value.
    #[must_use]
    pub fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Sets an attribute that has no value, such as `hidden`, if it is so.
    #[must_use]
    pub fn flag(self, name: &str, on: bool) -> Self {
        if on { self.attr(name, "") } else { self }
    }

    /// Sets the class.
    #[must_use]
    pub fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// Sets the id.
    #[must_use]
    pub fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// Adds text. Parts of it in another language say so.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        if is_marked(text) {
            return self.add_all(spans(text));
        }
        let node = Rndr::create_text_node("");
        show(&node, text);
        Rndr::insert_node(&self.0.element, &node, None);
        self
    }

    /// Adds an element.
    #[must_use]
    #[expect(
        clippy::should_implement_trait,
        reason = "nobody adds elements with a plus"
    )]
    pub fn add(mut self, mut child: El) -> Self {
        Rndr::insert_node(&self.0.element, &child.0.element, None);
        self.0.kept.append(&mut child.0.kept);
        self
    }

    /// Adds an element if there is one.
    #[must_use]
    pub fn add_maybe(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.add(child),
            None => self,
        }
    }

    /// Adds elements.
    #[must_use]
    pub fn add_all(mut self, children: Vec<El>) -> Self {
        for child in children {
            self = self.add(child);
        }
        self
    }

    /// Adds a view.
    #[must_use]
    pub fn view(self, view: View) -> Self {
        self.add_all(view.0)
    }

    /// Adds a text that follows what it reads.
    #[must_use]
    pub fn live_text(self, text: impl Fn() -> String + 'static) -> Self {
        self.live_text_boxed(Box::new(text))
    }

    fn live_text_boxed(mut self, text: Box<dyn Says<String>>) -> Self {
        let node = Rndr::create_text_node("");
        Rndr::insert_node(&self.0.element, &node, None);
        let before: RefCell<Vec<El>> = RefCell::default();
        self.effect(Box::new(move || {
            let text = text.says();
            if before.borrow().is_empty() && !is_marked(&text) {
                show(&node, &text);
            } else {
                set_marked(&node, &before, &text);
            }
        }));
        self
    }

    /// Keeps an attribute as what it reads says; `None` takes it away.
    #[must_use]
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<&'static str> + 'static,
    ) -> Self {
        self.live_attr_boxed(name, Box::new(value))
    }

    fn live_attr_boxed(
        mut self,
        name: &'static str,
        value: Box<dyn Says<Option<&'static str>>>,
    ) -> Self {
        let element = self.0.element.clone();
        self.effect(Box::new(move || match value.says() {
            Some(value) => Rndr::set_attribute(&element, name, value),
            None => Rndr::remove_attribute(&element, name),
        }));
        self
    }

    /// Keeps an attribute that has no value, such as `hidden`, as what it reads says.
    #[must_use]
    pub fn live_flag(self, name: &'static str, on: impl Fn() -> bool + 'static) -> Self {
        self.live_flag_boxed(name, Box::new(on))
    }

    fn live_flag_boxed(self, name: &'static str, on: Box<dyn Says<bool>>) -> Self {
        self.live_attr(name, move || on.says().then_some(""))
    }

    /// Adds a view that is made anew when what it reads while being made changes.
    #[must_use]
    pub fn live(self, view: impl Fn() -> View + 'static) -> Self {
        self.live_boxed(Box::new(view))
    }

    fn live_boxed(mut self, view: Box<dyn Says<View>>) -> Self {
        let marker = Rndr::create_placeholder();
        Rndr::insert_node(&self.0.element, &marker, None);
        let shown: Rc<RefCell<View>> = Rc::default();
        self.0.kept.push(Kept::Live(Rc::clone(&shown)));
        self.effect(Box::new(move || {
            let next = view.says();
            // Taken out first: an element that goes may tell its listeners so.
            let last = shown.take();
            for el in &last.0 {
                el.remove();
            }
            if let Some(parent) = marker.parent_element() {
                for el in &next.0 {
                    el.place(&parent, Some(&marker));
                }
            }
            shown.replace(next);
        }));
        self
    }

    /// Does something now and whenever what it reads changes, as long as the element lives.
    #[must_use]
    pub fn follow(mut self, act: impl Fn() + 'static) -> Self {
        self.effect(Box::new(act));
        self
    }

    fn effect(&mut self, act: Box<dyn Says<()>>) {
        self.0
            .kept
            .push(Kept::Effect(RenderEffect::new(move |_: Option<()>| {
                act.says();
            })));
    }

    /// Listens to an event.
    #[must_use]
    pub fn on(self, event: &str, act: impl Fn(&Event) + 'static) -> Self {
        self.on_boxed(event, Box::new(act))
    }

    fn on_boxed(mut self, event: &str, act: Box<dyn for<'a> Hears<&'a Event>>) -> Self {
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| act.hears(&event));
        // Adding a listener fails on no node that there is.
        let _ = self
            .0
            .element
            .add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        self.0.kept.push(Kept::Listener(listener));
        self
    }

    /// The element as a view.
    pub fn any(self) -> View {
        View(vec![self])
    }

    /// Puts the element into another, before one of its nodes or last. For what keeps its elements itself.
    pub fn place(&self, parent: &Element, before: Option<&Node>) {
        Rndr::insert_node(parent, &self.0.element, before);
    }

    /// Takes the element out of where it is. It lives on until it is dropped.
    pub fn remove(&self) {
        Rndr::remove(&self.0.element);
    }

    /// Puts the element into the page for as long as there is one.
    pub fn mount(self) {
        if let Some(body) = self
            .0
            .element
            .owner_document()
            .and_then(|document| document.body())
        {
            Rndr::insert_node(&body, &self.0.element, None);
        }
        std::mem::forget(self);
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn what_turns_text_is_left_out_and_letters_are_not() {
        let hostile = "a\u{202e}b\u{202c}c\u{2066}d\u{2069}e\u{2067}f\u{202a}g";
        assert_eq!(shown(hostile), "abcdefg");
        let letters = "\u{5e9}\u{5dc}\u{5d5}\u{5dd} Zoë \u{200e}\u{627}\u{200d}";
        assert_eq!(shown(letters), letters);
    }
}
