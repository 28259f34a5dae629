//! A deterministic archive of any size: half of its pages are reports of about 12 KB with ten citations each, the
//! others legal documents and models.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Reports in one period.
const REPORTS_IN_A_PERIOD: usize = 100;

/// What is generated: counts, from which every text follows.
pub struct Archive {
    pub reports: usize,
    pub documents: usize,
    pub models: usize,
}

/// A legal document of the archive.
pub struct Document {
    pub number: usize,
    pub year: usize,
    pub symbol: &'static str,
    pub kind: &'static str,
}

impl Document {
    pub fn designation(&self) -> String {
        format!("{}/{}", self.number, self.symbol)
    }

    /// As a peer's page is named.
    pub fn slug(&self) -> String {
        let symbol = if self.symbol.starts_with("QĐ") { "qd-ubnd" } else { "kh-ubnd" };
        format!("{}-{symbol}-{}", self.number, self.year)
    }
}

impl Archive {
    /// An archive of about so many pages.
    pub fn of(pages: usize) -> Self {
        Self { reports: pages / 2, documents: pages * 9 / 20, models: pages / 20 }
    }

    pub fn periods(&self) -> usize {
        self.reports.div_ceil(REPORTS_IN_A_PERIOD).max(1)
    }

    /// Periods fill years from 2023 backwards, eight a year: halves, quarters, nine months, the year.
    pub fn period(&self, index: usize) -> String {
        const PARTS: [&str; 8] = ["-h1", "-h2", "-q1", "-q2", "-q3", "-q4", "-9m", ""];
        format!("{}{}", 2023 - index / PARTS.len(), PARTS[index % PARTS.len()])
    }

    pub fn document(&self, index: usize) -> Document {
        let (symbol, kind) =
            if index.is_multiple_of(3) { ("KH-UBND", "Kế hoạch") } else { ("QĐ-UBND", "Quyết định") };
        Document { number: index + 1, year: 1990 + index % 33, symbol, kind }
    }

    /// The documents that a report cites, all different.
    pub fn cited(&self, report: usize) -> impl Iterator<Item = Document> + '_ {
        (0..10).map(move |place| self.document((report * 7 + place * (self.documents / 10 + 1)) % self.documents))
    }

    /// A report's Markdown below its front matter; `cite` writes one citation.
    pub fn body(&self, report: usize, cite: impl Fn(&Document) -> String) -> String {
        let mut random = Random(report as u64 + 1);
        let mut text = String::with_capacity(13_000);
        let mut cited = self.cited(report);
        for section in 1..=5 {
            let _ = writeln!(text, "## {}. {}\n", ["I", "II", "III", "IV", "V"][section - 1], random.words(6));
            for part in 1..=2 {
                let _ = writeln!(text, "### {part}. {}\n", random.words(5));
                for _ in 0..3 {
                    let _ = writeln!(text, "{}.\n", random.words(55));
                }
                if let Some(document) = cited.next() {
                    let _ = writeln!(text, "- Thực hiện {} về {};\n", cite(&document), random.words(14));
                }
            }
        }
        text
    }

    /// Writes congbo's content folder; gives the bytes written.
    pub fn write_content(&self, content: &Path) -> u64 {
        let mut bytes = 0;
        let mut put = |path: &str, text: String| {
            bytes += text.len() as u64;
            write(&content.join(path), &text);
        };
        put("site.yaml", "title: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n".into());
        put("issuers.yaml", "- id: ubnd-tinh\n  name: UBND tỉnh\n  level: tinh\n".into());
        put(
            "places.yaml",
            (0..40).map(|place| format!("- id: xa-{place}\n  name: Xã mẫu {place}\n  kind: xa\n")).collect(),
        );
        for index in 0..self.periods() {
            let period = self.period(index);
            let (from, to) = (format!("{}-01-01", &period[..4]), format!("{}-12-31", &period[..4]));
            put(&format!("{period}/period.yaml"), format!("title: Kỳ {period}\nfrom: {from}\nto: {to}\n"));
            put(&format!("{period}/legal.yaml"), self.legal(index));
            put(&format!("{period}/models.yaml"), self.models(index));
            let reports = index * REPORTS_IN_A_PERIOD..((index + 1) * REPORTS_IN_A_PERIOD).min(self.reports);
            for report in reports {
                let body = self.body(report, |document| {
                    format!("{} số {} ngày 15/6/{} của UBND tỉnh", document.kind, document.designation(), document.year)
                });
                put(
                    &format!("{period}/bao-cao-{report}.md"),
                    format!("---\nsummary: Báo cáo mẫu số {report}\nissuer: ubnd-tinh\n---\n\n{body}"),
                );
            }
        }
        bytes
    }

    fn legal(&self, period: usize) -> String {
        let share = |index: usize| index * self.documents / self.periods();
        let entry = |index: usize| {
            let document = self.document(index);
            let title = Random(index as u64 + 77).words(16);
            format!(
                "- designation: {}\n  date: {}-06-15\n  issuer: ubnd-tinh\n  title: {title}\n",
                document.designation(),
                document.year
            )
        };
        let entries: String = (share(period)..share(period + 1)).map(entry).collect();
        if entries.is_empty() { "[]\n".into() } else { entries }
    }

    fn models(&self, period: usize) -> String {
        let share = |index: usize| index * self.models / self.periods();
        let entry = |index: usize| {
            format!(
                "- id: mo-hinh-{index}\n  name: Mô hình mẫu số {index}\n  places: [xa-{}]\n  hectares: {}\n  status: dang-trien-khai\n",
                index % 40,
                1 + index % 9
            )
        };
        let entries: String = (share(period)..share(period + 1)).map(entry).collect();
        if entries.is_empty() { "[]\n".into() } else { entries }
    }
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("files lie in folders");
    fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// xorshift64*; the same words on every machine.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D).wrapping_add(0x9E37_79B9);
        self.0 ^= self.0 >> 29;
        (self.0 >> 7) as usize
    }

    /// So many syllables of real prose.
    pub fn words(&mut self, count: usize) -> String {
        const WORDS: &str = "khoa học công nghệ và đổi mới sáng tạo trên địa bàn huyện đã được các ngành cấp quan tâm \
            ứng dụng vào sản xuất đời sống nông nghiệp mô hình hiệu quả doanh nghiệp hỗ trợ phát triển sản phẩm chủ lực \
            chất lượng tiêu chuẩn đo lường truy xuất nguồn gốc kiểm tra hướng dẫn triển khai nhiệm vụ kế hoạch kinh phí \
            ngân sách cán bộ tuyên truyền chuyển giao tiến bộ kỹ thuật giống cây trồng vật nuôi năng suất thu nhập người dân";
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let chosen: Vec<&str> = (0..count).map(|_| words[self.next() % words.len()]).collect();
        chosen.join(" ")
    }
}
