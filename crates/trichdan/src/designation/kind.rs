//! Loại văn bản: the types of documents, how a symbol abbreviates them and what prose calls them.
//!
//! The 29 administrative types are those of decree 30/2020/NĐ-CP, appendix III; the normative types and the
//! Party's stand beside them.

use std::sync::LazyLock;

use crate::text::lookalike;
use crate::text::word::{self, Key};

crate::choice! {
    /// The type of a document.
    pub enum Kind {
        /// The constitution, cited by its year.
        HienPhap = "hien-phap", "Hiến pháp";
        /// A code.
        BoLuat = "bo-luat", "Bộ luật";
        /// A law.
        Luat = "luat", "Luật";
        /// An ordinance of the National Assembly's standing committee.
        PhapLenh = "phap-lenh", "Pháp lệnh";
        /// An order of the president.
        Lenh = "lenh", "Lệnh";
        /// A decree-law of the years 1945 to 1957.
        SacLenh = "sac-lenh", "Sắc lệnh";
        /// A resolution.
        NghiQuyet = "nghi-quyet", "Nghị quyết";
        /// A joint resolution.
        NghiQuyetLienTich = "nghi-quyet-lien-tich", "Nghị quyết liên tịch";
        /// A decree of the government.
        NghiDinh = "nghi-dinh", "Nghị định";
        /// A decision.
        QuyetDinh = "quyet-dinh", "Quyết định";
        /// A circular.
        ThongTu = "thong-tu", "Thông tư";
        /// A joint circular.
        ThongTuLienTich = "thong-tu-lien-tich", "Thông tư liên tịch";
        /// A directive.
        ChiThi = "chi-thi", "Chỉ thị";
        /// A consolidated text.
        VanBanHopNhat = "van-ban-hop-nhat", "Văn bản hợp nhất";
        /// Conclusions of the Party or of an inspection.
        KetLuan = "ket-luan", "Kết luận";
        /// A Party circular.
        ThongTri = "thong-tri", "Thông tri";
        /// A regulation of how a body works.
        QuyChe = "quy-che", "Quy chế";
        /// A regulation.
        QuyDinh = "quy-dinh", "Quy định";
        /// A communiqué.
        ThongCao = "thong-cao", "Thông cáo";
        /// A notice.
        ThongBao = "thong-bao", "Thông báo";
        /// Guidance.
        HuongDan = "huong-dan", "Hướng dẫn";
        /// A programme.
        ChuongTrinh = "chuong-trinh", "Chương trình";
        /// A plan.
        KeHoach = "ke-hoach", "Kế hoạch";
        /// A scheme of action.
        PhuongAn = "phuong-an", "Phương án";
        /// A scheme.
        DeAn = "de-an", "Đề án";
        /// A project.
        DuAn = "du-an", "Dự án";
        /// A report.
        BaoCao = "bao-cao", "Báo cáo";
        /// Minutes.
        BienBan = "bien-ban", "Biên bản";
        /// A submission to a higher body.
        ToTrinh = "to-trinh", "Tờ trình";
        /// A contract.
        HopDong = "hop-dong", "Hợp đồng";
        /// An official letter.
        CongVan = "cong-van", "Công văn";
        /// An official telegram.
        CongDien = "cong-dien", "Công điện";
        /// A memorandum.
        BanGhiNho = "ban-ghi-nho", "Bản ghi nhớ";
        /// An agreement.
        BanThoaThuan = "ban-thoa-thuan", "Bản thỏa thuận";
        /// A power of attorney.
        GiayUyQuyen = "giay-uy-quyen", "Giấy ủy quyền";
        /// An invitation.
        GiayMoi = "giay-moi", "Giấy mời";
        /// An introduction.
        GiayGioiThieu = "giay-gioi-thieu", "Giấy giới thiệu";
        /// A leave slip.
        GiayNghiPhep = "giay-nghi-phep", "Giấy nghỉ phép";
        /// A licence.
        GiayPhep = "giay-phep", "Giấy phép";
        /// A certificate.
        GiayChungNhan = "giay-chung-nhan", "Giấy chứng nhận";
        /// A sending slip.
        PhieuGui = "phieu-gui", "Phiếu gửi";
        /// A forwarding slip.
        PhieuChuyen = "phieu-chuyen", "Phiếu chuyển";
        /// A notification slip.
        PhieuBao = "phieu-bao", "Phiếu báo";
        /// A public letter.
        ThuCong = "thu-cong", "Thư công";
        /// A technical standard or regulation.
        TieuChuan = "tieu-chuan", "Tiêu chuẩn";
    }
}

