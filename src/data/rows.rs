//! The tables that are published, and what each of their columns means.
//!
//! Descriptions are in Vietnamese: they stand on the open-data page and in `datapackage.json`. Names of people
//! are left out: decree 47/2020/NĐ-CP keeps personal data out of open data, and the reports themselves show them.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::table::Address;
use crate::content::{
    IssuerLevel, ModelStatus, NoticeKind, OutcomeState, PeriodKind, PlaceKind, Succession, TaskLevel, TaskState,
};
use crate::link::register::Relation;
use crate::link::status::Status;
use trichdan::calendar::Date;
use trichdan::designation::kind::Kind;

trichdan::choice! {
    /// What comes of looking a citation up in the register.
    pub enum RegisterMatch {
        /// One document.
        Found = "found";
        /// None, but a report of the archive is meant.
        Report = "report";
        /// None.
        Missing = "missing";
        /// More than one.
        Ambiguous = "ambiguous";
    }
}

trichdan::choice! {
    /// What archives law calls the state of a fonds: what a body leaves.
    pub enum FondsState {
        /// The body is there, and adds to it.
        Open = "mo";
        /// The body has ended, and nothing comes any more.
        Closed = "dong";
    }
}

crate::data::table::word_cells!(
    FondsState,
    IssuerLevel,
    Kind,
    ModelStatus,
    NoticeKind,
    OutcomeState,
    PeriodKind,
    PlaceKind,
    Succession,
    RegisterMatch,
    Relation,
    Status,
    TaskLevel,
    TaskState
);

crate::data::table::open_table! {
    /// Mỗi dòng là một văn bản trong sổ đăng ký.
    pub struct DocumentRow = "van-ban", "Văn bản" {
        /// Mã văn bản trong kho này.
        key id: Arc<str>,
        /// Số hiệu như đã đăng ký.
        column designation: Arc<str>,
        /// Loại văn bản, ví dụ quyet-dinh; để trống là không rõ.
        column kind: Option<Kind>,
        /// Loại và số hiệu viết đầy đủ.
        column name: Arc<str>,
        /// Ngày ban hành.
        column date: Option<Date>,
        /// Năm ban hành: theo ngày, hoặc theo năm trong số hiệu.
        column year: Option<i16>,
        /// Cơ quan ban hành.
        column issuer: Option<Arc<str>> => IssuerRow,
        /// Người hoặc tập thể ban hành như văn bản dẫn.
        column issued_by: Option<Arc<str>>,
        /// Trích yếu nội dung.
        column title: Option<Arc<str>>,
        /// Ngày có hiệu lực: ngày đầu tiên có hiệu lực.
        column effective_from: Option<Date>,
        /// Ngày hết hiệu lực: ngày đầu tiên không còn hiệu lực.
        column effective_to: Option<Date>,
        /// Tình trạng vào ngày lập dữ liệu: not-yet chưa có hiệu lực, in-force còn hiệu lực, expired hết hiệu lực, replaced bị thay thế, repealed bị bãi bỏ, unknown không rõ; để trống với tiêu chuẩn.
        column status: Option<Status>,
        /// Lĩnh vực.
        column fields: Vec<Arc<str>>,
        /// Địa chỉ bản chính thức.
        column source: Option<Address>,
        /// Kỳ báo cáo đầu tiên đăng ký văn bản.
        column period: Option<Arc<str>> => PeriodRow,
        /// Số chỗ trích dẫn trong các báo cáo.
        column citations: u32,
        /// Trang của văn bản.
        column url: Address,
    }
}

crate::data::table::open_table! {
    /// Mỗi dòng là một quan hệ giữa hai văn bản.
    pub struct RelationRow = "quan-he-van-ban", "Quan hệ giữa các văn bản" {
        /// Văn bản tác động.
        key document: Arc<str> => DocumentRow,
        /// Quan hệ: implements thi hành, amends sửa đổi, replaces thay thế, repeals bãi bỏ, annex-of ban hành kèm theo.
        key relation: Relation,
        /// Văn bản chịu tác động.
        key other: Arc<str> => DocumentRow,
    }
}

