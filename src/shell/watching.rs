//! Watches whether somebody uses the page, and locks it when nobody does: only where a PIN or a passphrase keeps others
//! out. The tabs of one browser lock together, each with its last keystroke saved first, and using one is using all.

use super::idle::{Idle, Look};
use super::{Doing, News, Shell, StoreError, browser};
use crate::storage::RecordRow;
use crate::storage::sealing::{Guard, Owner};
use std::rc::Rc;

/// What the key of a person's own time begins with; the person's id follows.
const TIME: &str = "people-lock/";
/// How soon the lock is tried again where what was typed last could not be saved, in milliseconds.
const AGAIN: i32 = 10_000;

/// What the tabs are called among each other.
const TABS: &str = "care-returns-lock";
/// One was locked by a person.
const LOCKED: &str = "locked";
/// One clears the device.
const CLEARED: &str = "cleared";
/// One locks since nobody has used it.
const LEFT: &str = "left";
/// Somebody uses one.
const USED: &str = "used";

impl Shell {
    /// Whether one of the people must say who he is before anything is shown.
    pub fn is_locked(&self) -> bool {
        self.store.person().is_none() && !self.store.is_new()
    }

    /// When the page is locked, if the person was warned of it: Unix time in milliseconds.
    pub fn warned(&self) -> Option<i64> {
        self.idle.get().and_then(|idle| idle.warned())
    }

    /// How many milliseconds there are until a time.
    pub fn until(&self, at: i64) -> i64 {
        at.saturating_sub((self.device.now)())
    }

    /// The minutes that the open person chose, if he did.
    pub fn lock_minutes(&self) -> Option<u32> {
        self.minutes.get()
    }

    /// Keeps after how many minutes the open person's page is locked.
    pub async fn set_lock_minutes(self: &Rc<Self>, minutes: u32) -> Result<(), StoreError> {
        self.keep_lock_minutes(minutes).await?;
        self.look_idle();
        Ok(())
    }

    pub(super) async fn keep_lock_minutes(&self, minutes: u32) -> Result<(), StoreError> {
        self.store
            .put_record(&RecordRow {
                key: self.time_key(),
                owner: Owner::Me,
                bytes: minutes.to_string().into_bytes(),
            })
            .await?;
        self.minutes.set(Some(minutes));
        if let Some(mut idle) = self.idle.get() {
            idle.set_after(self.config.lock.chosen(Some(minutes)));
            self.idle.set(Some(idle));
        }
        Ok(())
    }

    fn time_key(&self) -> String {
        let id = self.store.person().map(|person| person.id);
        [TIME, id.as_deref().unwrap_or_default()].concat()
    }

    /// Begins to watch if the open person has a secret, ends it if not. Who shows the page calls it whenever he hears of
    /// people.
    pub fn watch(self: &Rc<Self>) {
        let guarded = self
            .store
            .person()
            .is_some_and(|person| person.guard != Guard::Nothing);
        if !guarded {
            self.unwatch();
        } else if self.idle.get().is_none() {
            self.begin_watch();
        }
    }

    /// Hears the other tabs from now on, and can tell them something.
    pub(super) fn hear_tabs(self: &Rc<Self>) {
        let shell = Rc::clone(self);
        let tabs = browser::Tabs::open(TABS, Box::new(move |words| shell.heard_tab(words)));
        self.tabs.replace(tabs);
    }

    /// Tells the other tabs that this one was locked, so that they lock too.
    pub(super) fn tell_locked(&self) {
        self.tell_tabs(LOCKED);
    }

    /// Tells the other tabs that the device is cleared, so that none writes again what it holds.
    pub(super) fn tell_cleared(&self) {
        self.tell_tabs(CLEARED);
    }

    fn tell_tabs(&self, words: &str) {
        if let Some(tabs) = self.tabs.borrow().as_ref() {
            tabs.tell(words);
        }
    }

