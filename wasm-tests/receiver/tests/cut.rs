//! The real receiver and its database, behind a proxy that cuts connections at any byte; and the page's own steps of
//! sending, over HTTP as small as it can be. Each return ends at the receiver once, as it was finished.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use care_returns::submit::classify;
use care_returns::submit::config::{self, Wire};
use care_returns::submit::outbox::{self, Ended, Progress, Step};
use care_returns::submit::{Answer, Reply};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::support::{Place, october};

/// How many returns are sent.
const RETURNS: usize = 300;
/// How many senders there are at once.
const SENDERS: usize = 4;
/// Tries of one return, all together, after which it counts as never sent.
const TRIES: usize = 60;
/// The longest that the client waits for a byte.
const PATIENCE: Duration = Duration::from_secs(20);

/// Numbers by chance that a seed repeats (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.number() % most
    }
}

/// What the proxy did.
#[derive(Default)]
struct Cuts {
    /// Connections closed before a byte of the request was passed on.
    before: AtomicU32,
    /// Requests cut in the middle.
    request: AtomicU32,
    /// Requests passed on whole, and not a byte of the answer.
    answer: AtomicU32,
    /// Answers cut in the middle.
    middle: AtomicU32,
    /// Left alone.
    whole: AtomicU32,
}

/// Where one connection is cut, in bytes passed.
struct Cut {
    there: u64,
    back: u64,
}

impl Cuts {
    /// What becomes of the next connection. A request has some 1,000 bytes, an answer some 500.
    fn next(&self, chance: &mut Chance) -> Cut {
        let never = u64::MAX;
        let (count, there, back) = match chance.below(10) {
            0 => (&self.before, 0, 0),
            1 | 2 => (&self.request, 1 + chance.below(500), 0),
            3 | 4 => (&self.answer, never, 0),
            5 => (&self.middle, never, 1 + chance.below(200)),
            _ => (&self.whole, never, never),
        };
        count.fetch_add(1, Ordering::SeqCst);
        Cut { there, back }
    }
}

/// Passes bytes on until so many were passed or the connection ends; then cuts it.
fn pass(mut from: &TcpStream, mut to: &TcpStream, most: u64) {
    let mut left = most;
    let mut part = [0; 4096];
    while left > 0 {
        let Ok(read @ 1..) = from.read(&mut part) else {
            break;
        };
        let passed = usize::try_from(left).unwrap_or(usize::MAX).min(read);
        if to.write_all(&part[..passed]).is_err() {
            break;
        }
        left -= u64::try_from(passed).unwrap();
    }
    if left == 0 {
        let _ = from.shutdown(Shutdown::Both);
        let _ = to.shutdown(Shutdown::Both);
    } else {
        let _ = to.shutdown(Shutdown::Write);
    }
}

/// A proxy before an address; gives its own.
fn proxy(behind: SocketAddr, cuts: Arc<Cuts>, seed: u64) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let mut chance = Chance(seed);
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let Ok(client) = client else { return };
            let cut = cuts.next(&mut chance);
            let Ok(server) = TcpStream::connect(behind) else {
                return;
            };
            let (client, server) = (Arc::new(client), Arc::new(server));
            let (client_too, server_too) = (Arc::clone(&client), Arc::clone(&server));
            std::thread::spawn(move || pass(&client_too, &server_too, cut.there));
            std::thread::spawn(move || pass(&server, &client, cut.back));
        }
    });
    address
}

/// One request and its answer; nothing where it was cut, as a browser says.
fn call(at: SocketAddr, line: &str, id: &str, body: &[u8]) -> Reply {
    exchange(at, line, id, body).map_or(Reply::Nothing, Reply::Answer)
}

fn exchange(at: SocketAddr, line: &str, id: &str, body: &[u8]) -> io::Result<Answer> {
    let cut = || io::Error::new(io::ErrorKind::UnexpectedEof, "cut");
    let mut stream = TcpStream::connect(at)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let length = body.len();
    let head = format!(
        "{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nIdempotency-Key: {id}\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(&[head.as_bytes(), body].concat())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8(bytes).map_err(|_| cut())?;
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut)?;
    let header = |name: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name))
    };
    let promised = header("content-length").and_then(|(_, length)| length.parse().ok());
    if promised != Some(body.len()) {
        return Err(cut());
    }
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Ok(Answer {
        status: status.ok_or_else(cut)?,
        content_type: header("content-type").map_or_else(String::new, |(_, kind)| kind.into()),
        retry_after: header("retry-after").map(|(_, wait)| wait.into()),
        body: body.into(),
    })
}

