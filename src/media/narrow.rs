//! Narrower copies of large pictures, for screens that show no more of them.
//!
//! A telephone's photograph has ten times the points that a telephone shows, and whoever reads pays for each. A page
//! offers a few widths, and the browser takes the one that it needs. The picture itself stays what it is.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, ImageResult, Limits};

use super::{Kind, Size};

/// The widths that are offered, in points: a telephone's, and a text column's on a screen with two points for one.
const WIDTHS: [u32; 2] = [640, 1280];

/// A picture of fewer bytes is quick to come as it is.
const LEAST_BYTES: u64 = 150 << 10;

/// A picture of more points is no photograph, and unpacking it would take the memory of a whole build.
const MOST_POINTS: u64 = 100_000_000;

/// Of a hundred; what most cameras use for the web, where no difference is seen.
const JPEG_QUALITY: u8 = 80;

/// The widths that are worth offering of a picture: each at most four fifths of its own.
pub fn widths(kind: Kind, size: Size, bytes: u64) -> impl Iterator<Item = u32> {
    let points = u64::from(size.width) * u64::from(size.height);
    let is_large = matches!(kind, Kind::Jpeg | Kind::Png) && bytes >= LEAST_BYTES && points <= MOST_POINTS;
    WIDTHS.into_iter().filter(move |width| is_large && width * 5 <= size.width.saturating_mul(4))
}

/// The picture with so many points from left to right, upright, in its own colours and kind of file.
///
/// # Errors
/// Its bytes are not those of a JPEG or PNG that the library can unpack.
pub fn narrow(bytes: &[u8], width: u32) -> ImageResult<Vec<u8>> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let format = reader.format();
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_POINTS * 4);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (turn, colours) = (decoder.orientation()?, decoder.icc_profile()?);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(turn);
    let height = (u64::from(picture.height()) * u64::from(width)).div_ceil(u64::from(picture.width().max(1)));
    let narrowed = picture.resize_exact(width, u32::try_from(height).unwrap_or(u32::MAX), FilterType::Triangle);
    encode(&narrowed, format, colours)
}

fn encode(picture: &DynamicImage, format: Option<ImageFormat>, colours: Option<Vec<u8>>) -> ImageResult<Vec<u8>> {
    let mut out = Vec::new();
    match format {
        Some(ImageFormat::Png) => {
            let mut encoder = PngEncoder::new(&mut out);
            // Colours that cannot be named are shown as they mostly are.
            colours.map(|colours| encoder.set_icc_profile(colours));
            picture.write_with_encoder(encoder)?;
        }
        _ => {
            let mut encoder = JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY);
            colours.map(|colours| encoder.set_icc_profile(colours));
            // Of sixteen bits a colour, and of transparency, a JPEG has none.
            let picture = match picture {
                DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => picture.clone(),
                other => DynamicImage::ImageRgb8(other.to_rgb8()),
            };
            picture.write_with_encoder(encoder)?;
        }
    }
    Ok(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A picture whose left half is red and whose right half is blue.
    fn two_halves(width: u32, height: u32) -> DynamicImage {
        let mut picture = image::RgbImage::new(width, height);
        for (x, _, point) in picture.enumerate_pixels_mut() {
            *point = if x < width / 2 { image::Rgb([200, 0, 0]) } else { image::Rgb([0, 0, 200]) };
        }
        DynamicImage::ImageRgb8(picture)
    }

    fn size(width: u32, height: u32) -> Size {
        Size { width, height }
    }

    #[test]
    fn only_widths_that_spare_something_are_offered() {
        let check =
            |kind, size, bytes, offered: &[u32]| assert_eq!(widths(kind, size, bytes).collect::<Vec<u32>>(), offered);
        check(Kind::Jpeg, size(4000, 3000), 3 << 20, &[640, 1280]);
        check(Kind::Jpeg, size(1600, 900), 3 << 20, &[640, 1280]);
        check(Kind::Jpeg, size(1599, 900), 3 << 20, &[640]);
        check(Kind::Jpeg, size(800, 600), 3 << 20, &[640]);
        check(Kind::Jpeg, size(799, 600), 3 << 20, &[]);
        // It is quick to come, it would take all memory, it cannot be made again.
        check(Kind::Jpeg, size(4000, 3000), 100 << 10, &[]);
        check(Kind::Jpeg, size(40_000, 30_000), 30 << 20, &[]);
        check(Kind::Webp, size(4000, 3000), 3 << 20, &[]);
    }

    #[test]
    fn a_narrower_picture_shows_the_same_and_stays_what_it_is() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png] {
            let mut bytes = Vec::new();
            two_halves(1000, 500).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
            let narrowed = narrow(&bytes, 640).unwrap();
            assert_eq!(image::guess_format(&narrowed).unwrap(), format);
            let picture = image::load_from_memory(&narrowed).unwrap().to_rgb8();
            assert_eq!((picture.width(), picture.height()), (640, 320));
            let (left, right) = (picture.get_pixel(100, 160), picture.get_pixel(540, 160));
            assert!(left.0[0] > 150 && left.0[2] < 60, "{left:?}");
            assert!(right.0[2] > 150 && right.0[0] < 60, "{right:?}");
        }
    }

    #[test]
    fn a_picture_that_lies_on_its_side_stands_up() {
        let mut bytes = Vec::new();
        two_halves(1000, 500).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).unwrap();
        // EXIF of one entry: the camera was turned to the right (6), so what is left stands above.
        let exif = b"\xFF\xE1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        bytes.splice(2..2, exif.iter().copied());
        let picture = image::load_from_memory(&narrow(&bytes, 300).unwrap()).unwrap().to_rgb8();
        assert_eq!((picture.width(), picture.height()), (300, 600));
        let (top, bottom) = (picture.get_pixel(150, 60), picture.get_pixel(150, 540));
        assert!(top.0[0] > 150 && bottom.0[2] > 150, "{top:?} {bottom:?}");
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert!(narrow(b"\xFF\xD8\xFF\xDB\0\x03\0", 640).is_err());
        assert!(narrow(b"", 640).is_err());
    }
}