crate::data::table::open_table! {
    /// Mỗi dòng là một báo cáo.
    pub struct ReportRow = "bao-cao", "Báo cáo" {
        /// Mã báo cáo trong kho này.
        key id: Arc<str>,
        /// Kỳ báo cáo.
        column period: Arc<str> => PeriodRow,
        /// Tên loại, ví dụ BÁO CÁO.
        column kind: Arc<str>,
        /// Tên ngắn.
        column title: Arc<str>,
        /// Trích yếu.
        column summary: Arc<str>,
        /// Số, ký hiệu như bản gốc; bản gốc để trống phần số thì chỉ có ký hiệu.
        column designation: Option<Arc<str>>,
        /// Ngày ban hành; để trống nếu bản gốc không ghi đủ.
        column date: Option<Date>,
        /// Ngày tháng đúng như bản gốc, khi bản gốc để trống một phần.
        column date_written: Option<Arc<str>>,
        /// Cơ quan ban hành.
        column issuer: Option<Arc<str>> => IssuerRow,
        /// Cơ quan ban hành đúng như bản gốc ghi, khi danh sách cơ quan chưa có cơ quan ấy.
        column issuer_written: Option<Arc<str>>,
        /// Số chỗ trích dẫn văn bản.
        column citations: u32,
        /// Thông báo nặng nhất sau khi công bố: dinh-chinh, thay-the hoặc thu-hoi; để trống là không có.
        column notice: Option<NoticeKind>,
        /// Ngày của thông báo mới nhất.
        column notice_date: Option<Date>,
        /// Các thông báo sau khi công bố, mới nhất trước: loại, ngày, lý do, đã đổi những gì.
        column notices: Option<Arc<str>>,
        /// Trang của báo cáo.
        column url: Address,
    }
}

crate::data::table::open_table! {
    /// Mỗi dòng là một kỳ báo cáo.
    pub struct PeriodRow = "ky", "Kỳ báo cáo" {
        /// Mã kỳ, ví dụ 2022-h1.
        key id: Arc<str>,
        /// Tên kỳ.
        column title: Arc<str>,
        /// Loại kỳ: quý, 6 tháng, 9 tháng, năm.
        column kind: PeriodKind,
        /// Ngày đầu kỳ.
        column from: Date,
        /// Ngày cuối kỳ.
        column to: Date,
        /// Số nhiệm vụ mới phê duyệt theo báo cáo; 0 là không có, để trống là không rõ.
        column tasks_approved: Option<Decimal>,
        /// Số nhiệm vụ chuyển tiếp theo báo cáo.
        column tasks_continued: Option<Decimal>,
        /// Số nhiệm vụ đã nghiệm thu theo báo cáo.
        column tasks_accepted: Option<Decimal>,
        /// Kết quả đánh giá xếp loại, nguyên văn.
        column tasks_grade: Option<Arc<str>>,
        /// Cơ quan mà kỳ này là của họ; để trống là không rõ.
        column issuer: Option<Arc<str>> => IssuerRow,
        /// Địa bàn của kỳ.
        column place: Option<Arc<str>> => PlaceRow,
        /// Trang của kỳ.
        column url: Address,
    }
}

crate::data::table::open_table! {
    /// Mỗi dòng là một con số chính của một kỳ.
    pub struct IndicatorRow = "chi-so", "Chỉ số theo kỳ" {
        /// Kỳ báo cáo.
        key period: Arc<str> => PeriodRow,
        /// Mã chỉ số, giữ nguyên qua các kỳ.
        key id: Arc<str>,
        /// Tên chỉ số.
        column name: Arc<str>,
        /// Giá trị; 0 là không có, để trống là không rõ.
        column value: Option<Decimal>,
        /// Đơn vị tính.
        column unit: Option<Arc<str>>,
        /// Ghi chú.
        column note: Option<Arc<str>>,
    }
}