/// Sends one return until it is received; gives how many calls that took, or none where it never was.
fn send(at: SocketAddr, wire: &Wire, id: &str, bytes: &[u8], chance: &mut Chance) -> Option<usize> {
    let hash = format!("{:x}", Sha256::digest(bytes));
    let mut now = 1_794_303_000_000;
    let mut stored = Progress::fresh(now).to_bytes();
    let mut calls = 0;
    for _ in 0..TRIES {
        let progress = Progress::from_bytes(&stored);
        let outcome = match outbox::next(&progress, now, wire.asking()) {
            Step::Wait { until } => {
                now = until;
                continue;
            }
            Step::Send => {
                calls += 1;
                let reply = call(at, "POST /api/returns", id, bytes);
                classify::sent(&reply, id, wire, now)
            }
            Step::AskById => {
                calls += 1;
                let reply = call(at, &format!("GET /api/returns/{id}"), id, b"");
                classify::asked(&reply, id, wire, Some(&hash), now)
            }
            Step::NeedsSignIn | Step::Stuck(_) => return None,
        };
        if chance.below(8) == 0 {
            // Killed between the answer and writing it down.
            continue;
        }
        let jitter = u32::try_from(chance.number() >> 32).unwrap();
        match outbox::after(outcome, &progress, now, jitter) {
            Ended::Received(_) => return Some(calls),
            Ended::Kept(kept) => stored = kept.to_bytes(),
        }
    }
    None
}

/// The bytes that were sent, by id.
type Sent = BTreeMap<String, Vec<u8>>;

/// Sends its share of the returns; gives what it sent and in how many calls.
fn sender(number: usize, at: SocketAddr) -> (Sent, usize) {
    let wire =
        r#"{"backend":{"base":"/api","ask":{"url":"{base}/returns/{id}","hash":"/sha256"}}}"#;
    let wire = care_engine::json::parse(wire).unwrap();
    let wire = config::read(&wire).unwrap().unwrap();
    let mut chance = Chance(u64::try_from(number).unwrap());
    let (mut sent, mut calls) = (Sent::new(), 0);
    for count in (number..RETURNS).step_by(SENDERS) {
        let id = format!("{count:08}-0000-4000-8000-000000000000");
        let bytes = october(&id).to_string().into_bytes();
        let took = send(at, &wire, &id, &bytes, &mut chance);
        calls += took.unwrap_or_else(|| panic!("{id} was never received"));
        sent.insert(id, bytes);
    }
    (sent, calls)
}

#[test]
#[allow(clippy::print_stdout)]
fn behind_a_line_that_cuts_at_any_byte_each_return_is_received_once_and_whole() {
    let place = Place::new();
    let router = place.start().router;
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listener = runtime
        .block_on(tokio::net::TcpListener::bind(("127.0.0.1", 0)))
        .unwrap();
    let address = listener.local_addr().unwrap();
    runtime.spawn(care_receiver::serve(
        listener,
        router,
        std::future::pending(),
    ));
    let cuts = Arc::new(Cuts::default());
    let at = proxy(address, Arc::clone(&cuts), 7);

    let (all, calls) = (Mutex::new(Sent::new()), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for number in 0..SENDERS {
            let (all, calls) = (&all, &calls);
            scope.spawn(move || {
                let (sent, count) = sender(number, at);
                all.lock().unwrap().extend(sent);
                calls.fetch_add(u64::try_from(count).unwrap(), Ordering::SeqCst);
            });
        }
    });

    let sent = all.into_inner().unwrap();
    assert_eq!(sent.len(), RETURNS);
    let held: Value = match call(address, "GET /api/returns", "x", b"") {
        Reply::Answer(answer) => serde_json::from_str(&answer.body).unwrap(),
        other => panic!("{other:?}"),
    };
    assert_eq!(held["returns"].as_array().unwrap().len(), RETURNS);
    for (id, bytes) in &sent {
        let Reply::Answer(answer) = call(address, &format!("GET /api/returns/{id}/body"), id, b"")
        else {
            panic!("{id} is not there");
        };
        assert!(answer.body.as_bytes() == bytes, "{id} is other there");
    }
    let counts = [
        ("before a byte of the request", &cuts.before),
        ("in the request", &cuts.request),
        ("before the answer", &cuts.answer),
        ("in the answer", &cuts.middle),
        ("nowhere", &cuts.whole),
    ];
    println!("{RETURNS} returns in {calls:?} calls; cut:");
    for (place, count) in counts {
        let count = count.load(Ordering::SeqCst);
        println!("{count:>6} {place}");
        assert!(count > 20, "{place}: {count}");
    }
}
