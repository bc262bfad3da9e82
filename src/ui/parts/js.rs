//! Reading what browsers say of events and elements by its name. Each property that is read by a function of its own costs
//! an import of the first part of the module; these few are read after it.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A property; `undefined` where there is none.
pub(crate) fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// A property that is text; empty where it is none.
pub(crate) fn text(of: &JsValue, name: &str) -> String {
    get(of, name).as_string().unwrap_or_default()
}

/// A property that is a number; 0 where it is none.
pub(crate) fn number(of: &JsValue, name: &str) -> f64 {
    get(of, name).as_f64().unwrap_or_default()
}

/// What a method gives for a text; `undefined` where it cannot be called.
pub(crate) fn call(of: &JsValue, name: &str, with: &str) -> JsValue {
    let method = get(of, name).dyn_into::<Function>();
    let given = method.map(|method| method.call1(of, &JsValue::from_str(with)));
    given
        .unwrap_or(Ok(JsValue::UNDEFINED))
        .unwrap_or(JsValue::UNDEFINED)
}

/// The members of what is like a list.
pub(crate) fn members(list: &JsValue) -> Vec<JsValue> {
    Array::from(list).to_vec()
}