/// Abbreviations in symbols, as they are spelt. Case carries meaning (`TTr`, `TT`), and so does Đ (`HĐ`, `HD`).
const ABBREVIATIONS: &[(&str, Kind)] = &[
    ("QĐ", Kind::QuyetDinh),
    ("NĐ", Kind::NghiDinh),
    ("TT", Kind::ThongTu),
    ("NQ", Kind::NghiQuyet),
    ("KH", Kind::KeHoach),
    ("BC", Kind::BaoCao),
    ("CT", Kind::ChiThi),
    ("TB", Kind::ThongBao),
    ("TTr", Kind::ToTrinh),
    ("HD", Kind::HuongDan),
    ("CV", Kind::CongVan),
    ("CTr", Kind::ChuongTrinh),
    ("KL", Kind::KetLuan),
    ("TTLT", Kind::ThongTuLienTich),
    ("TTLB", Kind::ThongTuLienTich),
    ("NQLT", Kind::NghiQuyetLienTich),
    ("VBHN", Kind::VanBanHopNhat),
    ("CĐ", Kind::CongDien),
    ("PL", Kind::PhapLenh),
    ("L", Kind::Lenh),
    ("SL", Kind::SacLenh),
    ("QC", Kind::QuyChe),
    ("QCPH", Kind::QuyChe),
    ("QyĐ", Kind::QuyDinh),
    ("QĐi", Kind::QuyDinh),
    ("QyC", Kind::QuyChe),
    ("QĐST", Kind::QuyetDinh),
    ("TBKL", Kind::ThongBao),
    ("CTrHĐ", Kind::ChuongTrinh),
    ("CTHĐ", Kind::ChuongTrinh),
    ("CTrPH", Kind::ChuongTrinh),
    ("KHPH", Kind::KeHoach),
    ("KHLT", Kind::KeHoach),
    ("KHLN", Kind::KeHoach),
    ("HDLT", Kind::HuongDan),
    ("HDLN", Kind::HuongDan),
    ("TC", Kind::ThongCao),
    ("PA", Kind::PhuongAn),
    ("ĐA", Kind::DeAn),
    ("DA", Kind::DuAn),
    ("BB", Kind::BienBan),
    ("HĐ", Kind::HopDong),
    ("BGN", Kind::BanGhiNho),
    ("GN", Kind::BanGhiNho),
    ("BTT", Kind::BanThoaThuan),
    ("TTh", Kind::BanThoaThuan),
    ("GUQ", Kind::GiayUyQuyen),
    ("GM", Kind::GiayMoi),
    ("GGT", Kind::GiayGioiThieu),
    ("GNP", Kind::GiayNghiPhep),
    ("GP", Kind::GiayPhep),
    ("GCN", Kind::GiayChungNhan),
    ("PG", Kind::PhieuGui),
    ("PC", Kind::PhieuChuyen),
    ("PB", Kind::PhieuBao),
    ("LCT", Kind::Luat),
];

/// The abbreviations of a type in symbols, the usual one first.
pub fn abbreviations_of(kind: Kind) -> impl Iterator<Item = &'static str> {
    ABBREVIATIONS.iter().filter(move |(_, other)| *other == kind).map(|(abbreviation, _)| *abbreviation)
}

/// The abbreviations' keys, in the order of the table.
static ABBREVIATION_KEYS: LazyLock<Vec<Key>> = LazyLock::new(|| {
    let key = |abbreviation: &str| word::at(abbreviation, 0).map_or(Key::NONE, |word| word.key);
    ABBREVIATIONS.iter().map(|(abbreviation, _)| key(abbreviation)).collect()
});

/// The type that the first group of a symbol abbreviates. An eth counts as Đ; no other letter is changed.
pub fn of_abbreviation(group: &str) -> Option<Kind> {
    let exact = |group: &str| ABBREVIATIONS.iter().find(|(spelling, _)| *spelling == group).map(|(_, kind)| *kind);
    exact(group).or_else(|| {
        let has_eth = group.chars().any(|letter| lookalike::eth(letter).is_some());
        has_eth.then(|| exact(&group.replace(|letter| lookalike::eth(letter).is_some(), "Đ")))?
    })
}

/// The type that a carelessly typed abbreviation means: `QD`, `Ctr`, `nđ`. The first of the table that fits.
pub fn of_careless_abbreviation(group: &str) -> Option<Kind> {
    of_abbreviation(group).or_else(|| {
        let folded = word::at(group, 0).filter(|word| word.end == group.len() && word.key != Key::NONE)?;
        let like = ABBREVIATION_KEYS.iter().position(|key| *key == folded.key)?;
        Some(ABBREVIATIONS[like].1)
    })
}

/// What prose calls a type: the folded words, longest phrases first among those that end alike.
pub struct Phrase {
    /// The words, in order.
    pub words: &'static [Key],
    /// The type; none for `Văn bản`, which says only that there is a document.
    pub kind: Option<Kind>,
}

macro_rules! phrases {
    ($($($word:literal)+ => $kind:expr;)*) => {
        &[$(Phrase { words: &[$(Key::of($word)),+], kind: $kind }),*]
    };
}

