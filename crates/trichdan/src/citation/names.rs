//! The words that names of issuing bodies are made of, and the words that begin what comes after a name.

use std::sync::LazyLock;

use super::lexicon::Lexicon;

/// How a body's name goes on after its first words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// It is whole: `Chính phủ`, `Bộ Chính trị`.
    Whole,
    /// It may be of a place: `UBND tỉnh Thanh Hóa`, `Tỉnh ủy Hưng Yên`.
    Local,
    /// It is an office or an organ inside a body, whose name follows: `Chủ tịch UBND tỉnh`, `Ban Thường vụ Tỉnh ủy`.
    Office,
    /// A ministry, whose field follows and nothing else: `Bộ Khoa học và Công nghệ`.
    Ministry,
    /// Ministries that decide together, whose fields may follow: `Liên bộ Tài chính - Nội vụ`.
    Joint,
    /// Any other body with a name of its own, perhaps of a place: `Sở Y tế Hà Nội`, `Viện Nghiên cứu ngô`.
    Named,
}

/// First words of issuing bodies.
pub static HEADS: LazyLock<Lexicon<Head>> = LazyLock::new(|| {
    let of = |head: Head, phrases: &'static str| phrases.split(';').map(move |phrase| (phrase.trim(), head));
    Lexicon::new(
        of(Head::Whole, WHOLE)
            .chain(of(Head::Local, LOCAL))
            .chain(of(Head::Office, OFFICES))
            .chain(of(Head::Ministry, "bộ"))
            .chain(of(Head::Joint, "liên bộ"))
            .chain(of(Head::Named, NAMED)),
    )
});

const WHOLE: &str = "chính phủ; thủ tướng chính phủ; thủ tướng; phó thủ tướng chính phủ; phó thủ tướng; cp; ttg; \
    quốc hội; ủy ban thường vụ quốc hội; ubtvqh; chủ tịch nước; chủ tịch quốc hội; hội đồng nhà nước; \
    hội đồng bộ trưởng; chủ tịch hội đồng bộ trưởng; bộ chính trị; ban bí thư; ban bí thư trung ương; \
    ban bí thư trung ương đảng; tổng bí thư; ban chấp hành trung ương; ban chấp hành trung ương đảng; \
    ban chấp hành trung ương đảng cộng sản việt nam; bch trung ương; bch trung ương đảng; bch tw đảng; bch tw; \
    trung ương đảng; đảng; đảng cộng sản việt nam; nhà nước; văn phòng chính phủ; \
    văn phòng quốc hội; văn phòng chủ tịch nước; văn phòng trung ương đảng; văn phòng trung ương; \
    thanh tra chính phủ; tổng thanh tra chính phủ; tổng thanh tra; kiểm toán nhà nước; tổng kiểm toán nhà nước; \
    tòa án nhân dân tối cao; viện kiểm sát nhân dân tối cao; hội đồng thẩm phán tòa án nhân dân tối cao; \
    ủy ban dân tộc; ngân hàng nhà nước; ngân hàng nhà nước việt nam; quân ủy trung ương; \
    ban tổ chức trung ương; ban tuyên giáo trung ương; ban dân vận trung ương; ban nội chính trung ương; \
    ban kinh tế trung ương; ban tuyên giáo và dân vận trung ương; ban chính sách chiến lược trung ương; \
    ủy ban kiểm tra trung ương; bộ công thương; bộ công an";

const LOCAL: &str = "ubnd; ub; ủy ban nhân dân; ủy ban; hđnd; hội đồng nhân dân; tỉnh ủy; thành ủy; huyện ủy; quận ủy; \
    thị ủy; đảng ủy; đảng bộ; chi bộ; liên sở; công an; tỉnh đoàn; huyện đoàn; thành đoàn; ban qlda; hội nông dân; \
    tòa án nhân dân; viện kiểm sát nhân dân; tỉnh; thành phố; huyện; thị xã; quận; phường; xã; thị trấn; đặc khu; \
    hội liên hiệp phụ nữ; hội cựu chiến binh; ubmttq; ủy ban mttq; mttq; ủy ban mặt trận tổ quốc; mặt trận tổ quốc; \
    liên đoàn lao động; cục thuế; chi cục thuế; kho bạc nhà nước; bảo hiểm xã hội; bhxh; cục thống kê; kbnn";