    /// Hears another tab. A locked page has nothing more to lock.
    fn heard_tab(self: &Rc<Self>, words: &str) {
        if words == CLEARED {
            return self.cleared_elsewhere();
        }
        let now = (self.device.now)();
        let left = self.idle.get().is_none_or(|idle| idle.agrees(now));
        if self.store.person().is_none() {
            return;
        }
        match words {
            LOCKED => self.lock_surely(),
            LEFT if left => self.lock_surely(),
            USED => self.touched(now),
            _ => {}
        }
    }

    // Apart, since a first visit has nobody to watch.
    #[inline(never)]
    fn begin_watch(self: &Rc<Self>) {
        let idle = Idle::new(self.config.lock.after, (self.device.now)());
        self.idle.set(Some(idle));
        if !self.hearing.replace(true) {
            let shell = Rc::clone(self);
            browser::on_use(move || shell.used());
        }
        let shell = Rc::clone(self);
        super::spawn(async move {
            // One that cannot be read is that of the configuration.
            let _ = shell.recall_time().await;
            shell.look_idle();
        });
    }

    /// Nobody is watched: there is nothing to lock.
    pub(super) fn unwatch(&self) {
        self.idle.set(None);
        self.minutes.set(None);
        self.idle_timer.take();
    }

    pub(super) fn recall_time(&self) -> Doing<'_, StoreError> {
        Box::pin(async move {
            let row = self.store.record(&self.time_key()).await?;
            let text = row.and_then(|row| String::from_utf8(row.bytes).ok());
            let minutes = text.and_then(|text| text.parse().ok());
            self.minutes.set(minutes);
            if let Some(mut idle) = self.idle.get() {
                idle.set_after(self.config.lock.chosen(minutes));
                self.idle.set(Some(idle));
            }
            Ok(())
        })
    }

    /// Somebody uses the page.
    pub(super) fn used(&self) {
        let now = (self.device.now)();
        let Some(mut idle) = self.idle.get() else {
            return;
        };
        let tells = idle.tells(now);
        self.idle.set(Some(idle));
        self.touched(now);
        if tells {
            self.tell_tabs(USED);
        }
    }

    /// Somebody uses this tab or another.
    fn touched(&self, now: i64) {
        let Some(mut idle) = self.idle.get() else {
            return;
        };
        let taken_back = idle.touched(now);
        self.idle.set(Some(idle));
        if taken_back {
            self.tell(News::Idle);
        }
    }

    /// Looks how long nobody has used the page, and does what is to be done. Also when a device wakes: its timers slept.
    pub(super) fn look_idle(self: &Rc<Self>) {
        if let Some(idle) = self.idle.get() {
            self.look_how_long(idle);
        }
    }

    #[inline(never)]
    fn look_how_long(self: &Rc<Self>, mut idle: Idle) {
        let now = (self.device.now)();
        let look = idle.look(now);
        self.idle.set(Some(idle));
        match look {
            Look::Wait(at) => self.look_idle_at(at, now),
            Look::Warn(at) => {
                self.tell(News::Idle);
                self.look_idle_at(at, now);
            }
            Look::Lock => {
                self.tell_tabs(LEFT);
                self.lock_surely();
            }
        }
    }

    /// Locks, and tries it again where what was typed last could not be saved: nothing is lost for the lock, and the page
    /// says that it is not saved.
    fn lock_surely(self: &Rc<Self>) {
        let shell = Rc::clone(self);
        super::spawn(async move {
            if shell.lock_here().await.is_err() {
                let again = Rc::clone(&shell);
                let timer = browser::after(AGAIN, Box::new(move || again.lock_surely()));
                shell.idle_timer.replace(timer);
            }
        });
    }

    fn look_idle_at(self: &Rc<Self>, at: i64, now: i64) {
        let pause = at.saturating_sub(now).max(0);
        let pause = i32::try_from(pause).unwrap_or(i32::MAX);
        let shell = Rc::clone(self);
        let timer = browser::after(pause, Box::new(move || shell.look_idle()));
        self.idle_timer.replace(timer);
    }
}
