//! Cuts the page's module in two: what a first visit runs until its first question, and the rest, which loads behind it.
//!
//! Which functions those are is measured: [`probe::probed`] makes a module that notes each function that runs, a browser
//! visits the page with it, and [`cut`] keeps those in the first part. A function of the rest is reached through a place
//! of the function table, which is empty until the rest has come, so that a call before that is a trap and nothing else;
//! `boot.js` holds events back until then. What lies in memory from the start is cut as well ([`data`]). The idea is that of Binaryen's `wasm-split`, whose packaged versions do not
//! know modules with more than one table.

mod data;
mod module;
mod parts;
pub(super) mod probe;

use crate::error::TaskError;
use module::Module;
pub(super) use module::{fault, piece};

/// What stands in the place of the rest while a first visit is looked at: nothing that loads, so that the page stays as
/// it is before the rest has come.
pub(super) const NO_REST: &[u8] = b"";

/// The module in two.
pub(super) struct Parts {
    /// What a first visit needs; it exports what the rest asks of it.
    pub(super) first: Vec<u8>,
    /// The rest; it takes everything from the first part's exports, under the module name `1`.
    pub(super) rest: Vec<u8>,
}

/// Cuts `module`; `ran` says of each function that it defines, in their order, whether the first visit ran it.
///
/// # Errors
/// Where the module is of a shape that cannot be cut, or a part does not validate.
pub(super) fn cut(module: &[u8], ran: &[bool]) -> Result<Parts, TaskError> {
    let module = Module::read(module)?;
    if ran.len() != module.bodies.len() {
        return Err(TaskError::Shape(format!(
            "{} functions were looked at, and the module has {}",
            ran.len(),
            module.bodies.len()
        )));
    }
    let parts = parts::make(&module, ran)?;
    for part in [&parts.first, &parts.rest] {
        wasmparser::Validator::new()
            .validate_all(part)
            .map_err(|reason| {
                TaskError::Shape(format!("a part of the module is not valid: {reason}"))
            })?;
    }
    Ok(parts)
}

#[cfg(test)]
mod tests;