const OFFICES: &str = "chủ tịch; phó chủ tịch; quyền chủ tịch; bộ trưởng; thứ trưởng; chủ nhiệm; phó chủ nhiệm; giám đốc; \
    phó giám đốc; tổng giám đốc; phó tổng giám đốc; hiệu trưởng; phó hiệu trưởng; cục trưởng; tổng cục trưởng; \
    vụ trưởng; viện trưởng; chánh án; chánh văn phòng; chánh thanh tra; thống đốc; tư lệnh; bí thư; \
    trưởng phòng; trưởng ban; trưởng; chi cục trưởng; đội trưởng; thủ trưởng; tổng biên tập; thường trực; \
    ban thường vụ; ban chấp hành; ban cán sự đảng; ban cán sự; bch; btv; văn phòng; thanh tra; \
    ban chỉ huy; ban chấp hành đảng bộ; đồng chí chủ tịch; chủ tịch hội đồng thành viên; chủ tịch hội đồng quản trị";

const NAMED: &str = "trung ương; sở; phòng; ban; cục; tổng cục; vụ; viện; hội đồng; hội; trung tâm; trường; đại học; học viện; \
    công ty; tổng công ty; tập đoàn; chi cục; chi nhánh; ngân hàng; kiểm toán; tòa án; viện kiểm sát; tổng liên đoàn; \
    liên đoàn; liên hiệp; đoàn; đài; báo; kho bạc; hải quan; bệnh viện; quân khu; quân đoàn; bộ tư lệnh; bộ chỉ huy; \
    liên ngành; tổ công tác; quỹ; hiệp hội; nhà xuất bản; thư viện; bảo tàng; \
    tiểu ban; hội nghị; đại hội; đảng đoàn; ban giám hiệu; ban giám đốc; cơ quan";

/// Fields of ministries, departments and offices, and other compounds that end with small letters. With one of
/// them at hand, the small letters after `Bộ Tài chính` in `Bộ Tài chính đã ban hành` are seen not to be its name.
pub static COMPOUNDS: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::new(FIELDS.split(';').map(|phrase| (phrase.trim(), ()))));

