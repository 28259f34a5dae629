//! Registers that the site declares, and the rows of them: CB800 to CB819.

use std::collections::BTreeSet;

use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::known::Known;
use crate::diagnostic::{Bilingual, Code, Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    BAD_LEDGER = "CB800" {
        vi: "sổ khai chưa đúng",
        "Mỗi mục của registers.yaml theo một sổ có sẵn (use: ocop) hoặc tự khai đủ id, title và columns. Mã sổ và mã cột không trùng nhau; \
        mã cột không phải là id, period hay url, vì dữ liệu mở đã có các cột ấy; key và without chỉ nêu cột có trong sổ.";
        en: "register declared wrongly",
        "Each entry of registers.yaml follows a built-in register (use: ocop) or gives id, title and columns of its own. No two registers, \
        and no two columns of one, have the same id; no column is called id, period or url, which open data has anyway; key and \
        without name columns of the register.";
    }

    UNKNOWN_LEDGER = "CB801" {
        vi: "tệp của sổ chưa khai",
        "Tệp trong thư mục so/ của kỳ mang mã của một sổ khai trong registers.yaml. Khai sổ ấy, hoặc đổi tên tệp.";
        en: "file of a register that is not declared",
        "A file in the folder so/ of a period bears the id of a register that registers.yaml declares. Declare it, or rename the file.";
    }

    NO_HEADER = "CB802" {
        vi: "bảng không có dòng đầu",
        "Dòng đầu của bảng (các tên cột) nhận ra được khi có ít nhất một cột nhận dạng của sổ, gọi theo mã, tên hoặc một cách gọi khác \
        ghi ở aliases. Không có thì không biết cột nào là gì, nên không dòng nào được đọc.";
        en: "table without a header",
        "A table's header (the names of its columns) is recognised when a column that tells the register's rows apart stands in it, by its \
        id, its title or one of its aliases. Without one nobody knows what the columns are, so no row is read.";
    }

    UNKNOWN_COLUMN = "CB803" {
        vi: "cột sổ không có",
        "Cột này của tệp không ứng với cột nào của sổ. Chữ trong đó vẫn được giữ và hiện như chữ thường, nhưng không cộng, không lọc được. \
        Sửa tên cột, thêm cách gọi ấy vào aliases của một cột, hoặc thêm cột vào sổ.";
        en: "column that the register does not have",
        "This column of the file is none of the register. What stands in it is kept and shown as text, but it is not added up, and no list \
        is narrowed by it. Mend its name, add the name to the aliases of a column, or add a column to the register.";
    }

    BAD_CELL = "CB804" {
        vi: "ô không đúng kiểu của cột",
        "Ô này không đọc được theo kiểu của cột: số, số tiền, ngày, từ, địa chỉ. Chữ vẫn hiện nguyên văn trên trang, nhưng không được cộng \
        và để trống trong dữ liệu mở.";
        en: "cell that is not what its column asks for",
        "This cell cannot be read as its column asks: a number, an amount of money, a day, a word, an address. It is shown as written, but \
        it is not added up, and it is empty in open data.";
    }

    TWO_WAYS = "CB805" {
        vi: "số đọc được hai cách",
        "1.234 là một nghìn hai trăm ba mươi tư ở Việt Nam và một phẩy hai ba tư trong bảng tính đặt tiếng Anh; số tiền ghi trần nhỏ hơn một \
        nghìn có thể là đồng hoặc triệu đồng. Khi các ô khác của cột không cho biết cách nào, số được hiện nguyên văn và không được cộng. \
        Viết rõ 1234 hoặc 1,2340, hoặc ghi đơn vị của cột.";
        en: "number that can be read in two ways",
        "1.234 is more than a thousand in Vietnam and little more than one in a spreadsheet set to English; a bare amount of money below a \
        thousand may be đồng or millions of them. Where the other cells of its column do not tell, the number is shown as written and not \
        added up. Write 1234 or 1,2340, or give the unit of the column.";
    }

    SAME_ROW = "CB806" {
        vi: "hai dòng cùng tên trong một kỳ",
        "Hai dòng của một kỳ giống nhau ở mọi cột nhận dạng, nên không biết dòng nào tiếp dòng nào của kỳ trước. Cả hai vẫn lên trang. Thêm \
        cột vào key của sổ, hoặc ghi id cho từng dòng.";
        en: "two rows of the same name in a period",
        "Two rows of one period are alike in all columns that tell rows apart, so nobody knows which of them carries on which of the \
        period before. Both are shown. Add a column to the register's key, or give each row an id.";
    }

    NAMELESS_ROW = "CB807" {
        vi: "dòng không có tên",
        "Các cột nhận dạng của dòng này đều trống. Dòng vẫn lên trang, nhưng không nối được với kỳ nào khác.";
        en: "row without a name",
        "All columns that tell rows apart are empty in this row. It is shown, but nothing ties it to another period.";
    }

    TOTAL = "CB808" {
        vi: "dòng tổng không khớp",
        "Dòng tổng cộng của bảng không được nhập thành một dòng của sổ, mà được đối chiếu: số ở đó khác tổng của các dòng. Trang hiện tổng của \
        các dòng.";
        en: "total that does not add up",
        "The total of a table does not become a row of the register, but is compared: the number there is not the sum of the rows. The site \
        shows the sum of the rows.";
    }

    PASSED_OVER = "CB809" {
        vi: "dòng không phải của sổ",
        "Chữ đứng một mình sau bảng, như ghi chú hay nơi ký, không thành dòng của sổ và không lên trang. Nếu cần, ghi vào báo cáo hoặc vào \
        cột ghi chú.";
        en: "line that is no row",
        "Words that stand alone after a table, such as a note or a place for signatures, become no row of the register and are not on the \
        site. If they are needed, put them into the report, or into a column for notes.";
    }

    UNKNOWN_NAME = "CB810" {
        vi: "ô nêu tên không tìm thấy",
        "Cột này nêu xã, cơ quan, văn bản, mô hình, nhiệm vụ hay tệp của trang, mà chữ trong ô không ứng với mục nào, hoặc ứng với nhiều \
        mục. Chữ vẫn hiện nguyên văn, không có liên kết.";
        en: "cell that names what is not there",
        "This column names communes, bodies, documents, models, tasks or files of the site, and what stands in the cell is none of them, or \
        several. It is shown as written, without a link.";
    }

    BAD_WORKBOOK = "CB811" {
        vi: "bảng tính không đọc được",
        "Tệp .xlsx hỏng, có mật khẩu hoặc lớn quá mức. Mở bằng Excel, lưu lại dạng Excel Workbook (.xlsx) hoặc CSV UTF-8.";
        en: "workbook that cannot be read",
        "The .xlsx file is damaged, locked or too large. Open it in Excel and save it as an Excel workbook (.xlsx) or as CSV UTF-8.";
    }

    MORE_SHEETS = "CB812" {
        vi: "còn trang tính khác",
        "Một tệp .xlsx của sổ có một trang tính, để không trang nào bị bỏ qua mà không ai biết. Lưu mỗi trang tính thành một tệp, hoặc xóa \
        trang tính không dùng.";
        en: "further sheets",
        "A workbook of a register has one sheet, so that none is left out unnoticed. Save each sheet as a file of its own, or delete those \
        that are not used.";
    }

    ROWS_DIFFER = "CB814" {
        vi: "bảng ghi lại sẽ đọc khác",
        "Trước khi ghi, congbo đọc lại bảng sắp ghi và so từng ô với bảng gốc. Có ô đọc khác thì không tệp nào được ghi. Thường là vì hai cột \
        của bảng mang cùng tên với một cột của sổ: đổi tên một cột trong bảng rồi nhập lại.";
        en: "the table would read otherwise",
        "Before anything is written, the table to be written is read again and compared with the original, cell by cell. Where a cell reads \
        otherwise, nothing is written. Most often two columns of the table bear the name of one column of the register: rename one of \
        them in the table and import it again.";
    }

    SEVERAL_TABLES = "CB815" {
        vi: "nhiều bảng có thể là của sổ",
        "Tệp có nhiều bảng nêu một cột nhận dạng của sổ mà không bảng nào đủ giống sổ. Chọn bảng bằng --table, hoặc thêm cách gọi các cột vào \
        aliases trong registers.yaml.";
        en: "several tables may be the register's",
        "Several tables of the file have a column that tells the register's rows apart, and none is enough like the register. Choose one \
        by --table, or add the names of its columns to aliases in registers.yaml.";
    }

    UNCLOSED_CELL = "CB813" {
        vi: "dấu ngoặc kép không đóng",
        "Một ô của CSV mở dấu ngoặc kép mà không đóng; ô được đọc đến hết dòng. Thêm dấu đóng, hoặc bỏ dấu mở.";
        en: "quote that is not closed",
        "A cell of the CSV opens a quote and does not close it; it is read to the end of its line. Close the quote, or take it out.";
    }
}

