//! When a page that nobody uses is locked: a pure state machine. Whoever drives it gives the time, and asks it again
//! when it says so; a device that slept meanwhile is seen by its clock.

use care_engine::json::Json;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
/// How long before the lock the person is warned; half of the time where that is less than twice as long.
const WARNING: i64 = MINUTE;
/// The shortest time in minutes that a configuration can give: half of it is the warning's minute.
const LEAST: u32 = 2;
/// The shortest time in seconds, which is for tests: nobody is warned a minute before.
const SHORTEST: u32 = 10;
/// How often the other tabs are told that somebody uses the page.
const TELLING: i64 = SECOND;

/// After how long a page is locked, in milliseconds, as the page is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockTime {
    /// Where the person has not said otherwise.
    pub after: i64,
    /// The longest that a person may choose.
    pub most: i64,
}

impl Default for LockTime {
    fn default() -> Self {
        Self {
            after: 5 * MINUTE,
            most: 30 * MINUTE,
        }
    }
}

impl LockTime {
    /// Reads `lock` of a page's configuration: `minutes` and `most`, of 2 or more. What is less, or is not understood, is as
    /// if it were not there; `cargo xtask headers` says so beforehand. Tests give `seconds`, of 10 or more.
    pub fn read(lock: Option<&Json>) -> Self {
        let given = |key: &str, least: u32, unit: i64| {
            let count = lock?.get(key)?.as_count()?;
            (count >= least).then_some(i64::from(count) * unit)
        };
        let known = Self::default();
        let most = given("most", LEAST, MINUTE).unwrap_or(known.most);
        let after = given("seconds", SHORTEST, SECOND)
            .or_else(|| given("minutes", LEAST, MINUTE))
            .unwrap_or(known.after);
        Self {
            after: after.min(most),
            most,
        }
    }

    /// The time that holds for one who chose so many minutes.
    pub fn chosen(self, minutes: Option<u32>) -> i64 {
        match minutes {
            Some(minutes) if minutes > 0 => (i64::from(minutes) * MINUTE).min(self.most),
            _ => self.after,
        }
    }

    /// The times in minutes from which a person may choose: within what is allowed, that of the configuration with them.
    pub fn choices(self) -> Vec<u32> {
        let mut choices = Vec::new();
        for minutes in [2, 5, 10, 15, 20, 30, 45, 60] {
            if i64::from(minutes) * MINUTE <= self.most {
                choices.push(minutes);
            }
        }
        choices
    }
}

/// What is to be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing before this time.
    Wait(i64),
    /// Warn the person, once, that the page is locked at this time, and look again then.
    Warn(i64),
    /// Lock.
    Lock,
}

/// How long a page has been left alone. Times are Unix milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Idle {
    after: i64,
    last: i64,
    warned: bool,
    /// When the other tabs were last told that somebody uses the page.
    told: i64,
}

impl Idle {
    /// Somebody is here now; the page is locked when nothing happens for so long.
    pub(super) fn new(after: i64, now: i64) -> Self {
        Self {
            after,
            last: now,
            warned: false,
            told: now,
        }
    }

    /// Whether the other tabs are to be told now that somebody uses the page: seldom, and at once where they may be
    /// warning.
    pub(super) fn tells(&mut self, now: i64) -> bool {
        let due = now < self.told || now.saturating_sub(self.told) >= TELLING;
        if due {
            self.told = now;
        }
        due
    }

    /// Whether nobody has used this page either, when another tab says that it locks for that: it may have heard a
    /// little less than this one.
    pub(super) fn agrees(&self, now: i64) -> bool {
        now.saturating_add(2 * TELLING) >= self.lock_at()
    }

    /// Somebody pressed a key or moved a pointer. Gives whether a warning stood, which goes away now. One who comes too
    /// late does not hold the lock up: the page is locked at the next look.
    pub(super) fn touched(&mut self, now: i64) -> bool {
        if now >= self.lock_at() {
            return false;
        }
        self.last = now;
        std::mem::take(&mut self.warned)
    }

    /// What is to be done at this time. A clock that was set back counts from where it stands.
    pub(super) fn look(&mut self, now: i64) -> Look {
        self.last = self.last.min(now);
        let lock_at = self.lock_at();
        if now >= lock_at {
            return Look::Lock;
        }
        let warn_at = lock_at - WARNING.min(self.after / 2);
        if now < warn_at {
            self.warned = false;
            return Look::Wait(warn_at);
        }
        if std::mem::replace(&mut self.warned, true) {
            return Look::Wait(lock_at);
        }
        Look::Warn(lock_at)
    }

    /// When the page is locked, if the person was warned of it.
    pub(super) fn warned(&self) -> Option<i64> {
        self.warned.then(|| self.lock_at())
    }

    /// Another time holds from now on.
    pub(super) fn set_after(&mut self, after: i64) {
        self.after = after;
    }

    fn lock_at(&self) -> i64 {
        self.last.saturating_add(self.after)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Idle, LockTime, Look, MINUTE, SECOND, TELLING};
    use care_engine::json;

    const FIVE: i64 = 5 * MINUTE;

    #[test]
    fn who_does_nothing_is_warned_once_a_minute_before() {
        let mut idle = Idle::new(FIVE, 0);
        assert_eq!(idle.look(0), Look::Wait(4 * MINUTE));
        assert_eq!(idle.look(4 * MINUTE - 1), Look::Wait(4 * MINUTE));
        assert_eq!(idle.warned(), None);
        assert_eq!(idle.look(4 * MINUTE), Look::Warn(FIVE));
        assert_eq!(idle.warned(), Some(FIVE));
        assert_eq!(idle.look(4 * MINUTE + SECOND), Look::Wait(FIVE));
        assert_eq!(idle.look(FIVE - 1), Look::Wait(FIVE));
        assert_eq!(idle.look(FIVE), Look::Lock);
    }

