//! PDFs that search cannot look into.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    SCANNED = "CB587" {
        vi: "tệp PDF chỉ là ảnh quét",
        "Bản quét là ảnh của trang giấy: tìm kiếm không thấy chữ nào bên trong, máy đọc cho người khiếm thị không đọc được, không chép được một số \
        hiệu. Nếu còn tệp Word thì xuất PDF từ đó (bản có chữ ký, dấu vẫn nên để kèm); nếu không thì quét lại có nhận dạng chữ (OCR).";
        en: "a PDF that is a scan and nothing else",
        "A scan is a picture of a page: search finds no word in it, readers for the blind say nothing, nobody can copy a number. Where the \
        Word file is there, make a PDF of it (and keep the signed one beside it); otherwise scan it again with recognition of text (OCR).";
    }

    STRANGE_LETTERS = "CB588" {
        vi: "chữ trong tệp PDF không thành tiếng",
        "Tệp PDF có chữ, nhưng phông của nó không ghi đúng đó là chữ gì (phông cũ, bộ in PDF cũ), nên tìm kiếm, chép và máy đọc chỉ được ký tự \
        lạ. Hãy xuất lại PDF bằng Word hoặc LibreOffice với phông Unicode.";
        en: "letters in a PDF that make no words",
        "The PDF has text, but its typefaces do not say rightly which letter is which (old typefaces, old PDF printers), so search, copying and \
        readers for the blind get strange signs. Make the PDF again in Word or LibreOffice with Unicode typefaces.";
    }
}

/// PDFs without a word in them: `files` with this one.
pub fn scanned(location: Location, files: usize) -> Diagnostic {
    let message = match files {
        1 => bilingual!(
            vi: "tệp PDF này chỉ là ảnh quét: tìm kiếm không thấy chữ bên trong",
            en: "this PDF is a scan and nothing else: search finds no word in it",
        ),
        _ => bilingual!(
            vi: "{files} tệp PDF chỉ là ảnh quét, tìm kiếm không thấy chữ bên trong; đây là tệp đầu tiên",
            en: "{files} PDFs are scans and nothing else, search finds no word in them; this is the first",
        ),
    };
    Diagnostic::new(Severity::Hint, &SCANNED, location, message).hint(bilingual!(
        vi: "để kèm bản PDF xuất từ Word, hoặc quét có nhận dạng chữ (OCR)",
        en: "add a PDF made from the Word file, or scan with recognition of text (OCR)",
    ))
}

/// PDFs whose letters make no words: `files` with this one.
pub fn strange_letters(location: Location, files: usize) -> Diagnostic {
    let message = match files {
        1 => bilingual!(
            vi: "chữ trong tệp PDF này không thành tiếng, nên tìm kiếm không thấy",
            en: "the letters in this PDF make no words, so search finds none",
        ),
        _ => bilingual!(
            vi: "chữ trong {files} tệp PDF không thành tiếng, nên tìm kiếm không thấy; đây là tệp đầu tiên",
            en: "the letters in {files} PDFs make no words, so search finds none; this is the first",
        ),
    };
    Diagnostic::new(Severity::Hint, &STRANGE_LETTERS, location, message).hint(bilingual!(
        vi: "xuất lại PDF bằng Word hoặc LibreOffice với phông Unicode",
        en: "make the PDF again in Word or LibreOffice with Unicode typefaces",
    ))
}