fn warning(code: &'static Code, location: Location, message: Bilingual) -> Diagnostic {
    Diagnostic::new(Severity::Warning, code, location, message)
}

/// What is wrong with a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerFault<'w> {
    /// It has neither an id nor a register that it follows.
    Nameless,
    /// The built-in register that it follows is not there; those that are.
    UnknownBase(&'w str, &'w [&'w str]),
    /// It follows nothing, and lacks a title or columns.
    Lacks(&'static str),
    /// Two have this id.
    Twice(&'w str),
    /// A column has an id that open data keeps for itself.
    Reserved(&'w str),
    /// It names a column that it does not have.
    UnknownColumn(&'w str),
}

/// A declaration that cannot be used, or not all of it.
pub fn bad_ledger(location: Location, fault: LedgerFault<'_>) -> Diagnostic {
    let message = match fault {
        LedgerFault::Nameless => {
            bilingual!(vi: "sổ này thiếu `id` hoặc `use`", en: "this register lacks `id` or `use`")
        }
        LedgerFault::UnknownBase(name, _) => {
            bilingual!(vi: "không có sổ có sẵn nào tên `{name}`", en: "there is no built-in register `{name}`")
        }
        LedgerFault::Lacks(key) => bilingual!(vi: "sổ này thiếu `{key}`", en: "this register lacks `{key}`"),
        LedgerFault::Twice(id) => bilingual!(vi: "mã `{id}` ghi hai lần", en: "the id `{id}` is given twice"),
        LedgerFault::Reserved(id) => {
            bilingual!(vi: "cột không thể mang mã `{id}`", en: "no column can be called `{id}`")
        }
        LedgerFault::UnknownColumn(id) => {
            bilingual!(vi: "sổ này không có cột `{id}`", en: "this register has no column `{id}`")
        }
    };
    let diagnostic = Diagnostic::new(Severity::Error, &BAD_LEDGER, location, message);
    match fault {
        LedgerFault::UnknownBase(name, known) => {
            let listed = known.join(", ");
            diagnostic.hint(match Known::from_iter(known).nearest(name) {
                Some(near) => super::did_you_mean(&near),
                None => bilingual!(vi: "có sẵn: {listed}", en: "built in: {listed}"),
            })
        }
        _ => diagnostic,
    }
}

/// A register that nobody declares, named on the command line.
pub fn no_such_register<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Failure {
    let all: BTreeSet<&str> = known.collect();
    let all = all.into_iter().collect::<Vec<_>>().join(", ");
    let message = bilingual!(vi: "không có sổ `{name}`", en: "there is no register `{name}`");
    Failure::new(&UNKNOWN_LEDGER, message).hint(bilingual!(vi: "có: {all}", en: "there are: {all}"))
}

/// A file of rows whose register is not declared.
pub fn unknown_ledger(location: Location, name: &str, known: &Known) -> Diagnostic {
    let message =
        bilingual!(vi: "registers.yaml không khai sổ `{name}`", en: "registers.yaml declares no register `{name}`");
    let hint = match known.nearest(name) {
        Some(near) => super::did_you_mean(&near),
        None => {
            bilingual!(vi: "khai sổ bằng một dòng `- use: {name}`, hoặc khai đủ các cột", en: "declare it by a line `- use: {name}`, or with columns of its own")
        }
    };
    Diagnostic::new(Severity::Error, &UNKNOWN_LEDGER, location, message).hint(hint)
}

/// A table in which no header was recognised.
pub fn no_header(location: Location, ledger: &str, names: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "không nhận ra dòng tên cột nào của sổ “{ledger}”",
        en: "no line with names of columns of the register “{ledger}” was recognised",
    );
    Diagnostic::new(Severity::Error, &NO_HEADER, location, message)
        .hint(bilingual!(vi: "cần một cột tên là: {names}", en: "a column is wanted that is called: {names}"))
}

/// The table of a file that is most like one of a register.
#[derive(Debug, Clone)]
pub struct Nearest {
    /// What it is called.
    pub table: Bilingual,
    /// The columns of the register that it has.
    pub has: String,
}

/// A file in which no table is the register's.
pub fn no_table(location: Location, ledger: &str, keys: &str, tables: usize, nearest: Option<Nearest>) -> Diagnostic {
    let message = match tables {
        0 => bilingual!(vi: "tệp không có bảng nào", en: "the file has no table"),
        1 => bilingual!(
            vi: "bảng của tệp không có dòng tên cột nào của sổ “{ledger}”",
            en: "the file's table has no line with names of columns of the register “{ledger}”",
        ),
        _ => bilingual!(
            vi: "không bảng nào trong {tables} bảng của tệp là của sổ “{ledger}”",
            en: "none of the file's {tables} tables is one of the register “{ledger}”",
        ),
    };
    let hint = match nearest {
        Some(Nearest { table: Bilingual { vi, en }, has }) => bilingual!(
            vi: "gần nhất là {vi}: có {has}, thiếu cột nhận dạng ({keys}); đổi tên cột, hoặc thêm cách gọi vào aliases trong registers.yaml",
            en: "the nearest is {en}: it has {has} and lacks what tells rows apart ({keys}); rename a column, or add its name to aliases in registers.yaml",
        ),
        None => bilingual!(vi: "cần một cột tên là: {keys}", en: "a column is wanted that is called: {keys}"),
    };
    Diagnostic::new(Severity::Error, &NO_HEADER, location, message).hint(hint)
}

/// Tables of which none is surely the register's.
pub fn several_tables(location: Location, ledger: &str, tables: &[Bilingual]) -> Diagnostic {
    let vi = tables.iter().map(|name| &*name.vi).collect::<Vec<_>>().join("; ");
    let en = tables.iter().map(|name| &*name.en).collect::<Vec<_>>().join("; ");
    let message = bilingual!(
        vi: "nhiều bảng có thể là của sổ “{ledger}”: {vi}",
        en: "several tables may be of the register “{ledger}”: {en}",
    );
    Diagnostic::new(Severity::Error, &SEVERAL_TABLES, location, message)
        .hint(bilingual!(vi: "chọn một bảng: --table 1", en: "choose one: --table 1"))
}

/// A number that can be read in two ways, in one of several tables that would become one.
pub fn doubt_in_several(location: Location, column: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "cột “{column}” có số đọc được hai cách, nên không gộp các bảng thành một",
        en: "the column “{column}” has a number that can be read in two ways, so the tables do not become one",
    );
    Diagnostic::new(Severity::Error, &TWO_WAYS, location, message).hint(bilingual!(
        vi: "ghi đơn vị trong tên cột: Kinh phí (triệu đồng), hoặc nhập từng bảng bằng --table",
        en: "put the unit into the name of the column: Kinh phí (triệu đồng), or import each table by --table",
    ))
}

/// A table that would be written and read otherwise than the original.
pub fn rows_differ(location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "bảng ghi lại sẽ đọc khác bảng gốc, nên không ghi gì",
        en: "the table would read otherwise than the original, so nothing is written",
    );
    Diagnostic::new(Severity::Error, &ROWS_DIFFER, location, message).hint(bilingual!(
        vi: "đổi tên cột trùng nhau trong bảng, hoặc ghi các dòng bằng YAML",
        en: "rename columns of the same name in the table, or write the rows as YAML",
    ))
}

/// A column of a file that is none of the register.
pub fn unknown_column(location: Location, name: &str, near: Option<&str>) -> Diagnostic {
    let message = bilingual!(
        vi: "sổ không có cột “{name}”; chữ trong đó được giữ như chữ thường",
        en: "the register has no column “{name}”; what stands in it is kept as text",
    );
    let diagnostic = warning(&UNKNOWN_COLUMN, location, message);
    match near {
        Some(near) => diagnostic.hint(super::did_you_mean(near)),
        None => diagnostic,
    }
}

/// A place in a register's file as people name it: the row, the column.
#[derive(Debug, Clone, Copy)]
pub struct RowPlace<'w> {
    /// The row's name.
    pub row: &'w str,
    /// The column's title.
    pub column: &'w str,
}

/// A cell that is not what its column asks for.
pub fn bad_cell(location: Location, RowPlace { row, column }: RowPlace<'_>, written: &str, wanted: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "“{row}”, cột “{column}”: “{written}” không phải là {wanted}",
        en: "“{row}”, column “{column}”: “{written}” is not of the kind {wanted}",
    );
    warning(&BAD_CELL, location, message).hint(
        bilingual!(vi: "chữ được hiện nguyên văn, không được cộng", en: "it is shown as written, and not added up"),
    )
}

