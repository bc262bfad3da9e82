//! The command `care-receiver`: see the library's documentation for what it is.

use std::io::Write as _;
use std::process::ExitCode;

use care_receiver::{Options, Receiver, USAGE, serve};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> ExitCode {
    let told = match Options::parse(std::env::args_os().skip(1)) {
        Ok(options) => run(&options).await.map_err(|error| error.to_string()),
        Err(error) => Err(format!("{error}\n{USAGE}")),
    };
    let Err(message) = told else {
        return ExitCode::SUCCESS;
    };
    // Nothing can be done where even this cannot be said.
    let _ = writeln!(std::io::stderr(), "care-receiver: {message}");
    ExitCode::FAILURE
}

/// Starts, says where, and serves until Ctrl-C or a request to end.
async fn run(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let receiver = Receiver::open(options)?;
    let listener = TcpListener::bind(options.listen).await?;
    // Both before the address is said: whoever reads it may end this process at once.
    let (mut interrupt, mut terminate) = (
        signal(SignalKind::interrupt())?,
        signal(SignalKind::terminate())?,
    );
    let mut out = std::io::stdout();
    writeln!(out, "listening on http://{}/", listener.local_addr()?)?;
    out.flush()?;
    let stop = async {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
    };
    serve(listener, receiver.router(), stop).await?;
    Ok(())
}
