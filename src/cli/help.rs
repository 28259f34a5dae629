//! `--help` in Vietnamese: the English sentence that stands beside each option, and what a clerk reads in its place.

use clap::Command;
use clap::builder::StyledStr;

/// English and Vietnamese, in the order in which `--help` shows them.
static SENTENCES: &[(&str, &str)] = &[
    (
        "Builds a public archive of science-and-technology reports from a folder of YAML and Markdown",
        "Dựng kho lưu trữ công khai các báo cáo khoa học và công nghệ từ một thư mục YAML và Markdown",
    ),
    (
        "Language of messages: vi or en; by default that of the system",
        "Ngôn ngữ thông báo: vi hoặc en; mặc định theo máy",
    ),
    ("How messages are written", "Dạng thông báo"),
    ("Vietnamese", "Tiếng Việt"),
    ("English", "Tiếng Anh"),
    ("For people, with the line and a caret", "Cho người đọc, kèm dòng và dấu chỉ chỗ"),
    ("One JSON object a line", "Mỗi dòng một đối tượng JSON"),
    ("SARIF 2.1.0, for code hosts and editors", "SARIF 2.1.0, cho trình soạn thảo và máy chủ mã nguồn"),
    ("Annotations of GitHub's workflows", "Chú thích cho quy trình của GitHub"),
    ("Build the site, whole or not at all", "Dựng trang, trọn vẹn hoặc không gì cả"),
    (
        "Build the site, and again whenever the content or the theme changes",
        "Dựng trang, và dựng lại mỗi khi nội dung hoặc giao diện thay đổi",
    ),
    (
        "Make a period's folder from a Word file, Markdown or plain text",
        "Tạo thư mục kỳ từ tệp Word, Markdown hoặc văn bản",
    ),
    ("Begin a site, a period, a report or a page", "Bắt đầu một trang, một kỳ, một báo cáo hoặc một trang tự do"),
    (
        "Read the content as a careful colleague would, beyond what build says",
        "Đọc nội dung như một đồng nghiệp kỹ tính, ngoài những gì build đã nói",
    ),
    ("Explain a message's code, or list all codes", "Giải thích mã của một thông báo, hoặc liệt kê mọi mã"),
    ("Find the legal documents that a text cites", "Tìm các văn bản mà một đoạn chữ trích dẫn"),
    ("Show the site in a browser while it is being written", "Xem trang trong trình duyệt trong khi soạn"),
    (
        "Print the JSON Schemas of the content's files, for editors",
        "In lược đồ JSON của các tệp nội dung, cho trình soạn thảo",
    ),
    ("Folder of the content", "Thư mục nội dung"),
    (
        "Folder of themes; a theme's files there override the built-in ones",
        "Thư mục giao diện; tệp ở đó thay cho tệp có sẵn",
    ),
    (
        "The day on which documents' status is computed: YYYY-MM-DD, or `today`; by default SOURCE_DATE_EPOCH, else the newest day in the content",
        "Ngày tính hiệu lực văn bản: NĂM-THÁNG-NGÀY, hoặc `today` (hôm nay); mặc định SOURCE_DATE_EPOCH, nếu không có thì ngày mới nhất trong nội dung",
    ),
    ("Folder that becomes the site", "Thư mục của trang được dựng"),
    ("Let warnings stop the build too", "Cảnh báo cũng dừng việc dựng trang"),
    ("Say how long each stage took", "Cho biết thời gian của từng bước"),
    ("Open the site in the browser", "Mở trang trong trình duyệt"),
    ("Port to listen on; by default the first free one from 8000 on", "Cổng; mặc định là cổng trống đầu tiên từ 8000"),
    (
        "Address to listen on; by default this machine alone can reach the site",
        "Địa chỉ lắng nghe; mặc định chỉ máy này xem được",
    ),
    (
        "Another name under which browsers reach this machine; may be given several times",
        "Tên khác mà trình duyệt dùng để tới máy này; có thể ghi nhiều lần",
    ),
    (
        "Look through the folders every so many seconds instead of asking the system: for network drives",
        "Cứ chừng ấy giây lại xem các thư mục thay vì hỏi hệ điều hành: dùng cho ổ mạng",
    ),
    ("A text file, or - for standard input", "Một tệp văn bản, hoặc - để đọc từ đầu vào chuẩn"),
    ("One JSON object for each citation, with byte offsets", "Mỗi trích dẫn một đối tượng JSON, kèm vị trí byte"),
    (
        "Add a register entry for every document that the content's reports cite and the register lacks",
        "Thêm vào sổ mọi văn bản mà báo cáo trích dẫn nhưng sổ chưa có",
    ),
    ("Folder of the content, for --add", "Thư mục nội dung, dùng với --add"),
    (
        "One file's schema, such as `legal`; without it all of them in one object",
        "Lược đồ của một tệp, ví dụ `legal`; để trống thì in tất cả",
    ),
    (
        "Mend letters that are not what they look like (NFC, Ð, Cyrillic), and show the difference; never wording",
        "Chữa những chữ không đúng như vẻ ngoài (NFC, Ð, Kirin) và cho xem chỗ khác; không bao giờ sửa câu chữ",
    ),
    (
        "Ask other hosts whether links to them still work, slowly",
        "Hỏi các máy chủ khác xem liên kết tới đó còn dùng được không, chậm rãi",
    ),
    ("File that remembers other hosts' answers for a week", "Tệp nhớ câu trả lời của các máy chủ khác trong một tuần"),
    ("Let warnings give exit status 1 too", "Cảnh báo cũng cho mã thoát 1"),
    ("The code, such as CB510; without it all codes are listed", "Mã, ví dụ CB510; để trống thì liệt kê mọi mã"),
    ("Word files (.docx), Markdown or plain text", "Tệp Word (.docx), Markdown hoặc văn bản"),
    (
        "Period of the reports, such as 2022-h1; by default the one that the abstract names",
        "Kỳ của báo cáo, ví dụ 2022-h1; mặc định là kỳ nêu trong trích yếu",
    ),
    (
        "File name of the report, without its ending; by default its type, such as bao-cao",
        "Tên tệp của báo cáo, không có phần đuôi; mặc định theo loại, ví dụ bao-cao",
    ),
    ("Only show what was found", "Chỉ cho xem những gì tìm thấy"),
    (
        "Replace a report and a period's entry that are there, and write even if words differ",
        "Ghi đè báo cáo và mục của kỳ đã có, và vẫn ghi dù chữ có khác",
    ),
    ("A site that builds at once, in a folder of its own", "Một trang dựng được ngay, trong thư mục riêng"),
    ("The folder", "Thư mục"),
    (
        "A period; models and tasks of the one before that have not ended are carried on, to be confirmed",
        "Một kỳ; mô hình, nhiệm vụ chưa kết thúc của kỳ trước được chép sang để xác nhận",
    ),
    ("Its id, such as 2022-h2", "Mã của kỳ, ví dụ 2022-h2"),
    ("A report of a period", "Một báo cáo của một kỳ"),
    ("The period", "Kỳ"),
    ("Its file name, without its ending", "Tên tệp, không có phần đuôi"),
    ("A free page", "Một trang tự do"),
    ("Its title", "Tên trang"),
    ("Put the site where the public reads it", "Đưa trang lên nơi công chúng đọc"),
    ("Compare a copy of the site with its manifest", "So một bản sao của trang với danh mục của nó"),
    ("Pack a period for the records office (BagIt)", "Đóng gói một kỳ để nộp lưu trữ (BagIt)"),
    (
        "The target's name in site.yaml; may be left out when there is only one",
        "Tên của đích trong site.yaml; có thể bỏ trống khi chỉ có một đích",
    ),
    ("Folder of the built site", "Thư mục của trang đã dựng"),
    ("Only list what would be added, changed and removed", "Chỉ liệt kê những gì sẽ thêm, sửa, bỏ"),
    ("Read everything back afterwards and compare it", "Sau đó đọc lại tất cả và so sánh"),
    (
        "Bring the publication before the last one back (folders and SSH)",
        "Quay lại bản công bố trước bản cuối (thư mục và SSH)",
    ),
    ("Replace files that someone else changed at the target", "Thay cả những tệp mà người khác đã sửa tại đích"),
    (
        "Accept a server's key or certificate by its fingerprint, as its administrator told it",
        "Chấp nhận khoá hoặc chứng thư của máy chủ theo dấu vân tay mà người quản trị cho biết",
    ),
    ("A folder, or the address of a published site", "Một thư mục, hoặc địa chỉ của trang đã công bố"),
    ("The period, such as 2022-h1", "Kỳ, ví dụ 2022-h1"),
    ("Folder that becomes the package; by default goi-PERIOD", "Thư mục của gói; mặc định goi-KỲ"),
    ("Print help", "In phần trợ giúp"),
    ("Print version", "In số phiên bản"),
];