const FIELDS: &str = "khoa học và công nghệ; khoa học công nghệ; khoa học công nghệ và môi trường; khoa học; công nghệ; \
    khoa học xã hội; khoa học xã hội và nhân văn; giáo dục và đào tạo; giáo dục đào tạo; giáo dục; đào tạo; \
    giáo dục nghề nghiệp; tài chính; tài chính kế hoạch; kế hoạch và đầu tư; kế hoạch đầu tư; kế hoạch; đầu tư; \
    nội vụ; ngoại vụ; tư pháp; y tế; công thương; công nghiệp; công nghiệp và thương mại; thương mại; thương mại và du lịch; \
    công an; quốc phòng; ngoại giao; xây dựng; giao thông vận tải; giao thông công chính; giao thông; \
    nông nghiệp và phát triển nông thôn; nông nghiệp và ptnt; nông nghiệp ptnt; nông nghiệp và môi trường; nông nghiệp; \
    nông lâm nghiệp; phát triển nông thôn; nông thôn; nông thôn mới; tài nguyên và môi trường; tài nguyên môi trường; \
    tài nguyên; môi trường; thông tin và truyền thông; thông tin truyền thông; thông tin; truyền thông; \
    lao động thương binh và xã hội; lao động tb và xh; lao động; thương binh; xã hội; \
    văn hóa thể thao và du lịch; văn hóa và thể thao; văn hóa và thông tin; văn hóa thông tin; văn hóa khoa học và thông tin; \
    văn hóa xã hội; văn hóa; thể dục thể thao; thể thao; du lịch; dân tộc và tôn giáo; dân tộc; tôn giáo; \
    kinh tế và hạ tầng; kinh tế hạ tầng; kinh tế hạ tầng và đô thị; kinh tế; kinh tế ngân sách; pháp chế; hạ tầng; đô thị; \
    quản lý đô thị; quản lý thị trường; quản lý đất đai; quản lý dự án; quản lý dự án đầu tư xây dựng; dự án; dự án đầu tư xây dựng; quản lý; \
    quy hoạch kiến trúc; quy hoạch; kiến trúc; thủy lợi; thủy sản; lâm nghiệp; kiểm lâm; chăn nuôi; thú y; chăn nuôi và thú y; \
    trồng trọt; trồng trọt và bảo vệ thực vật; bảo vệ thực vật; bảo vệ môi trường; khuyến nông; đê điều; \
    phòng chống thiên tai; phòng chống thiên tai và tìm kiếm cứu nạn; tìm kiếm cứu nạn; phòng thủ dân sự; thiên tai; \
    hải quan; thuế; tổng hợp; thống kê; bảo hiểm xã hội; kho bạc; dự trữ nhà nước; hàng không; hàng hải; đường bộ; đường sắt; \
    đường thủy nội địa; đăng kiểm; tiêu chuẩn đo lường chất lượng; tiêu chuẩn; đo lường; chất lượng; sở hữu trí tuệ; \
    an toàn bức xạ và hạt nhân; an toàn thực phẩm; năng lượng nguyên tử; năng lượng; viễn thông; tần số vô tuyến điện; \
    báo chí; xuất bản; xuất bản in và phát hành; phát thanh; truyền hình; phát thanh và truyền hình; tiếng nói; \
    biển và hải đảo; đất đai; địa chất; khoáng sản; khí tượng thủy văn; biến đổi khí hậu; đo đạc; bản đồ; việc làm; \
    trẻ em; tổ chức; tổ chức cán bộ; cán bộ; tuyên giáo; dân vận; tuyên giáo và dân vận; kiểm tra; nội chính; \
    trung ương; chính phủ; quốc hội; nhà nước; nhân dân; nhân dân tối cao; tối cao; quân sự; biên phòng; bộ đội biên phòng; \
    cảnh sát; phòng cháy chữa cháy; cứu nạn cứu hộ; giao thông đường bộ; \
    nghiên cứu; ứng dụng; ứng dụng tiến bộ khoa học và công nghệ; ứng dụng tiến bộ; tiến bộ; kỹ thuật; chuyển giao; \
    phát triển; phát triển khoa học và công nghệ; đổi mới sáng tạo; chuyển đổi số; chuyển đổi số quốc gia; số; \
    cải cách hành chính; thủ tục hành chính; kiểm soát thủ tục hành chính; hành chính; hành chính công; \
    phục vụ hành chính công; dịch vụ việc làm; dịch vụ; cung ứng; hỗ trợ; xúc tiến; xúc tiến đầu tư; bảo trợ xã hội; \
    kiểm định; kiểm nghiệm; thử nghiệm; kiểm soát bệnh tật; y tế dự phòng; đa khoa; sư phạm; bách khoa; \
    chính trị; chính sách xã hội; chính sách; nông dân; phụ nữ; liên hiệp phụ nữ; cựu chiến binh; thanh niên; \
    công đoàn; người cao tuổi; chữ thập đỏ; mặt trận tổ quốc; mặt trận; tổ quốc; việt nam; đảng ủy; đảng bộ; đại biểu; \
    đại biểu quốc hội; dân nguyện; đoàn kết; quản trị; thành viên; cổ đông; đồng cổ đông; thẩm phán; thi hành án dân sự; dân sự; \
    chứng khoán; chứng khoán nhà nước; bảo hiểm; điện lực; điện lực việt nam; dầu khí; hóa chất; cao su; bưu chính; \
    bưu điện; an toàn thông tin; công nghệ thông tin; công nghệ thông tin và truyền thông; quốc gia; nghề nghiệp; \
    bầu cử; bầu cử quốc gia; chỉ đạo; chỉ huy; điều phối; thẩm định; tư vấn; xét duyệt; thi đua khen thưởng; \
    dân số; gia đình; dân số và kế hoạch hóa gia đình; vệ sinh an toàn thực phẩm; bảo vệ; chăm sóc; sức khỏe; an ninh; an ninh mạng; \
    trật tự xã hội; tác chiến; quân đội; công trình; đầu tư xây dựng; đầu tư phát triển; xổ số kiến thiết; cấp nước; thoát nước; \
    vật liệu; vật liệu xây dựng; hợp tác quốc tế; hợp tác xã; nước ngoài; công tác đại biểu; công tác; cạnh tranh; \
    người tiêu dùng; điện tử; thương mại điện tử; kinh tế số; doanh nghiệp; kinh tế hợp tác; hậu cần; kỹ thuật số";

