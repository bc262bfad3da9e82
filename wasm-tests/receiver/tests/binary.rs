//! The command itself, as `cargo xtask serve` and the journeys start it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use crate::support::Place;

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_care-receiver"))
}

#[test]
fn it_says_where_it_listens_serves_the_page_and_ends_when_asked() {
    let place = Place::new();
    place.write("dist/index.html", "<!doctype html>");
    let framework = place.write("framework.json", include_str!("framework.json"));
    let mut child = command()
        .args(["--listen", "127.0.0.1:0"])
        .arg("--data")
        .arg(&place.options.data)
        .arg("--dist")
        .arg(place.folder().join("dist"))
        .arg("--framework")
        .arg(framework)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line
        .strip_prefix("listening on http://")
        .and_then(|rest| rest.strip_suffix("/\n"))
        .unwrap();

    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    assert!(page.ends_with("\r\n\r\n<!doctype html>"), "{page}");

    let asked = Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .unwrap();
    assert!(asked.success());
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_wrong_argument_is_told_with_the_usage() {
    let output = command().arg("--odd").output().unwrap();
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("--odd is not an argument") && told.contains("--framework FILE"),
        "{told}"
    );
}
