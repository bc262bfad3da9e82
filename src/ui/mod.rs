//! What people see: pages, questions and the parts that they share. Reads the engine, writes through the shell.

pub mod el;
pub mod fields;
pub mod filling;
pub mod guest;
mod guest_events;
mod languages;
mod layout;
mod pages;
pub mod parts;
pub mod router;
pub mod signals;
mod signing;
pub mod slowly;
pub mod text;

use crate::shell::{BootError, Shell, boot, spawn};
use js_sys::{Function, Promise};
use leptos::prelude::mount_to_body;
use std::rc::Rc;

/// Mounts the pages in the document's body, once configuration, framework and store are there. `whole` is kept when the
/// module is there as a whole, and `here` is whether it is already; `pins` are the integrities of what stands beside the page; `sign_in` opens the page's
/// script that signs in; `speak` brings the page in another language.
pub fn mount(whole: Promise, here: bool, pins: String, sign_in: Function, speak: Function) {
    spawn(async move {
        mount_over(boot(whole, here, pins, sign_in, speak).await);
    });
}

fn mount_over(started: Result<Rc<Shell>, BootError>) {
    // Leptos starts its effects here; the elements are put in by hand, since they are not of its types.
    mount_to_body(move || match started {
        Ok(shell) => layout::layout(&signals::App::new(shell)).mount(),
        Err(error) => layout::cannot_start(&error).mount(),
    });
}
