//! `site.yaml`: the site as a whole.

use crate::content::*;
use crate::diagnostic::Language;
use std::sync::Arc;

crate::content::entry! {
    /// Thông tin chung của trang (site.yaml).
    pub struct SiteInfo {
        /// Tên trang, hiện ở đầu mọi trang.
        required title: Arc<str>,
        /// Một câu giới thiệu trang.
        optional description: Arc<str>,
        /// Địa chỉ gốc khi công bố, ví dụ https://khcn.example.gov.vn/ hoặc https://example.gov.vn/khcn/.
        required base_url: BaseAddress,
        /// Định danh của trang, đặt một lần trước lần công bố đầu tiên rồi giữ mãi, kể cả khi đổi tên miền: tên miền của cơ quan và năm,
        /// ví dụ trieuson.gov.vn,2022. Mã của mục tin (Atom) và của dữ liệu mở theo đó mà thành; không ghi thì theo base_url.
        optional identity: Marked<Identity>,
        /// Ngôn ngữ của giao diện: vi hoặc en. Mặc định vi.
        optional language: Language,
        /// Cơ quan chịu trách nhiệm công bố trang.
        required publisher: Publisher,
        /// Cơ quan mà kho này lưu giữ tài liệu: mã trong issuers.yaml. Có thể khác cơ quan công bố, khi cơ quan cũ đã chấm dứt; không ghi
        /// mà mọi báo cáo do một cơ quan ban hành thì là cơ quan ấy.
        optional issuer: Marked<IssuerId>,
        /// Địa bàn của trang: mã của huyện hoặc xã trong places.yaml.
        optional place: Marked<PlaceId>,
        /// Các mục trên thanh điều hướng; để trống thì dùng mục mặc định.
        list navigation: NavigationItem,
        /// Chủ đề giao diện trong themes/. Mặc định "default".
        optional theme: Arc<str>,
        /// true: mọi liên kết là tương đối, mở được từ một thư mục không cần máy chủ.
        optional relative_urls: bool,
        /// Giấy phép của dữ liệu mở, ví dụ CC-BY-4.0.
        optional license: Arc<str>,
        /// Máy chủ web của trang: apache, iis hoặc nginx. Có mục này thì congbo viết thêm tệp cấu hình của máy chủ ấy: địa chỉ cũ có
        /// đuôi .aspx hay dấu "?", trang 404, kiểu tệp, và hàng rào quanh các tệp tải lên.
        optional server: Server,
        /// Những cách gọi cùng một thứ, để tìm theo cách nào cũng thấy; mỗi dòng một nhóm, cách nhau bằng dấu phẩy, ví dụ
        /// "cây luồng, cây tre luồng". Những cách gọi thông dụng (khcn, ubnd, mã QR, …) đã có sẵn.
        list synonyms: Arc<str>,
        /// Những dòng thêm vào robots.txt, ví dụ "Disallow: /nhap/".
        list robots: Arc<str>,
        /// Các đích công bố, mỗi đích một tên.
        list targets: PublishTarget,
    }
}

impl SiteInfo {
    /// What the ids of all that the site publishes begin with: `tag:trieuson.gov.vn,2022:`, or its address.
    pub fn id_base(&self) -> Arc<str> {
        match &self.identity {
            Some(identity) => format!("tag:{}:", &*identity.value).into(),
            None => self.base_url.shared(),
        }
    }
}

crate::content::entry! {
    /// Cơ quan công bố trang.
    pub struct Publisher {
        /// Tên cơ quan.
        required name: Arc<str>,
        /// Địa chỉ trụ sở.
        optional address: Arc<str>,
        /// Số điện thoại công khai của cơ quan.
        optional phone: Arc<str>,
        /// Thư điện tử công khai của cơ quan.
        optional email: Arc<str>,
    }
}

crate::content::entry! {
    /// Một mục trên thanh điều hướng.
    pub struct NavigationItem {
        /// Chữ hiện trên thanh.
        required title: Arc<str>,
        /// Địa chỉ trong trang, ví dụ /van-ban/.
        required url: Marked<SitePath>,
    }
}

crate::content::entry! {
    /// Một đích công bố. Mật khẩu không bao giờ ghi ở đây.
    pub struct PublishTarget {
        /// Tên của đích, dùng trong `congbo publish TÊN`.
        required name: Arc<str>,
        /// Nơi đặt trang: đường dẫn thư mục, hoặc sftp://, ftp://, ftps://, webdav(s)://, s3://, zip://.
        required url: Marked<Arc<str>>,
        /// Địa chỉ công khai của trang tại đích này, nếu khác base_url.
        optional base_url: BaseAddress,
        /// Tên người dùng.
        optional user: Arc<str>,
        /// Máy chủ S3, khi không phải của Amazon.
        optional endpoint: Arc<str>,
        /// Vùng của kho S3.
        optional region: Arc<str>,
        /// Số kết nối cùng lúc. Mặc định 2.
        optional connections: u32,
    }
}

crate::content::choice! {
    /// Máy chủ web.
    pub enum Server {
        /// Apache hoặc LiteSpeed: .htaccess.
        Apache = "apache", "Apache";
        /// IIS của Windows: web.config.
        Iis = "iis", "IIS";
        /// nginx: congbo.nginx.conf.
        Nginx = "nginx", "nginx";
    }
}

crate::content::choice_field!(Language);
