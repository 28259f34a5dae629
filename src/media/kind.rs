//! The kinds of files that an archive meets, and how their first bytes tell them apart.

use super::{State, container, markup, types};

/// What the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum Kind {
    Jpeg,
    Png,
    Gif,
    Webp,
    Avif,
    Bmp,
    Svg,
    Heic,
    Tiff,
    /// A picture that no browser shows: of Photoshop, of Windows (EMF, WMF), JPEG 2000.
    OtherPicture,
    Pdf,
    Word,
    Excel,
    PowerPoint,
    OldWord,
    OldExcel,
    OldPowerPoint,
    OpenText,
    OpenSheet,
    OpenSlides,
    Rtf,
    /// An Office file that opens with a password.
    LockedOffice,
    Html,
    Xml,
    Text,
    Zip,
    /// RAR, 7z, gzip and the like.
    Archive,
    Audio,
    Video,
    /// Something that runs, on whichever system.
    Program,
    /// Bytes that tell nothing.
    Unknown,
}

impl Kind {
    const ALL: [Self; 31] = [
        Self::Jpeg,
        Self::Png,
        Self::Gif,
        Self::Webp,
        Self::Avif,
        Self::Bmp,
        Self::Svg,
        Self::Heic,
        Self::Tiff,
        Self::OtherPicture,
        Self::Pdf,
        Self::Word,
        Self::Excel,
        Self::PowerPoint,
        Self::OldWord,
        Self::OldExcel,
        Self::OldPowerPoint,
        Self::OpenText,
        Self::OpenSheet,
        Self::OpenSlides,
        Self::Rtf,
        Self::LockedOffice,
        Self::Html,
        Self::Xml,
        Self::Text,
        Self::Zip,
        Self::Archive,
        Self::Audio,
        Self::Video,
        Self::Program,
        Self::Unknown,
    ];

    /// The endings of its names; the first is the one to give.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
            Self::Gif => &["gif"],
            Self::Webp => &["webp"],
            Self::Avif => &["avif"],
            Self::Bmp => &["bmp"],
            Self::Svg => &["svg"],
            Self::Heic => &["heic", "heif"],
            Self::Tiff => &["tiff", "tif"],
            Self::Pdf => &["pdf"],
            Self::Word => &["docx", "docm"],
            Self::Excel => &["xlsx", "xlsm", "xlsb"],
            Self::PowerPoint => &["pptx", "pptm", "ppsx"],
            Self::OldWord => &["doc"],
            Self::OldExcel => &["xls"],
            Self::OldPowerPoint => &["ppt", "pps"],
            Self::OpenText => &["odt"],
            Self::OpenSheet => &["ods"],
            Self::OpenSlides => &["odp"],
            Self::Rtf => &["rtf"],
            Self::Html => &["html", "htm"],
            Self::Xml => &["xml"],
            Self::Text => &["txt", "csv", "tsv", "md", "json"],
            Self::Zip => &["zip"],
            Self::Archive => &["rar", "7z", "gz"],
            Self::Audio => &["mp3", "wav", "ogg", "m4a"],
            Self::Video => &["mp4", "webm", "mov", "avi"],
            Self::OtherPicture | Self::LockedOffice | Self::Program | Self::Unknown => &[],
        }
    }

    /// The ending to give to a file of this kind, where there is one that all computers know.
    pub fn ending(self) -> Option<&'static str> {
        self.endings().first().copied()
    }

    /// The kind that a file's name promises; none where its ending is not one of ours.
    pub fn promised_by(name: &str) -> Option<Self> {
        let ending = types::ending_of(name);
        Self::ALL.into_iter().find(|kind| kind.endings().contains(&&*ending))
    }

    /// Whether a file of the kind `actual` is what this kind's name promises.
    pub fn is_kept_by(self, actual: Self) -> bool {
        match self {
            // A table or list for machines may be written as text of any look.
            Self::Text | Self::Xml => matches!(actual, Self::Text | Self::Xml | Self::Svg | Self::Html),
            Self::Zip => actual.is_zip(),
            // What these containers hold is told by marks of which we do not know all.
            Self::Archive | Self::Audio | Self::Video => {
                matches!(actual, Self::Archive | Self::Audio | Self::Video | Self::Unknown)
            }
            // With a password all Office files look alike.
            _ if self.is_office() => actual == self || actual == Self::LockedOffice,
            _ => actual == self,
        }
    }

    /// Whether browsers show it where a page has a picture.
    pub fn is_shown(self) -> bool {
        self <= Self::Svg
    }

    /// Whether it is a picture of whatever kind.
    pub fn is_picture(self) -> bool {
        self <= Self::OtherPicture
    }

    /// Whether it is of an office program.
    pub fn is_office(self) -> bool {
        (Self::Word..=Self::OpenSlides).contains(&self)
    }

    fn is_zip(self) -> bool {
        let office = self.is_office() && !matches!(self, Self::OldWord | Self::OldExcel | Self::OldPowerPoint);
        office || self == Self::Zip
    }
}