/// Puts the Vietnamese sentences into a command and all below it.
pub fn in_vietnamese(command: Command) -> Command {
    let about = command.get_about().and_then(vietnamese);
    let arguments: Vec<_> = command.get_arguments().map(|argument| argument.get_id().clone()).collect();
    let below: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    let command = arguments.into_iter().fold(command, |command, id| {
        command.mut_arg(id, |argument| match argument.get_help().and_then(vietnamese) {
            Some(help) => argument.help(help),
            None => argument,
        })
    });
    below.into_iter().fold(command, |command, name| command.mut_subcommand(name, in_vietnamese))
}

fn vietnamese(english: &StyledStr) -> Option<&'static str> {
    let english = english.to_string();
    SENTENCES.iter().find(|(sentence, _)| *sentence == english).map(|(_, vietnamese)| *vietnamese)
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::*;
    use crate::cli::arguments::Arguments;

    fn without_vietnamese(command: &Command, missing: &mut Vec<String>) {
        let helps = command.get_arguments().filter_map(|argument| argument.get_help());
        for sentence in command.get_about().into_iter().chain(helps) {
            if vietnamese(sentence).is_none() {
                missing.push(format!("{}: {sentence}", command.get_name()));
            }
        }
        command.get_subcommands().for_each(|below| without_vietnamese(below, missing));
    }

    #[test]
    fn every_sentence_of_help_is_there_in_vietnamese() {
        let mut missing = Vec::new();
        without_vietnamese(&Arguments::command(), &mut missing);
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn help_speaks_vietnamese() {
        let help = in_vietnamese(Arguments::command()).render_long_help().to_string();
        assert!(help.contains("Dựng trang, trọn vẹn hoặc không gì cả"), "{help}");
    }
}
