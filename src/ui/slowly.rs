//! What stands far down a long page is made once the first of it is on the screen, a little at a time, so that the page is
//! there at once and takes what is typed meanwhile. In the end all of it is there: for the keyboard, for the browser's
//! search and for paper.

use crate::ui::el::El;
use crate::ui::parts::soon;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;
use web_sys::Element;

/// Makes one of a number of elements.
trait Makes {
    fn made(&self, at: usize) -> El;
}

impl<F: Fn(usize) -> El> Makes for F {
    fn made(&self, at: usize) -> El {
        self(at)
    }
}

/// Elements that are still to be made.
struct Later {
    parent: Element,
    next: Cell<usize>,
    count: usize,
    slice: usize,
    made: RefCell<Vec<El>>,
    make: Box<dyn Makes>,
}

thread_local! {
    /// All that is still to be made on this page.
    static WAITING: RefCell<Vec<Weak<Later>>> = const { RefCell::new(Vec::new()) };
}

/// Adds so many elements, at the end of what `to` holds so far: the first `slice` of them now, and the others as many at a
/// time behind them.
pub fn add_slowly(to: El, count: usize, slice: usize, make: impl Fn(usize) -> El + 'static) -> El {
    slowly(to, count, slice, Box::new(make))
}

fn slowly(mut to: El, count: usize, slice: usize, make: Box<dyn Makes>) -> El {
    let first = count.min(slice);
    for at in 0..first {
        to = to.add(make.made(at));
    }
    if first == count {
        return to;
    }
    let later = Rc::new(Later {
        parent: to.node().clone(),
        next: Cell::new(first),
        count,
        slice,
        made: RefCell::default(),
        make,
    });
    WAITING.with_borrow_mut(|waiting| {
        waiting.retain(|one| one.strong_count() > 0);
        waiting.push(Rc::downgrade(&later));
    });
    goes_on(Rc::downgrade(&later));
    // As long as the element lives, so do they.
    to.follow(move || {
        let _ = &later;
    })
}

/// Makes all that is still to be made now: somebody is on the way to it.
pub fn finish() {
    for later in WAITING.take() {
        if let Some(later) = later.upgrade() {
            later.go_on(later.count);
        }
    }
}

/// Makes the next few once the browser has done what it has to do, and so on.
fn goes_on(later: Weak<Later>) {
    let next = move || {
        if let Some(here) = later.upgrade()
            && here.go_on(here.slice)
        {
            goes_on(later.clone());
        }
    };
    soon(Box::new(next), Duration::ZERO);
}

impl Later {
    /// Makes the next few. Answers whether there are more.
    fn go_on(&self, few: usize) -> bool {
        let end = self.count.min(self.next.get().saturating_add(few));
        for at in self.next.replace(end)..end {
            let one = self.make.made(at);
            one.place(&self.parent, None);
            self.made.borrow_mut().push(one);
        }
        end < self.count
    }
}
