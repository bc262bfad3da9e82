//! Where nodes stand in their document. A node is known by its address while a document is read; its pointer is made
//! only when somebody asks, so that reading a document without a mistake makes none.

use crate::json::{Json, pointer};
use crate::rules::sorted;

/// A node's place.
#[derive(Clone, Default)]
pub(super) struct NodePlace {
    /// Its position among all nodes, in the order of the text.
    pub(super) order: u32,
    /// Its JSON Pointer.
    pub(super) pointer: String,
}

/// The places of nodes of this document, in the order of `nodes`.
pub(super) fn places(root: &Json, nodes: &[&Json]) -> Vec<NodePlace> {
    let at = |n: u32| nodes.get(n as usize).map_or(0, |node| address(node));
    let many = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
    let mut wanted = Vec::with_capacity(nodes.len());
    for n in sorted(many, &|a, b| at(a).cmp(&at(b))) {
        wanted.push((at(n), n as usize));
    }
    let mut walk = Walk {
        wanted,
        order: 0,
        pointer: String::new(),
        places: vec![NodePlace::default(); nodes.len()],
    };
    walk.node(root);
    walk.places
}

struct Walk {
    /// Addresses, ascending, each with its position in the answer.
    wanted: Vec<(usize, usize)>,
    order: u32,
    pointer: String,
    places: Vec<NodePlace>,
}

impl Walk {
    fn node(&mut self, node: &Json) {
        let here = address(node);
        let first = self.wanted.partition_point(|&(address, _)| address < here);
        for &(_, n) in self
            .wanted
            .iter()
            .skip(first)
            .take_while(|&&(address, _)| address == here)
        {
            if let Some(place) = self.places.get_mut(n) {
                *place = NodePlace {
                    order: self.order,
                    pointer: self.pointer.clone(),
                };
            }
        }
        self.order = self.order.saturating_add(1);
        let length = self.pointer.len();
        match node {
            Json::List(list) => {
                for (n, element) in list.iter().enumerate() {
                    pointer::push_index(&mut self.pointer, n);
                    self.node(element);
                    self.pointer.truncate(length);
                }
            }
            Json::Object(entries) => {
                for (key, value) in entries {
                    pointer::push(&mut self.pointer, key);
                    self.node(value);
                    self.pointer.truncate(length);
                }
            }
            _ => {}
        }
    }
}

fn address(node: &Json) -> usize {
    std::ptr::from_ref(node).addr()
}