/// A word that a column does not take.
pub fn unknown_term(
    location: Location,
    RowPlace { row, column }: RowPlace<'_>,
    written: &str,
    words: &str,
) -> Diagnostic {
    let message = bilingual!(
        vi: "“{row}”, cột “{column}” không nhận “{written}”",
        en: "“{row}”, the column “{column}” does not take “{written}”",
    );
    warning(&BAD_CELL, location, message).hint(bilingual!(vi: "các giá trị: {words}", en: "the values are: {words}"))
}

/// A number that can be read in two ways.
pub fn two_ways(location: Location, RowPlace { row, column }: RowPlace<'_>, written: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "“{row}”, cột “{column}”: “{written}” đọc được hai cách",
        en: "“{row}”, column “{column}”: “{written}” can be read in two ways",
    );
    warning(&TWO_WAYS, location, message).hint(bilingual!(
        vi: "viết không có dấu chấm phân cách, hoặc ghi đơn vị trong tên cột: Kinh phí (triệu đồng)",
        en: "write it without separators, or put the unit into the name of the column: Kinh phí (triệu đồng)",
    ))
}

/// Two rows of one period that nothing tells apart.
pub fn same_row(name: &str, location: Location, first: Location) -> Diagnostic {
    let message = bilingual!(vi: "kỳ này có hai dòng “{name}”", en: "this period has two rows “{name}”");
    warning(&SAME_ROW, location, message)
        .related(first, bilingual!(vi: "dòng trước ở đây", en: "the first one is here"))
        .hint(bilingual!(vi: "thêm cột vào `key` của sổ, hoặc ghi `id` cho từng dòng", en: "add a column to the register's `key`, or give each row an `id`"))
}

