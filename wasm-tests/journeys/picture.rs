//! Pictures as bytes: just enough of PNG to read what a browser draws and to keep small grey copies of it.

use std::io::{Read, Write};

use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use crate::Fault;

/// How a PNG begins.
const BEGIN: [u8; 8] = [0x89, b'P', b'N', b'G', 13, 10, 26, 10];

/// A grey picture: a byte for each point, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grey {
    /// Points in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    points: Vec<u8>,
}

impl Grey {
    /// Reads a PNG of 8 bits a channel as browsers write them: grey, RGB or RGBA, not interlaced.
    ///
    /// # Errors
    /// Where it is none.
    pub fn read(png: &[u8]) -> Result<Self, Fault> {
        let wrong = |what: &str| Fault::at("a picture", what);
        let mut rest = png.strip_prefix(&BEGIN).ok_or_else(|| wrong("no PNG"))?;
        let (mut head, mut packed) = (None, Vec::new());
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = u32::from_be_bytes(*length) as usize;
            let (kind, after) = after.split_first_chunk::<4>().ok_or_else(|| wrong("cut"))?;
            let body = after.get(..length).ok_or_else(|| wrong("cut"))?;
            match kind {
                b"IHDR" => head = Some(Head::read(body).ok_or_else(|| wrong("another kind"))?),
                b"IDAT" => packed.extend_from_slice(body),
                _ => {}
            }
            rest = after.get(length.saturating_add(4)..).unwrap_or_default();
        }
        let head = head.ok_or_else(|| wrong("no head"))?;
        let mut bytes = Vec::new();
        let read = ZlibDecoder::new(packed.as_slice()).read_to_end(&mut bytes);
        read.map_err(|reason| wrong(&reason.to_string()))?;
        head.grey(bytes).ok_or_else(|| wrong("cut"))
    }

    /// The picture as PNG.
    ///
    /// # Errors
    /// Where it is too large for one.
    pub fn png(&self) -> Result<Vec<u8>, Fault> {
        let wrong = |reason: &dyn std::fmt::Display| Fault::at("a picture", reason);
        let side = |size: usize| u32::try_from(size).map_err(|reason| wrong(&reason));
        let mut head = Vec::new();
        head.extend_from_slice(&side(self.width)?.to_be_bytes());
        head.extend_from_slice(&side(self.height)?.to_be_bytes());
        head.extend_from_slice(&[8, 0, 0, 0, 0]);
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        for row in self.points.chunks(self.width.max(1)) {
            // No filter: a few hundred points.
            packed.write_all(&[0]).map_err(|reason| wrong(&reason))?;
            packed.write_all(row).map_err(|reason| wrong(&reason))?;
        }
        let packed = packed.finish().map_err(|reason| wrong(&reason))?;
        let mut out = BEGIN.to_vec();
        for (kind, body) in [(b"IHDR", head), (b"IDAT", packed), (b"IEND", Vec::new())] {
            let length = u32::try_from(body.len()).map_err(|reason| wrong(&reason))?;
            out.extend_from_slice(&length.to_be_bytes());
            let mut crc = Crc::new();
            crc.update(kind);
            crc.update(&body);
            out.extend_from_slice(kind);
            out.extend_from_slice(&body);
            out.extend_from_slice(&crc.sum().to_be_bytes());
        }
        Ok(out)
    }

    /// The picture smaller: a point is the mean of a square of so many points.
    #[must_use]
    pub fn smaller(&self, square: usize) -> Self {
        let (width, height) = (self.width.div_ceil(square), self.height.div_ceil(square));
        let mut points = Vec::with_capacity(width.saturating_mul(height));
        for top in 0..height {
            for left in 0..width {
                points.push(self.mean(left * square, top * square, square));
            }
        }
        Self {
            width,
            height,
            points,
        }
    }

    fn mean(&self, left: usize, top: usize, square: usize) -> u8 {
        let rows = top..(top + square).min(self.height);
        let (mut sum, mut count) = (0_usize, 0_usize);
        for row in rows {
            let from = row * self.width + left;
            let to = row * self.width + (left + square).min(self.width);
            for point in self.points.get(from..to).unwrap_or_default() {
                sum += usize::from(*point);
                count += 1;
            }
        }
        u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX)
    }

    /// How many of a thousand points differ from another picture's by more than `tolerance`. What one has and the other
    /// has not differs.
    pub fn differs(&self, other: &Self, tolerance: u8) -> usize {
        let (width, height) = (self.width.max(other.width), self.height.max(other.height));
        let mut wrong = 0;
        for row in 0..height {
            for column in 0..width {
                let same = match (self.at(column, row), other.at(column, row)) {
                    (Some(ours), Some(theirs)) => ours.abs_diff(theirs) <= tolerance,
                    _ => false,
                };
                wrong += usize::from(!same);
            }
        }
        (wrong * 1000).div_ceil((width * height).max(1))
    }

    fn at(&self, column: usize, row: usize) -> Option<u8> {
        if column >= self.width {
            return None;
        }
        self.points.get(row * self.width + column).copied()
    }
}

