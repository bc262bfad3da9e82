//! What people see: pages, questions and the parts that they share. Reads the engine, writes through the shell.

pub mod el;
pub mod fields;
pub mod filling;
mod layout;
mod pages;
pub mod parts;
pub mod router;
pub mod signals;
pub mod text;

use crate::shell::{BootError, Shell, boot};
use leptos::prelude::mount_to_body;
use std::rc::Rc;

/// Mounts the pages in the document's body, once configuration, framework and store are there.
pub fn mount() {
    wasm_bindgen_futures::spawn_local(async {
        mount_over(boot().await);
    });
}

fn mount_over(started: Result<Rc<Shell>, BootError>) {
    match started {
        Ok(shell) => mount_to_body(move || layout::layout(&signals::App::new(shell))),
        Err(error) => mount_to_body(move || layout::cannot_start(&error)),
    }
}
