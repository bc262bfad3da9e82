//! That the tools of the journeys are there and do what the journeys rely on.

use care_journeys::tools;

#[test]
fn every_tool_that_the_journeys_need_is_there() {
    for name in [
        tools::DIST,
        tools::HEADERS,
        tools::RECEIVER,
        tools::CHROMEDRIVER,
        tools::CHROMIUM,
        tools::GECKODRIVER,
        tools::FIREFOX,
        tools::WEBKITDRIVER,
        tools::WEBKIT_MINIBROWSER,
        tools::AXE,
    ] {
        tools::required(name).unwrap();
    }
    assert!(
        std::env::var_os("DISPLAY").is_some(),
        "DISPLAY is not set: WebKit's browser needs a screen, which `cargo xtask test` starts"
    );
}
