//! `cargo xtask serve`: the page and a receiver for it, until Ctrl-C.

use crate::error::TaskError;
use crate::page;
use crate::places::Places;
use crate::receiver;
use crate::setup::{self, Need};

/// Where the page is served unless `--port` says otherwise.
const PORT: u16 = 8080;

/// Builds the page, starts the receiver, prints the address and waits.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    let port = port(words)?;
    let chosen = setup::ensure(places, Need::Page)?;
    page::build(places, chosen)?;
    let program = receiver::build(places)?;
    let data = places.target.join("serve").join("returns.sqlite");
    let running = receiver::start(places, &program, &places.dist, port, &data)?;
    println!("\nCare Returns is at {}", running.ready);
    println!("Returns that are sent rest in {}", data.display());
    println!("Ctrl-C stops the page and the receiver.");
    running.wait()
}

fn port(words: &[String]) -> Result<u16, TaskError> {
    match words {
        [] => Ok(PORT),
        [flag, number] if flag == "--port" => number.parse().map_err(|_| {
            TaskError::Usage(format!("`{number}` is no port: a number from 0 to 65535"))
        }),
        _ => Err(TaskError::Usage(
            "`serve` takes `--port N` and nothing else".into(),
        )),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_port_is_the_usual_one_or_the_one_that_is_asked_for() {
        assert_eq!(port(&[]).unwrap(), PORT);
        assert_eq!(port(&words("--port 9001")).unwrap(), 9001);
    }

    #[test]
    fn what_is_no_port_is_said() {
        assert!(port(&words("--port 99999")).is_err());
        assert!(port(&words("--prt 1")).is_err());
    }
}