crate::data::table::open_table! {
    /// Mỗi dòng là một mô hình trong một kỳ báo cáo.
    pub struct ModelRow = "mo-hinh", "Mô hình theo kỳ" {
        /// Mã mô hình, giữ nguyên qua các kỳ.
        key id: Arc<str>,
        /// Kỳ báo cáo.
        key period: Arc<str> => PeriodRow,
        /// Tên mô hình.
        column name: Arc<str>,
        /// Công nghệ áp dụng.
        column technology: Option<Arc<str>>,
        /// Cây trồng, vật nuôi hoặc sản phẩm.
        column product: Option<Arc<str>>,
        /// Lĩnh vực.
        column field: Option<Arc<str>>,
        /// Xã, thị trấn: mã trong bảng dia-ban.
        column places: Vec<Arc<str>>,
        /// Diện tích, héc-ta.
        column hectares: Option<Decimal>,
        /// Quy mô khác.
        column scale: Option<Arc<str>>,
        /// Số hộ tham gia; 0 là không có, để trống là không rõ.
        column households: Option<Decimal>,
        /// Kinh phí, đồng.
        column funding: Option<Decimal>,
        /// Nguồn kinh phí.
        column funding_source: Option<Arc<str>>,
        /// Bao tiêu sản phẩm.
        column offtake: Option<Arc<str>>,
        /// Đơn vị chủ trì.
        column host: Option<Arc<str>>,
        /// Tình trạng trong kỳ: dang-trien-khai, nhan-rong, tam-dung, da-ket-thuc.
        column status: Option<ModelStatus>,
        /// Ngày bắt đầu.
        column from: Option<Date>,
        /// Ngày kết thúc.
        column to: Option<Date>,
        /// Ghi chú.
        column note: Option<Arc<str>>,
        /// Trang của mô hình.
        column url: Address,
    }
}

crate::data::table::open_table! {
    /// Mỗi dòng là một nhiệm vụ khoa học và công nghệ trong một kỳ báo cáo.
    pub struct TaskRow = "nhiem-vu", "Nhiệm vụ KH&CN theo kỳ" {
        /// Mã nhiệm vụ, giữ nguyên qua các kỳ.
        key id: Arc<str>,
        /// Kỳ báo cáo.
        key period: Arc<str> => PeriodRow,
        /// Tên nhiệm vụ.
        column name: Arc<str>,
        /// Hình thức.
        column form: Option<Arc<str>>,
        /// Cấp quản lý: quoc-gia, tinh, co-so.
        column level: TaskLevel,
        /// Tình trạng trong kỳ: moi-phe-duyet, chuyen-tiep, da-nghiem-thu, dung.
        column state: TaskState,
        /// Kết quả nghiệm thu, nguyên văn.
        column grade: Option<Arc<str>>,
        /// Kinh phí, đồng.
        column funding: Option<Decimal>,
        /// Nguồn kinh phí.
        column funding_source: Option<Arc<str>>,
        /// Tổ chức chủ trì.
        column host: Option<Arc<str>>,
        /// Ngày bắt đầu.
        column from: Option<Date>,
        /// Ngày kết thúc.
        column to: Option<Date>,
        /// Ghi chú.
        column note: Option<Arc<str>>,
    }
}

crate::data::table::open_table! {
    /// Mỗi dòng là một việc đề ra cho kỳ sau và kết quả được báo cáo gần nhất.
    pub struct PromiseRow = "viec-de-ra", "Việc đề ra và kết quả" {
        /// Kỳ đề ra.
        key period: Arc<str> => PeriodRow,
        /// Mã của việc trong kỳ.
        key id: Arc<str>,
        /// Việc đề ra.
        column title: Arc<str>,
        /// Kỳ báo cáo kết quả gần nhất; để trống là chưa được nhắc lại.
        column outcome_period: Option<Arc<str>> => PeriodRow,
        /// Kết quả: da-lam, mot-phan, dang-lam, khong-lam.
        column outcome: Option<OutcomeState>,
        /// Báo cáo nói gì.
        column note: Option<Arc<str>>,
    }
}