    #[test]
    fn any_key_extends_and_takes_the_warning_away() {
        let mut idle = Idle::new(FIVE, 0);
        assert!(!idle.touched(MINUTE));
        assert_eq!(idle.look(4 * MINUTE), Look::Wait(5 * MINUTE));
        assert_eq!(idle.look(5 * MINUTE), Look::Warn(6 * MINUTE));
        assert!(idle.touched(5 * MINUTE + SECOND));
        assert_eq!(idle.warned(), None);
        assert_eq!(idle.look(6 * MINUTE), Look::Wait(9 * MINUTE + SECOND));
        // Warned anew, as the first time.
        assert_eq!(
            idle.look(9 * MINUTE + SECOND),
            Look::Warn(10 * MINUTE + SECOND)
        );
    }

    #[test]
    fn a_device_that_slept_is_locked_when_it_wakes_whatever_is_pressed_first() {
        let mut idle = Idle::new(FIVE, 0);
        assert_eq!(idle.look(MINUTE), Look::Wait(4 * MINUTE));
        assert!(!idle.touched(60 * MINUTE));
        assert_eq!(idle.look(60 * MINUTE), Look::Lock);
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_keep_the_page_open() {
        let mut idle = Idle::new(FIVE, 60 * MINUTE);
        assert_eq!(idle.look(0), Look::Wait(4 * MINUTE));
        assert_eq!(idle.look(FIVE), Look::Lock);
    }

    #[test]
    fn a_short_time_warns_at_half_of_it() {
        let mut idle = Idle::new(10 * SECOND, 0);
        assert_eq!(idle.look(0), Look::Wait(5 * SECOND));
        assert_eq!(idle.look(5 * SECOND), Look::Warn(10 * SECOND));
        assert_eq!(idle.look(10 * SECOND), Look::Lock);
    }

    #[test]
    fn every_time_that_a_configuration_can_give_in_minutes_warns_a_minute_before() {
        for minutes in 0..10 {
            let time = read(&format!(r#"{{"lock":{{"minutes":{minutes}}}}}"#));
            let mut idle = Idle::new(time.after, 0);
            let Look::Wait(warning) = idle.look(0) else {
                panic!("{minutes}");
            };
            assert_eq!(idle.look(warning), Look::Warn(warning + MINUTE));
        }
    }

    #[test]
    fn other_tabs_are_told_of_use_once_a_second() {
        let mut idle = Idle::new(FIVE, 0);
        let told: Vec<bool> = [SECOND, SECOND + 1, 2 * SECOND - 1, 2 * SECOND, FIVE]
            .map(|now| idle.tells(now))
            .to_vec();
        assert_eq!(told, [true, false, false, true, true]);
        assert!(idle.tells(0), "a clock that was set back");
    }

    #[test]
    fn a_tab_that_was_used_does_not_lock_with_one_that_was_not() {
        let mut idle = Idle::new(FIVE, 0);
        assert!(!idle.agrees(4 * MINUTE));
        assert!(idle.agrees(FIVE - TELLING), "it was told a little later");
        idle.touched(FIVE - TELLING);
        assert!(!idle.agrees(FIVE));
    }

    #[test]
    fn a_time_that_is_chosen_holds_at_once() {
        let mut idle = Idle::new(FIVE, 0);
        idle.set_after(10 * MINUTE);
        assert_eq!(idle.look(FIVE), Look::Wait(9 * MINUTE));
    }

    fn read(text: &str) -> LockTime {
        LockTime::read(json::parse(text).unwrap().get("lock"))
    }

    #[test]
    fn the_time_is_configuration_within_bounds() {
        let time = |after: i64, most: i64| LockTime { after, most };
        let standard = time(5 * MINUTE, 30 * MINUTE);
        assert_eq!(read("{}"), standard);
        for wrong in [
            r#"{"lock":{"minutes":0,"most":0}}"#,
            r#"{"lock":{"minutes":"3"}}"#,
            r#"{"lock":{"minutes":1,"most":1}}"#,
            r#"{"lock":{"seconds":9}}"#,
            r#"{"lock":3}"#,
        ] {
            assert_eq!(read(wrong), standard, "{wrong}");
        }
        assert_eq!(
            read(r#"{"lock":{"minutes":2,"most":4}}"#),
            time(2 * MINUTE, 4 * MINUTE)
        );
        assert_eq!(
            read(r#"{"lock":{"minutes":9,"most":4}}"#),
            time(4 * MINUTE, 4 * MINUTE)
        );
        assert_eq!(
            read(r#"{"lock":{"seconds":10}}"#),
            time(10 * SECOND, 30 * MINUTE)
        );
    }

    #[test]
    fn a_person_chooses_within_what_is_allowed() {
        let time = read(r#"{"lock":{"minutes":3,"most":12}}"#);
        assert_eq!(time.choices(), [2, 5, 10]);
        assert_eq!(time.chosen(None), 3 * MINUTE);
        assert_eq!(time.chosen(Some(0)), 3 * MINUTE);
        assert_eq!(time.chosen(Some(10)), 10 * MINUTE);
        assert_eq!(time.chosen(Some(60)), 12 * MINUTE);
    }
}
