//! What sending comes to when everything around it fails, by chance and by seed: tests only.
//!
//! `network` is a model of one device with two tabs, a bad line and a receiver, in a hundred thousand schedules;
//! `deadline` is the day on which a third of the country comes back at once.

#![allow(clippy::unwrap_used)]

mod deadline;
mod line;
mod network;
mod receiver;
mod tab;
mod tally;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Numbers by chance that a seed repeats (SplitMix64): a failing schedule is run again by its seed alone.
struct Chance(u64);

impl Chance {
    /// The numbers of a seed.
    fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Any number of 32 bits.
    fn jitter(&mut self) -> u32 {
        u32::try_from(self.number() >> 32).unwrap()
    }

    /// A number from nothing to one below the most.
    fn below(&mut self, most: usize) -> usize {
        let most = u64::try_from(most).unwrap();
        usize::try_from(self.number() % most).unwrap()
    }

    /// Whether it comes out once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// Memory waits for nothing, so its futures are ready at the first poll.
fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the store in memory waited"),
    }
}