/// A row whose key is blank.
pub fn nameless_row(location: Location, columns: &str) -> Diagnostic {
    let message = bilingual!(vi: "dòng này để trống cột nhận dạng ({columns})", en: "this row leaves blank what tells rows apart ({columns})");
    warning(&NAMELESS_ROW, location, message)
}

/// A total that is not the sum of its rows.
pub fn total(location: Location, column: &str, written: &str, sum: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "dòng tổng, cột “{column}”: ghi {written}, các dòng cộng lại là {sum}",
        en: "the total of the column “{column}” says {written}, and its rows add up to {sum}",
    );
    warning(&TOTAL, location, message)
}

/// Words after a table that are no row.
pub fn passed_over(location: Location, words: &str) -> Diagnostic {
    let message = bilingual!(vi: "“{words}” không phải là dòng của sổ", en: "“{words}” is no row of the register");
    Diagnostic::new(Severity::Hint, &PASSED_OVER, location, message)
}

/// A name that is not there, or that several bear.
pub fn unknown_name(
    location: Location,
    RowPlace { row, column }: RowPlace<'_>,
    written: &str,
    file: &str,
) -> Diagnostic {
    let message = bilingual!(
        vi: "“{row}”, cột “{column}”: không rõ “{written}” là mục nào của {file}",
        en: "“{row}”, column “{column}”: it is not clear which entry of {file} “{written}” is",
    );
    Diagnostic::new(Severity::Hint, &UNKNOWN_NAME, location, message)
}