crate::data::table::open_table! {
    /// Mỗi dòng là một đơn vị hành chính, kể cả đơn vị đã chấm dứt.
    pub struct PlaceRow = "dia-ban", "Đơn vị hành chính" {
        /// Mã đơn vị.
        key id: Arc<str>,
        /// Tên không kèm loại.
        column name: Arc<str>,
        /// Loại: xa, phuong, thi-tran, dac-khu, huyen, quan, thi-xa, thanh-pho, tinh, thanh-pho-truc-thuoc-trung-uong.
        column kind: PlaceKind,
        /// Mã số đơn vị hành chính của cơ quan thống kê.
        column code: Option<Arc<str>>,
        /// Các tên cũ.
        column former_names: Vec<Arc<str>>,
        /// Đơn vị cấp trên.
        column within: Option<Arc<str>> => PlaceRow,
        /// Ngày thành lập.
        column from: Option<Date>,
        /// Ngày chấm dứt.
        column to: Option<Date>,
        /// Các đơn vị kế thừa.
        column successors: Vec<Arc<str>>,
        /// Cách chuyển tiếp: thay-the, sap-nhap, chia.
        column succession: Option<Succession>,
        /// Số hiệu văn bản quyết định việc chấm dứt.
        column ended_by: Option<Arc<str>>,
    }
}

crate::data::table::open_table! {
    /// Mỗi dòng là một cơ quan ban hành, kể cả cơ quan đã chấm dứt.
    pub struct IssuerRow = "co-quan", "Cơ quan ban hành" {
        /// Mã cơ quan.
        key id: Arc<str>,
        /// Tên đầy đủ.
        column name: Arc<str>,
        /// Các cách gọi khác.
        column aliases: Vec<Arc<str>>,
        /// Các tên cũ.
        column former_names: Vec<Arc<str>>,
        /// Cấp: trung-uong, tinh, huyen, xa, dang, tieu-chuan.
        column level: IssuerLevel,
        /// Địa bàn.
        column place: Option<Arc<str>> => PlaceRow,
        /// Ngày bắt đầu tồn tại.
        column from: Option<Date>,
        /// Ngày chấm dứt.
        column to: Option<Date>,
        /// Các cơ quan kế thừa.
        column successors: Vec<Arc<str>>,
        /// Cách chuyển tiếp: thay-the, sap-nhap, chia.
        column succession: Option<Succession>,
        /// Số hiệu văn bản quyết định việc chấm dứt.
        column ended_by: Option<Arc<str>>,
        /// Trạng thái phông lưu trữ: mo đang mở, dong đã đóng vì cơ quan đã chấm dứt; để trống khi kho này không lưu giữ tài liệu của cơ quan.
        column fonds: Option<FondsState>,
    }
}

crate::data::table::open_table! {
    /// Mỗi dòng là một chỗ trong báo cáo trích dẫn một văn bản: ai dẫn ai, ở câu nào.
    pub struct CitationRow = "trich-dan", "Trích dẫn" {
        /// Báo cáo trích dẫn.
        key report: Arc<str> => ReportRow,
        /// Thứ tự trong báo cáo, từ 1.
        key number: u32,
        /// Kỳ báo cáo.
        column period: Arc<str> => PeriodRow,
        /// Chữ trích dẫn, nguyên văn.
        column surface: Arc<str>,
        /// Loại văn bản nhận ra được.
        column kind: Option<Kind>,
        /// Ngày của văn bản như báo cáo ghi.
        column date: Option<Date>,
        /// Cơ quan ban hành như báo cáo ghi.
        column issuer: Option<Arc<str>>,
        /// Điều, khoản được dẫn, nguyên văn.
        column pinpoint: Option<Arc<str>>,
        /// Kết quả đối chiếu với sổ đăng ký: found tìm thấy, report là một báo cáo của kho này, missing không có, ambiguous có nhiều hơn một.
        column resolution: RegisterMatch,
        /// Văn bản trong sổ đăng ký, khi tìm thấy.
        column document: Option<Arc<str>> => DocumentRow,
        /// Tình trạng của văn bản vào ngày của báo cáo.
        column status_then: Option<Status>,
        /// Câu chứa trích dẫn.
        column sentence: Arc<str>,
        /// Đoạn trong trang của báo cáo.
        column url: Address,
    }
}
