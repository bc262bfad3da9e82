//! A line to a server on which an answer can be lost: what was sent has arrived, and nobody hears of it.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::Fault;

/// The line. It is there for as long as the test's process.
#[derive(Debug)]
pub struct Line {
    /// Where the line begins.
    pub port: u16,
    loses: Arc<AtomicBool>,
}

impl Line {
    /// A line to a port of this machine. `method` is that of the requests whose answer can be lost.
    ///
    /// # Errors
    /// Where the system has no port.
    pub fn to(server: u16, method: &'static str) -> Result<Self, Fault> {
        let told = |reason: std::io::Error| Fault::at("a line", reason);
        let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(told)?;
        let port = listener.local_addr().map_err(told)?.port();
        let loses = Arc::new(AtomicBool::new(false));
        let next = Arc::clone(&loses);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if let Ok(server) = TcpStream::connect(("127.0.0.1", server)) {
                    let _ = carry(client, server, method, &next);
                }
            }
        });
        Ok(Self { port, loses })
    }

    /// From now on the answer to the next request is lost.
    pub fn lose_next(&self) {
        self.loses.store(true, Ordering::SeqCst);
    }

    /// Whether an answer was lost since it was last asked for.
    pub fn has_lost(&self) -> bool {
        !self.loses.load(Ordering::SeqCst)
    }
}

/// Carries what both say, in two threads that end when either hangs up.
fn carry(
    mut client: TcpStream,
    mut server: TcpStream,
    method: &'static str,
    loses: &Arc<AtomicBool>,
) -> std::io::Result<()> {
    let (mut answers, mut asks) = (server.try_clone()?, client.try_clone()?);
    let (loses, mine) = (Arc::clone(loses), Arc::new(AtomicBool::new(false)));
    let lost = Arc::clone(&mine);
    thread::spawn(move || {
        let _ = pass(&mut asks, &mut server, |said| {
            if said.starts_with(method.as_bytes()) && loses.swap(false, Ordering::SeqCst) {
                mine.store(true, Ordering::SeqCst);
            }
            true
        });
    });
    thread::spawn(move || {
        let _ = pass(&mut answers, &mut client, |_| !lost.load(Ordering::SeqCst));
    });
    Ok(())
}

/// Passes on what comes, until it ends or `goes_on` says no.
fn pass(
    from: &mut TcpStream,
    to: &mut TcpStream,
    goes_on: impl Fn(&[u8]) -> bool,
) -> std::io::Result<()> {
    let mut part = [0_u8; 16384];
    loop {
        let said = from.read(&mut part)?;
        let said = part.get(..said).unwrap_or_default();
        if said.is_empty() || !goes_on(said) {
            let _ = from.shutdown(Shutdown::Both);
            return to.shutdown(Shutdown::Both);
        }
        to.write_all(said)?;
    }
}