/// How many of the first bytes are looked at for what is no text, and for the beginning of a PDF.
const HEAD: usize = 32 << 10;

/// What a file is, and whether all of it is there.
pub fn look(bytes: &[u8]) -> (Kind, State) {
    if bytes.is_empty() {
        return (Kind::Unknown, State::Empty);
    }
    if is_pdf(bytes) {
        // Its last line says that it ends (ISO 32000-2, 7.5.5); some programs write some more after it.
        let tail = &bytes[bytes.len().saturating_sub(4096)..];
        let ends = memchr::memmem::find(tail, b"%%EOF").is_some();
        return (Kind::Pdf, if ends { State::Whole } else { State::Cut });
    }
    if bytes.starts_with(b"{\\rtf") {
        return (Kind::Rtf, State::Whole);
    }
    // Texts go first: the marks of many formats are two letters, with which a text may begin too.
    if markup::looks_like_text(&bytes[..bytes.len().min(HEAD)]) {
        return (markup::kind(&markup::beginning(bytes)), State::Whole);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return container::zip(bytes);
    }
    if bytes.starts_with(&container::OLE) {
        return container::ole(bytes);
    }
    (by_signature(bytes), State::Whole)
}

/// A PDF may have some bytes of another program before its mark (Adobe's readers look at 1,024), but no page of HTML.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    memchr::memmem::find(head, b"%PDF-").is_some_and(|at| memchr::memchr(b'<', &head[..at]).is_none())
}

fn by_signature(bytes: &[u8]) -> Kind {
    use infer::MatcherType;
    if is_metafile(bytes) {
        return Kind::OtherPicture;
    }
    if bytes.starts_with(b"L\0\0\0\x01\x14\x02\0") {
        // A shortcut of Windows ([MS-SHLLINK], 2.1).
        return Kind::Program;
    }
    let Some(found) = infer::get(bytes) else { return Kind::Unknown };
    match (found.mime_type(), found.matcher_type()) {
        ("image/jpeg", _) => Kind::Jpeg,
        ("image/png", _) => Kind::Png,
        ("image/gif", _) => Kind::Gif,
        ("image/webp", _) => Kind::Webp,
        ("image/avif", _) => Kind::Avif,
        ("image/bmp", _) => Kind::Bmp,
        ("image/heif", _) => Kind::Heic,
        ("image/tiff", _) => Kind::Tiff,
        // Flash, and what Linux, Chrome and Windows install.
        ("application/x-shockwave-flash" | "application/vnd.debian.binary-package", _)
        | ("application/x-rpm" | "application/x-google-chrome-extension" | "application/x-ole-storage", _) => {
            Kind::Program
        }
        // Two bytes each, with which much else begins.
        ("application/x-x509-ca-cert" | "application/x-llvm", _) => Kind::Unknown,
        (_, MatcherType::App) if found.extension() != "obj" => Kind::Program,
        (_, MatcherType::Image) => Kind::OtherPicture,
        (_, MatcherType::Audio) => Kind::Audio,
        (_, MatcherType::Video) => Kind::Video,
        (_, MatcherType::Archive) => Kind::Archive,
        _ => Kind::Unknown,
    }
}

/// The drawings of Windows, in which Word keeps its own: EMF ([MS-EMF], 2.3.4.2) and WMF with its head ([MS-WMF], 2.3.2.3).
fn is_metafile(bytes: &[u8]) -> bool {
    let is_emf = bytes.starts_with(b"\x01\0\0\0") && bytes.get(40..44) == Some(b" EMF");
    is_emf || bytes.starts_with(b"\xD7\xCD\xC6\x9A")
}