/// The size of a PNG, and how many bytes a point has.
struct Head {
    width: usize,
    height: usize,
    channels: usize,
}

impl Head {
    fn read(body: &[u8]) -> Option<Self> {
        let side = |at: usize| {
            let bytes = body.get(at..at + 4)?;
            usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
        };
        let channels = match body.get(8..13)? {
            [8, 0, 0, 0, 0] => 1,
            [8, 2, 0, 0, 0] => 3,
            [8, 6, 0, 0, 0] => 4,
            _ => return None,
        };
        let (width, height) = (side(0)?, side(4)?);
        (width > 0).then_some(Self {
            width,
            height,
            channels,
        })
    }

    /// Takes the filters away, and the colours.
    fn grey(&self, mut bytes: Vec<u8>) -> Option<Grey> {
        let (step, length) = (self.channels, self.width * self.channels);
        let mut points = Vec::with_capacity(self.width * self.height);
        let mut before = vec![0_u8; length];
        for row in bytes.chunks_exact_mut(length + 1).take(self.height) {
            let (filter, row) = row.split_first_mut()?;
            for at in 0..length {
                let left = if at < step { 0 } else { row[at - step] };
                let corner = if at < step { 0 } else { before[at - step] };
                let guess = match *filter {
                    0 => 0,
                    1 => left,
                    2 => before[at],
                    3 => left.midpoint(before[at]),
                    4 => paeth(left, before[at], corner),
                    _ => return None,
                };
                row[at] = row[at].wrapping_add(guess);
            }
            for point in row.chunks_exact(step) {
                points.push(match point {
                    [grey] => *grey,
                    [red, green, blue, ..] => {
                        let sum =
                            u32::from(*red) * 30 + u32::from(*green) * 59 + u32::from(*blue) * 11;
                        u8::try_from(sum / 100).ok()?
                    }
                    _ => return None,
                });
            }
            before.copy_from_slice(row);
        }
        (points.len() == self.width * self.height).then_some(Grey {
            width: self.width,
            height: self.height,
            points,
        })
    }
}

/// The filter that guesses by the nearest of three neighbours.
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |one: u8| (guess - i16::from(one)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Grey;

    fn picture() -> Grey {
        let points = (0..40_u8).map(|at| at * 6).collect();
        Grey {
            width: 8,
            height: 5,
            points,
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let picture = picture();
        assert_eq!(Grey::read(&picture.png().unwrap()).unwrap(), picture);
        assert!(Grey::read(b"GIF").is_err());
        let mut cut = picture.png().unwrap();
        cut.truncate(50);
        assert!(Grey::read(&cut).is_err());
    }

    /// The picture of the front page, which a browser wrote, with other filters.
    #[test]
    fn a_picture_of_another_program_is_read() {
        let file = crate::tools::repository("static/pictures/section.png");
        let picture = Grey::read(&std::fs::read(file).unwrap()).unwrap();
        assert!(picture.width > 1200, "{}", picture.width);
        let small = picture.smaller(64);
        assert_eq!(small.width, picture.width.div_ceil(64));
        // The page's ground is light, and something stands on it.
        assert!(small.points.iter().any(|point| *point > 250));
        assert!(small.points.iter().any(|point| *point < 230));
    }

    #[test]
    fn pictures_differ_by_what_is_not_near() {
        let picture = picture();
        assert_eq!(picture.differs(&picture, 0), 0);
        let mut near = picture.clone();
        near.points[3] += 5;
        assert_eq!(
            (picture.differs(&near, 5), picture.differs(&near, 4)),
            (0, 25)
        );
        let shorter = Grey {
            width: 8,
            height: 4,
            points: picture.points[..32].to_vec(),
        };
        assert_eq!(picture.differs(&shorter, 255), 200);
    }
}
