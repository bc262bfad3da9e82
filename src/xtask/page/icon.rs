//! The icon in the sizes that a device wants before it offers to install the page.

use std::path::Path;

use crate::error::TaskError;
use crate::places::{make_folder, read_bytes};
use crate::run::{output, program};

const SCRIPT: &str = include_str!("icon.mjs");

/// The icon as a PNG, `size` pixels wide and high. `folder` is where it is made.
pub(super) fn png(size: u32, folder: &Path) -> Result<Vec<u8>, TaskError> {
    make_folder(folder)?;
    let file = folder.join(format!("icon-{size}.png"));
    output(
        program("node")
            .args(["--input-type=module", "--eval", SCRIPT, "--"])
            .arg(size.to_string())
            .arg(&file),
    )?;
    read_bytes(&file)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::png;
    use crate::places::Places;

    #[test]
    fn the_icon_is_a_png_of_its_size() {
        let folder = Places::find().unwrap().target.join("icon-test");
        let bytes = png(16, &folder).unwrap();
        assert_eq!(bytes.get(1..4), Some(&b"PNG"[..]));
        assert_eq!(bytes.get(16..24), Some(&[0, 0, 0, 16, 0, 0, 0, 16][..]));
    }
}