/// A workbook that cannot be read.
pub fn bad_workbook(location: Location, cause: &str) -> Diagnostic {
    let message = bilingual!(vi: "không đọc được bảng tính: {cause}", en: "the workbook cannot be read: {cause}");
    Diagnostic::new(Severity::Error, &BAD_WORKBOOK, location, message)
        .hint(bilingual!(vi: "lưu lại dạng .xlsx hoặc CSV UTF-8", en: "save it again as .xlsx or as CSV UTF-8"))
}

/// A workbook that is larger than is meant.
pub fn large_workbook(location: Location) -> Diagnostic {
    let message = bilingual!(vi: "bảng tính lớn quá mức", en: "the workbook is too large");
    Diagnostic::new(Severity::Error, &BAD_WORKBOOK, location, message)
}

/// A workbook with more sheets than one.
pub fn more_sheets(location: Location, names: &str) -> Diagnostic {
    let message =
        bilingual!(vi: "bảng tính còn trang tính khác: {names}", en: "the workbook has further sheets: {names}");
    Diagnostic::new(Severity::Error, &MORE_SHEETS, location, message)
}

/// A cell whose quote is not closed.
pub fn unclosed_cell(location: Location) -> Diagnostic {
    warning(&UNCLOSED_CELL, location, bilingual!(vi: "dấu ngoặc kép ở đây không đóng", en: "this quote is not closed"))
}
