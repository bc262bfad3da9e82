//! How every view here is built: one element type with the tag and attributes as plain strings.
//!
//! Typed views make code for each shape of element that there is; on a page of forms that is most of the module. This
//! one type is a Leptos view like any other (`el("p").text(t::SAVED).any()`), reacts to signals through Leptos' own
//! effects, and makes nodes one by one, so that there is no HTML sink in it.

use leptos::prelude::{AnyView, IntoAny, RenderEffect};
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, Node};

/// What lives as long as the element.
enum Kept {
    /// A view mounted in it.
    View(#[expect(dead_code, reason = "kept so that its effects and listeners live")] AnyViewState),
    /// A view that is made anew when what it reads changes; empty while it is being made.
    Live(
        #[expect(dead_code, reason = "kept so that its effects and listeners live")]
        Rc<RefCell<Option<AnyViewState>>>,
    ),
    /// An effect that keeps a text, an attribute or a view up to date.
    Effect(#[expect(dead_code, reason = "dropping it stops it")] RenderEffect<()>),
    /// A listener.
    Listener(
        #[expect(dead_code, reason = "dropping it makes it stop answering")] Closure<dyn Fn(Event)>,
    ),
}

/// An element being built, and then a view.
pub struct El(SendWrapper<Parts>);

struct Parts {
    element: Element,
    kept: Vec<Kept>,
}

/// An element with this tag.
pub fn el(tag: &str) -> El {
    El(SendWrapper::new(Parts {
        element: Rndr::create_element(tag, None),
        kept: Vec::new(),
    }))
}

/// An element with a class.
pub fn div(tag: &str, class: &str) -> El {
    el(tag).class(class)
}

/// Several views side by side.
pub fn all(views: Vec<AnyView>) -> AnyView {
    views.into_any()
}

/// A view of nothing.
pub fn nothing() -> AnyView {
    ().into_any()
}

impl El {
    /// The element itself, for what can only be asked of a node.
    pub fn node(&self) -> &Element {
        &self.0.element
    }

    /// Sets an attribute. Never `style`, `on…` or a URL that a person typed.
    #[must_use]
    pub fn attr(self, name: &str, value: &str) -> Self {
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

    /// Adds text.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        Rndr::insert_node(&self.0.element, &Rndr::create_text_node(text), None);
        self
    }

    /// Adds an element.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "nobody adds elements with a plus")]
    pub fn add(mut self, child: El) -> Self {
        let child = child.0.take();
        Rndr::insert_node(&self.0.element, &child.element, None);
        self.0.kept.extend(child.kept);
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
    pub fn add_all(self, children: Vec<El>) -> Self {
        children.into_iter().fold(self, Self::add)
    }

    /// Adds a view.
    #[must_use]
    pub fn view(mut self, view: AnyView) -> Self {
        let mut state = view.build();
        state.mount(&self.0.element, None);
        self.0.kept.push(Kept::View(state));
        self
    }

    /// Adds views.
    #[must_use]
    pub fn views(self, views: Vec<AnyView>) -> Self {
        views.into_iter().fold(self, Self::view)
    }

    /// Adds a text that follows what it reads.
    #[must_use]
    pub fn live_text(self, text: impl Fn() -> String + 'static) -> Self {
        self.live_text_boxed(Box::new(text))
    }

    fn live_text_boxed(mut self, text: Box<dyn Fn() -> String>) -> Self {
        let node = Rndr::create_text_node("");
        Rndr::insert_node(&self.0.element, &node, None);
        self.effect(Box::new(move || Rndr::set_text(&node, &text())));
        self
    }

    /// Keeps an attribute as what it reads says; `None` takes it away.
    #[must_use]
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        self.live_attr_boxed(name, Box::new(value))
    }

    fn live_attr_boxed(
        mut self,
        name: &'static str,
        value: Box<dyn Fn() -> Option<String>>,
    ) -> Self {
        let element = self.0.element.clone();
        self.effect(Box::new(move || match value() {
            Some(value) => Rndr::set_attribute(&element, name, &value),
            None => Rndr::remove_attribute(&element, name),
        }));
        self
    }

    /// Adds a view that is made anew when what it reads while being made changes.
    #[must_use]
    pub fn live(self, view: impl Fn() -> AnyView + 'static) -> Self {
        self.live_boxed(Box::new(view))
    }

    fn live_boxed(mut self, view: Box<dyn Fn() -> AnyView>) -> Self {
        let marker = Rndr::create_placeholder();
        Rndr::insert_node(&self.0.element, &marker, None);
        let shown: Rc<RefCell<Option<AnyViewState>>> = Rc::default();
        self.0.kept.push(Kept::Live(Rc::clone(&shown)));
        self.effect(Box::new(move || {
            let mut next = view().build();
            let last = shown.take();
            if let Some(mut last) = last {
                last.unmount();
            }
            if let Some(parent) = marker.parent_element() {
                next.mount(&parent, Some(marker.as_ref()));
            }
            shown.replace(Some(next));
        }));
        self
    }

    /// Does something now and whenever what it reads changes, as long as the element lives.
    #[must_use]
    pub fn follow(mut self, act: impl Fn() + 'static) -> Self {
        self.effect(Box::new(act));
        self
    }

    fn effect(&mut self, act: Box<dyn Fn()>) {
        self.0
            .kept
            .push(Kept::Effect(RenderEffect::new(move |_: Option<()>| act())));
    }

    /// Listens to an event.
    #[must_use]
    pub fn on(self, event: &str, act: impl Fn(Event) + 'static) -> Self {
        self.on_boxed(event, Box::new(act))
    }

    fn on_boxed(mut self, event: &str, act: Box<dyn Fn(Event)>) -> Self {
        let listener = Closure::wrap(act);
        // Adding a listener fails on no node that there is.
        let _ = self
            .0
            .element
            .add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        self.0.kept.push(Kept::Listener(listener));
        self
    }

    /// The element as a view like any other.
    pub fn any(self) -> AnyView {
        self.into_any()
    }
}

impl Render for El {
    type State = Self;

    fn build(self) -> Self {
        self
    }

    fn rebuild(mut self, state: &mut Self) {
        state.insert_before_this(&mut self);
        state.unmount();
        *state = self;
    }
}

impl Mountable for El {
    fn unmount(&mut self) {
        Rndr::remove(&self.0.element);
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        Rndr::insert_node(parent, &self.0.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self.0.element.parent_element() {
            Some(parent) => {
                child.mount(&parent, Some(&self.0.element));
                true
            }
            None => false,
        }
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.0.element.clone()]
    }
}

impl AddAnyAttr for El {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _attr: NewAttr) -> Self {
        self
    }
}

/// Only what a browser needs: these pages are never made on a server.
impl RenderHtml for El {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _buf: &mut String,
        _position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _cursor: &Cursor, _position: &PositionState) -> Self {
        self
    }

    fn into_owned(self) -> Self {
        self
    }
}
