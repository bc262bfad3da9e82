//! One HTTP request to this machine, answered: all that `WebDriver` and the receiver's API need.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use crate::Fault;

/// The longest that an answer may take: a browser's start on a busy machine.
const LONGEST: Duration = Duration::from_secs(180);

/// A port that is free now.
///
/// # Errors
/// Where the system has none.
pub fn free_port() -> Result<u16, Fault> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|reason| Fault::at("a free port", reason))
}

/// An answer: status and text.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body as text.
    pub body: String,
}

/// Sends a request with a JSON body, if any, and reads the whole answer.
///
/// # Errors
/// Where nobody listens, or what comes is no HTTP.
pub fn call(port: u16, method: &str, path: &str, body: Option<&str>) -> Result<Answer, Fault> {
    exchange(port, method, path, body)
        .map_err(|reason| Fault::at(format!("{method} {path}"), reason))
}

fn exchange(port: u16, method: &str, path: &str, body: Option<&str>) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], port)))?;
    stream.set_read_timeout(Some(LONGEST))?;
    let mut head =
        format!("{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n");
    if let Some(body) = body {
        let length = body.len();
        let _ = write!(
            head,
            "Content-Type: application/json; charset=utf-8\r\nContent-Length: {length}\r\n"
        );
    }
    head.push_str("\r\n");
    head.push_str(body.unwrap_or_default());
    stream.write_all(head.as_bytes())?;
    read_answer(&mut stream)
}

fn read_answer(stream: &mut TcpStream) -> std::io::Result<Answer> {
    let broken = || std::io::Error::new(std::io::ErrorKind::InvalidData, "the answer is no HTTP");
    let mut bytes = Vec::new();
    let mut part = [0_u8; 16384];
    loop {
        if let Some(answer) = whole(&bytes) {
            return Ok(answer);
        }
        let read = stream.read(&mut part)?;
        if read == 0 {
            return at_end(&bytes).ok_or_else(broken);
        }
        bytes.extend_from_slice(part.get(..read).unwrap_or_default());
    }
}

/// The head's text and the body so far.
fn split(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let at = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some((
        std::str::from_utf8(bytes.get(..at)?).ok()?,
        bytes.get(at + 4..)?,
    ))
}

fn status(head: &str) -> Option<u16> {
    head.split(' ').nth(1)?.parse().ok()
}

/// The answer, once as many bytes are there as its head has promised.
fn whole(bytes: &[u8]) -> Option<Answer> {
    let (head, body) = split(bytes)?;
    let length: usize = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    })?;
    Some(Answer {
        status: status(head)?,
        body: String::from_utf8_lossy(body.get(..length)?).into_owned(),
    })
}

/// The answer whose end is the connection's end.
fn at_end(bytes: &[u8]) -> Option<Answer> {
    let (head, body) = split(bytes)?;
    Some(Answer {
        status: status(head)?,
        body: String::from_utf8_lossy(body).into_owned(),
    })
}