/// Levels of a place, whose name follows: `tỉnh Thanh Hóa`, `TP. Hồ Chí Minh`.
pub static LEVELS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let phrases = "tỉnh; thành phố; tp; huyện; thị xã; tx; quận; phường; xã; thị trấn; tt; đặc khu; cấp tỉnh; cấp huyện; cấp xã; \
        các tỉnh; vùng";
    Lexicon::new(phrases.split(';').map(|phrase| (phrase.trim(), ())))
});

/// What a word says about where a name ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opener {
    /// In any case it begins something else: `về`, `Quy định`, `Ban hành`.
    Always,
    /// Only in small letters: a name may hold it with a capital (`Ban Quản lý`).
    Small,
}

/// Words that begin what a document is about, or go on with the sentence.
pub static OPENERS: LazyLock<Lexicon<Opener>> = LazyLock::new(|| {
    let of = |opener: Opener, phrases: &'static str| phrases.split(';').map(move |phrase| (phrase.trim(), opener));
    Lexicon::new(of(Opener::Always, ALWAYS).chain(of(Opener::Small, SMALL)))
});

const ALWAYS: &str = "về; v; vv; quy định; qui định; ban hành; phê duyệt; hướng dẫn; sửa đổi; bổ sung; thông qua; công bố; \
    công nhận; bãi bỏ; thay thế; hủy bỏ; điều chỉnh; thành lập; kiện toàn; giao; chấp thuận; cho phép; cho; ngày; \
    căn cứ; theo; nghị định; nghị quyết; thông tư; quyết định; chỉ thị; kế hoạch số; công văn; tờ trình; kết luận; \
    điều; khoản; điểm; chương; số; luật; bộ luật; pháp lệnh; khi; nếu; là; có; đã; được; đang; sẽ; do; để; nhằm; \
    với; tại; từ; trong; trên; như; này; nói trên; nêu trên; kèm theo; triển khai; thực hiện; tiếp tục; xử phạt; xử lý vi phạm; \
    khen thưởng; tặng; trao tặng; phát động; tăng cường; nâng cao; đẩy mạnh; đảm bảo; bảo đảm; \
    yêu cầu; đề nghị; giải quyết; trả lời; thông báo; báo cáo; gửi; kính gửi; quy chế; chi tiết; phân công; phân cấp; \
    ủy quyền; bổ nhiệm; điều động; thu hồi; gia hạn; bãi miễn; miễn nhiệm; phê chuẩn; ra quyết định; hiệu lực; hết hiệu lực; \
    và các; và một số; và những; cùng; hoặc; gồm; bao gồm; cụ thể; trừ; sau; trước; đến; tới; thì; mà; nhưng; nên; bởi; bằng; nay";

const SMALL: &str = "của; ký; nêu; phát; chủ trì; phối hợp; làm; đối; đưa; cấp; lấy; các; những; một; mọi; mỗi; hằng; hàng năm; \
    tổ chức; quản lý; xây dựng; phát triển; đầu tư; chuyển; chuyển đổi; chỉ đạo; kiểm tra; hỗ trợ; khuyến khích; áp dụng; \
    xác định; định hướng; định mức; đánh giá; tổng kết; sơ kết; rà soát; tập trung; chấn chỉnh; tổng hợp; giám sát; \
    bảo vệ; phòng; phòng chống; ứng phó; khắc phục; xếp loại; phân loại; nghiệm thu; cung cấp; công khai; công tác; \
    cần; phải; không; chưa; vừa; cũng; hiện; hay; còn; tuy; vẫn; mới; lên; ra; vào; qua; bị; đó; đây; họp; nhận; xét; tham mưu; \
    giải thích; hạn chế; mở rộng; sắp xếp; tinh giản; cải cách; duy trì; sử dụng; khai thác; chuẩn bị; thẩm định; lập; \
    hỏi; trả; mua; bán; thuê; nhắc; kêu gọi; vận động; tuyên truyền; phổ biến; truyền thông; lồng ghép; kéo dài; quyết nghị; \
    kể; nhất là; đặc biệt; dành; thuộc; ngoài; dưới; giữa; theo dõi; đôn đốc; xem xét; nội dung; chương trình; kế hoạch; hồ sơ; thủ tục; \
    liên quan; tương ứng; khác; hiện hành; mức; giá; tiêu chuẩn; danh mục; biểu mẫu; việc";