/// Every phrase that may stand before a number. Longer ones come before those that they end with.
pub static PHRASES: &[Phrase] = phrases! {
    "chuong" "trinh" "hanh" "dong" => Some(Kind::ChuongTrinh);
    "chuong" "trinh" "cong" "tac" => Some(Kind::ChuongTrinh);
    "chuong" "trinh" "phoi" "hop" => Some(Kind::ChuongTrinh);
    "ke" "hoach" "hanh" "dong" => Some(Kind::KeHoach);
    "ke" "hoach" "phoi" "hop" => Some(Kind::KeHoach);
    "ke" "hoach" "lien" "tich" => Some(Kind::KeHoach);
    "ke" "hoach" "lien" "nganh" => Some(Kind::KeHoach);
    "quy" "che" "phoi" "hop" => Some(Kind::QuyChe);
    "thong" "tu" "lien" "tich" => Some(Kind::ThongTuLienTich);
    "thong" "tu" "lien" "bo" => Some(Kind::ThongTuLienTich);
    "tt" "lien" "tich" => Some(Kind::ThongTuLienTich);
    "nghi" "quyet" "lien" "tich" => Some(Kind::NghiQuyetLienTich);
    "huong" "dan" "lien" "nganh" => Some(Kind::HuongDan);
    "huong" "dan" "lien" "tich" => Some(Kind::HuongDan);
    "bao" "cao" "tham" "dinh" => Some(Kind::BaoCao);
    "bao" "cao" "tham" "tra" => Some(Kind::BaoCao);
    "ket" "luan" "thanh" "tra" => Some(Kind::KetLuan);
    "ket" "luan" "kiem" "tra" => Some(Kind::KetLuan);
    "thong" "cao" "bao" "chi" => Some(Kind::ThongCao);
    "van" "ban" "hop" "nhat" => Some(Kind::VanBanHopNhat);
    "thong" "bao" "ket" "luan" => Some(Kind::ThongBao);
    "cong" "van" "hoa" "toc" => Some(Kind::CongVan);
    "cong" "van" "khan" => Some(Kind::CongVan);
    "cong" "dien" "khan" => Some(Kind::CongDien);
    "cong" "dien" "hoa" "toc" => Some(Kind::CongDien);
    "bo" "luat" => Some(Kind::BoLuat);
    "luat" => Some(Kind::Luat);
    "hien" "phap" => Some(Kind::HienPhap);
    "phap" "lenh" => Some(Kind::PhapLenh);
    "sac" "lenh" => Some(Kind::SacLenh);
    "lenh" => Some(Kind::Lenh);
    "nghi" "quyet" => Some(Kind::NghiQuyet);
    "nghi" "dinh" => Some(Kind::NghiDinh);
    "quyet" "dinh" => Some(Kind::QuyetDinh);
    "quy" "dinh" => Some(Kind::QuyDinh);
    "quy" "che" => Some(Kind::QuyChe);
    "thong" "tu" => Some(Kind::ThongTu);
    "thong" "tri" => Some(Kind::ThongTri);
    "thong" "bao" => Some(Kind::ThongBao);
    "thong" "cao" => Some(Kind::ThongCao);
    "chi" "thi" => Some(Kind::ChiThi);
    "ket" "luan" => Some(Kind::KetLuan);
    "huong" "dan" => Some(Kind::HuongDan);
    "chuong" "trinh" => Some(Kind::ChuongTrinh);
    "ke" "hoach" => Some(Kind::KeHoach);
    "phuong" "an" => Some(Kind::PhuongAn);
    "de" "an" => Some(Kind::DeAn);
    "du" "an" => Some(Kind::DuAn);
    "bao" "cao" => Some(Kind::BaoCao);
    "bien" "ban" => Some(Kind::BienBan);
    "to" "trinh" => Some(Kind::ToTrinh);
    "hop" "dong" => Some(Kind::HopDong);
    "cong" "van" => Some(Kind::CongVan);
    "cong" "dien" => Some(Kind::CongDien);
    "giay" "moi" => Some(Kind::GiayMoi);
    "giay" "phep" => Some(Kind::GiayPhep);
    "van" "ban" => None;
};

/// The longest phrase that ends with the last of these words, which stand in the order of the text.
pub fn of_phrase(last_words: &[Key]) -> Option<&'static Phrase> {
    PHRASES.iter().find(|phrase| last_words.ends_with(phrase.words))
}

/// The longest phrase that these words begin with.
pub fn phrase_at_front(words: &[Key]) -> Option<&'static Phrase> {
    PHRASES.iter().find(|phrase| words.starts_with(phrase.words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_d_carry_meaning() {
        for (group, kind) in [
            ("TT", Some(Kind::ThongTu)),
            ("TTr", Some(Kind::ToTrinh)),
            ("HD", Some(Kind::HuongDan)),
            ("HĐ", Some(Kind::HopDong)),
            ("QÐ", Some(Kind::QuyetDinh)),
            ("QD", None),
            ("UBND", None),
        ] {
            assert_eq!(of_abbreviation(group), kind, "{group}");
        }
        assert_eq!(of_careless_abbreviation("QD"), Some(Kind::QuyetDinh));
        assert_eq!(of_careless_abbreviation("Ctr"), Some(Kind::ChuongTrinh));
        assert_eq!(of_careless_abbreviation("UBND"), None);
    }

    #[test]
    fn longer_phrases_come_before_those_they_end_with() {
        for (index, phrase) in PHRASES.iter().enumerate() {
            let hidden = PHRASES[..index].iter().any(|earlier| phrase.words.ends_with(earlier.words));
            assert!(!hidden, "phrase {index} can never be found");
        }
    }
}
