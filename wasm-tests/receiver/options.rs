//! The command line.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// How the command is used, as printed when the arguments are wrong.
pub const USAGE: &str = "care-receiver --data FILE --framework FILE [--listen 127.0.0.1:PORT] [--dist DIR] \
[--status FILE] [--headers FILE] [--seed FILE] [--no-reads] [--test-switches]";

/// What the receiver is started with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Address to listen on; port 0 takes any free one. A loopback address, because there is no sign-in.
    pub listen: SocketAddr,
    /// The SQLite file; made if it is not there.
    pub data: PathBuf,
    /// Folder of the built page, served at `/`; without it only the API is served.
    pub dist: Option<PathBuf>,
    /// The framework document that returns are judged by.
    pub framework: PathBuf,
    /// What became of the framework since it was published (`status.json`); returns are judged under it.
    pub status: Option<PathBuf>,
    /// JSON object of header name to value, sent with every static answer.
    pub headers: Option<PathBuf>,
    /// Subjects and earlier returns to put into the database at the start (see [`crate::seed`]).
    pub seed: Option<PathBuf>,
    /// Whether the three optional reads are answered (or are 404, as a backend without them would say).
    pub reads: bool,
    /// Whether tests may switch how the receiver behaves. Never for anything but tests.
    pub test_switches: bool,
}

/// Why the command line is not understood.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum OptionsError {
    /// An argument that is not known.
    #[error("{0} is not an argument of the receiver")]
    Unknown(String),
    /// An argument that wants a value has none.
    #[error("{0} wants a value after it")]
    NoValue(&'static str),
    /// An argument that must be there is not.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// The address is not a loopback address with a port.
    #[error("--listen wants a loopback address and a port, as in 127.0.0.1:8080")]
    Listen,
}

impl Options {
    /// Reads the arguments, without the command's own name.
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Options, OptionsError> {
        let mut listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let (mut data, mut dist, mut framework, mut status) = (None, None, None, None);
        let (mut headers, mut seed) = (None, None);
        let (mut reads, mut test_switches) = (true, false);
        let mut rest = arguments.into_iter();
        while let Some(argument) = rest.next() {
            let mut path = |name| {
                rest.next()
                    .map(PathBuf::from)
                    .ok_or(OptionsError::NoValue(name))
            };
            match argument.to_str() {
                Some("--listen") => listen = address(&path("--listen")?)?,
                Some("--data") => data = Some(path("--data")?),
                Some("--dist") => dist = Some(path("--dist")?),
                Some("--framework") => framework = Some(path("--framework")?),
                Some("--status") => status = Some(path("--status")?),
                Some("--headers") => headers = Some(path("--headers")?),
                Some("--seed") => seed = Some(path("--seed")?),
                Some("--no-reads") => reads = false,
                Some("--test-switches") => test_switches = true,
                _ => {
                    return Err(OptionsError::Unknown(
                        argument.to_string_lossy().into_owned(),
                    ));
                }
            }
        }
        Ok(Options {
            listen,
            data: data.ok_or(OptionsError::Missing("--data"))?,
            dist,
            framework: framework.ok_or(OptionsError::Missing("--framework"))?,
            status,
            headers,
            seed,
            reads,
            test_switches,
        })
    }
}

/// The address to listen on, which must be this machine's own.
fn address(value: &Path) -> Result<SocketAddr, OptionsError> {
    value
        .to_str()
        .and_then(|text| text.parse::<SocketAddr>().ok())
        .filter(|address| address.ip().is_loopback())
        .ok_or(OptionsError::Listen)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Options, OptionsError};

    fn parse(line: &str) -> Result<Options, OptionsError> {
        Options::parse(line.split_whitespace().map(Into::into))
    }

    #[test]
    fn every_argument_is_read() {
        let options = parse(
            "--listen 127.0.0.1:8081 --data a.sqlite --dist d --framework f.json --status t.json --headers h.json --seed s.json \
             --no-reads --test-switches",
        )
        .unwrap();
        assert_eq!(options.listen.port(), 8081);
        assert_eq!(options.seed.unwrap().to_str(), Some("s.json"));
        assert_eq!(options.status.unwrap().to_str(), Some("t.json"));
        assert!(!options.reads);
        assert!(options.test_switches);
    }

    #[test]
    fn what_is_left_out_is_the_safe_choice() {
        let options = parse("--data a --framework f").unwrap();
        assert_eq!(options.listen.to_string(), "127.0.0.1:0");
        assert!(options.reads);
        assert!(!options.test_switches);
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(parse("--framework f"), Err(OptionsError::Missing("--data")));
        assert_eq!(parse("--data a"), Err(OptionsError::Missing("--framework")));
        assert_eq!(parse("--data"), Err(OptionsError::NoValue("--data")));
        assert_eq!(
            parse("--date a"),
            Err(OptionsError::Unknown("--date".into()))
        );
        assert_eq!(parse("--listen 0.0.0.0:80"), Err(OptionsError::Listen));
        assert_eq!(parse("--listen 8080"), Err(OptionsError::Listen));
    }
}
