//! One view of every page kind, plainly invented, with every field filled at least once.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use congbo::inside::address::Url;
use congbo::inside::content::{
    CellValue, Column, ColumnId, ColumnKind, IssuerLevel, Ledger, LedgerId, ModelStatus, NoticeKind, OutcomeState,
    PeriodKind, Row, RowCell, TaskLevel, TaskState,
};
use congbo::inside::diagnostic::{Language, Place};
use congbo::inside::parse::body::{Body, CitationSite, Heading, Hole, HoleSite, Passage};
use congbo::inside::search::FindableKind;
use congbo::inside::view::*;
use rust_decimal::Decimal;
use trichdan::calendar::Date;
use trichdan::citation::Citation;
use trichdan::designation::Designation;
use trichdan::designation::kind::Kind;

/// What a sample site may differ in.
#[derive(Clone, Copy)]
pub struct Variant {
    /// The language of the interface.
    pub language: Language,
    /// Whether it opens from a folder.
    pub relative: bool,
}

/// Every page kind once, by address.
pub fn every_kind(variant: Variant) -> Vec<(Url, View)> {
    let frame = frame(variant);
    contents()
        .into_iter()
        .map(|(head, content)| (head.url.clone(), View::Page { frame: frame.clone(), head, content }))
        .collect()
}

fn contents() -> Vec<(Arc<PageHead>, Content)> {
    vec![
        (head("", "Trang chủ", Genre::FreePage), Content::Home(Arc::new(home()))),
        (
            head("ky/2022-h1/", "6 tháng đầu năm 2022", Genre::Section(Section::Periods)),
            Content::Period(Arc::new(period())),
        ),
        (head("ky/", "Kỳ báo cáo", Genre::Section(Section::Periods)), Content::Periods(Arc::new(periods()))),
        (head("bao-cao/", "Báo cáo", Genre::Section(Section::Reports)), Content::Reports(Arc::new(reports()))),
        (
            head("bao-cao/2022-h1/", "Báo cáo: kỳ", Genre::Section(Section::Reports)),
            Content::Reports(Arc::new(reports_of_period())),
        ),
        (head("van-ban/nam/", "Văn bản theo năm", Genre::Section(Section::Home)), Content::Folder(Arc::new(folder()))),
        (report_head(), Content::Report(Arc::new(report()))),
        (head("van-ban/", "Văn bản", Genre::Section(Section::Register)), Content::Register(Arc::new(register()))),
        (document_head(), Content::Document(Arc::new(document()))),
        (head("mo-hinh/", "Mô hình", Genre::Section(Section::Models)), Content::Models(Arc::new(models()))),
        (head("mo-hinh/cay-sen/", "Mô hình trồng cây sen", Genre::Model), Content::Model(Arc::new(model()))),
        (head("nhiem-vu/", "Nhiệm vụ KH&CN", Genre::Section(Section::Tasks)), Content::Tasks(Arc::new(tasks()))),
        (head("so/", "Sổ theo dõi", Genre::Section(Section::Ledgers)), Content::Ledgers(Arc::new(ledgers()))),
        (head("so/ocop/", "Sản phẩm OCOP", Genre::Section(Section::Ledgers)), Content::Ledger(Arc::new(ledger()))),
        (head("so/ocop/gao-nep-mau/", "Gạo nếp mẫu", Genre::Row), Content::Row(Arc::new(row()))),
        (head("xa/", "Xã, thị trấn", Genre::Section(Section::Places)), Content::Places(Arc::new(places()))),
        (head("xa/xa-mau-son/", "xã Mẫu Sơn", Genre::Place), Content::Place(Arc::new(place()))),
        (
            head("co-quan/", "Cơ quan", Genre::Section(Section::Authorities)),
            Content::Authorities(Arc::new(authorities())),
        ),
        (
            head("co-quan/ubnd-huyen-mau/", "Ủy ban nhân dân huyện Mẫu", Genre::Authority),
            Content::Authority(Arc::new(authority())),
        ),
        (head("tim-kiem/", "Tìm kiếm", Genre::Section(Section::Search)), Content::Search(Arc::new(search()))),
        (head("du-lieu/", "Dữ liệu mở", Genre::Data), Content::Data(Arc::new(data()))),
        (head("de-trong/", "Chỗ bản gốc để trống", Genre::Section(Section::Gaps)), Content::Gaps(Arc::new(gaps()))),
        (
            head("viec-de-ra/", "Việc đề ra và kết quả", Genre::Section(Section::Promises)),
            Content::Promises(Arc::new(promises())),
        ),
        (
            head("gioi-thieu/", "Giới thiệu", Genre::FreePage),
            Content::FreePage(Arc::new(FreePageView { text: Arc::new(body()) })),
        ),
        (
            head("404.html", "Không có trang này", Genre::Door),
            Content::NotFound(Arc::new(NotFoundView { links: vec![link("Văn bản", "van-ban/")] })),
        ),
        (
            head("cu/", "Trang cũ", Genre::Door),
            Content::Redirect(Arc::new(RedirectView { target: Url::new("ky/2022-h1/"), title: "Kỳ".into() })),
        ),
        (head("feed.xml", "Mới công bố", Genre::Door), Content::Feed(Arc::new(feed()))),
        (
            head("sitemap.xml", "Sơ đồ", Genre::Door),
            Content::Sitemap(Arc::new(SitemapView {
                urls: vec![Url::new(""), Url::new("van-ban/")],
                parts: Vec::new(),
            })),
        ),
        (
            head("robots.txt", "robots", Genre::Door),
            Content::Robots(Arc::new(RobotsView {
                sitemap: Url::new("sitemap.xml"),
                lines: vec!["Disallow: /tep/".into()],
            })),
        ),
    ]
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn link(title: &str, url: &str) -> Arc<Link> {
    Arc::new(Link { title: title.into(), url: Url::new(url) })
}

fn h1() -> Arc<Link> {
    link("6 tháng đầu năm 2022", "ky/2022-h1/")
}

fn h2() -> Arc<Link> {
    link("6 tháng cuối năm 2021", "ky/2021-h2/")
}

fn frame(variant: Variant) -> Arc<Frame> {
    Arc::new(Frame {
        title: "Kho tư liệu khoa học và công nghệ huyện Mẫu".into(),
        description: Some("Báo cáo, văn bản và mô hình theo từng kỳ; trang mẫu để thử giao diện.".into()),
        language: variant.language,
        base_url: "https://example.gov.vn/khcn/".into(),
        id_base: "tag:khcn.example.gov.vn,2022:".into(),
        base_path: "/khcn/".into(),
        relative: variant.relative,
        publisher: Arc::new(PublisherView {
            name: "Ủy ban nhân dân huyện Mẫu".into(),
            address: Some("Số 1, đường Mẫu".into()),
            phone: Some("0200 000 000".into()),
            email: Some("mau@example.gov.vn".into()),
        }),
        place: Some("huyện Mẫu".into()),
        authority: Some(ended_body()),
        navigation: vec![
            link("Trang chủ", ""),
            link("Văn bản", "van-ban/"),
            link("Mô hình", "mo-hinh/"),
            link("Nhiệm vụ", "nhiem-vu/"),
            link("Tìm kiếm", "tim-kiem/"),
        ],
        pages: vec![link("Giới thiệu", "gioi-thieu/")],
        license: Some("CC-BY-4.0".into()),
        today: date("2026-11-01"),
    })
}

fn head(url: &str, title: &str, kind: Genre) -> Arc<PageHead> {
    let breadcrumbs = if url.is_empty() { Vec::new() } else { vec![link("Trang chủ", "")] };
    Arc::new(PageHead {
        url: Url::new(url),
        title: title.into(),
        description: Some("Một câu về trang, có dấu & và \"ngoặc\".".into()),
        breadcrumbs,
        date: None,
        modified: None,
        kind,
        creator: None,
        authority: None,
        identifier: None,
        temporal: None,
        spatial: None,
        draft: false,
    })
}

fn ended_body() -> Arc<AuthorityCard> {
    Arc::new(AuthorityCard {
        name: "Ủy ban nhân dân huyện Mẫu cũ".into(),
        url: Url::new("co-quan/ubnd-huyen-mau/"),
        level: IssuerLevel::District,
        from: Some(date("1965-02-25")),
        to: Some(date("2025-06-30")),
        ended: true,
        ended_by: Some(link("Nghị quyết số 1/2025/QH15", "van-ban/quoc-hoi/qh15/2025/1-2025/")),
        ended_by_written: None,
        heirs: vec![link("Ủy ban nhân dân xã Mẫu Sơn", "co-quan/ubnd-xa-mau-son/")],
        more_heirs: 2,
        kept: true,
        keeper: Some("Ủy ban nhân dân xã Mẫu Sơn".into()),
    })
}

/// A body of which nothing but its name is known.
fn bare_body() -> Arc<AuthorityCard> {
    Arc::new(AuthorityCard {
        name: "Ủy ban nhân dân xã Mẫu Sơn".into(),
        url: Url::new("co-quan/ubnd-xa-mau-son/"),
        level: IssuerLevel::Commune,
        from: None,
        to: None,
        ended: false,
        ended_by: None,
        ended_by_written: Some("2/2025/QH15".into()),
        heirs: Vec::new(),
        more_heirs: 0,
        kept: false,
        keeper: None,
    })
}

fn authority() -> AuthorityView {
    let row = |word, body, steps| Arc::new(SuccessionRow { word, body, steps });
    AuthorityView {
        card: ended_body(),
        aliases: vec!["UBND huyện Mẫu".into()],
        area: Some("huyện Mẫu".into()),
        area_page: Some(Url::new("xa/huyen-mau/")),
        succession: vec![
            row(Succession::Forerunner, bare_body(), 2),
            row(Succession::Itself, ended_body(), 0),
            row(Succession::Heir, bare_body(), 1),
        ],
        more_related: 3,
        periods: vec![h1()],
        reports: vec![report_card()],
        report_count: 1,
        register: Some(link("Ủy ban nhân dân huyện Mẫu", "van-ban/ubnd-huyen-mau/")),
        document_count: 2,
        rows: naming(),
        own: true,
    }
}

fn authorities() -> AuthoritiesView {
    let row = |card| Arc::new(AuthorityRow { card, reports: 1, documents: 2 });
    AuthoritiesView { rows: vec![row(ended_body()), row(bare_body())] }
}

fn crossing(told: bool) -> Arc<Crossing> {
    let body = told.then(|| link("Ủy ban nhân dân huyện Mẫu", "co-quan/ubnd-huyen-mau/"));
    Arc::new(Crossing { period: h2(), body, told })
}

fn report_head() -> Arc<PageHead> {
    let plain = head("bao-cao/2022-h1/bao-cao-khcn/", "Sơ kết công tác KH&CN 6 tháng đầu năm 2022", Genre::Report);
    Arc::new(PageHead {
        breadcrumbs: vec![link("Trang chủ", ""), h1()],
        creator: Some("UBND huyện Mẫu".into()),
        authority: Some(ended_body()),
        modified: Some(date("2022-08-05")),
        temporal: Some("2022-01-01/2022-06-30".into()),
        spatial: Some("huyện Mẫu".into()),
        ..(*plain).clone()
    })
}

fn document_head() -> Arc<PageHead> {
    let plain = head(
        "van-ban/ubnd-tinh-mau/qd-ubnd/2020/1221/",
        "Quyết định số 1221/QĐ-UBND",
        Genre::Document(Some(Kind::QuyetDinh)),
    );
    Arc::new(PageHead {
        breadcrumbs: vec![link("Trang chủ", ""), link("Văn bản", "van-ban/")],
        date: Some(date("2020-04-07")),
        draft: true,
        creator: Some("Chủ tịch UBND tỉnh Mẫu".into()),
        identifier: Some("1221/QĐ-UBND".into()),
        ..(*plain).clone()
    })
}

fn status(word: Status) -> StatusView {
    let by =
        (word == Status::Replaced).then(|| link("Quyết định số 9/QĐ-UBND", "van-ban/ubnd-tinh-mau/qd-ubnd/2024/9/"));
    let since = (word != Status::Unknown).then(|| date("2024-01-05"));
    StatusView { word, on: date("2026-11-01"), since, by }
}

fn card(number: u32, word: Status) -> Arc<DocumentCard> {
    Arc::new(DocumentCard {
        url: Url::new(&format!("van-ban/ubnd-tinh-mau/qd-ubnd/2020/{number}/")),
        kind: Some(Kind::QuyetDinh),
        designation: format!("{number}/QĐ-UBND").into(),
        name: format!("Quyết định số {number}/QĐ-UBND").into(),
        title: Some("phê duyệt \"kế hoạch\" triển khai, áp dụng và quản lý truy xuất nguồn gốc sản phẩm".into()),
        date: Some(date("2020-04-07")),
        year: Some("2020".into()),
        issuer: Some("Ủy ban nhân dân tỉnh Mẫu".into()),
        issuer_id: Some("ubnd-tinh-mau".into()),
        status: status(word),
        citations: number % 3,
        sort_key: number,
    })
}

fn bare_card() -> Arc<DocumentCard> {
    Arc::new(DocumentCard {
        title: None,
        date: None,
        year: None,
        issuer: None,
        issuer_id: None,
        ..(*card(7, Status::Standard)).clone()
    })
}

fn figure(name: &str, written: Option<&str>, direction: Option<Direction>) -> Arc<Figure> {
    let change = direction.map(|direction| {
        Arc::new(Change {
            before: decimal("16"),
            difference: decimal("-2.5"),
            direction,
            period: h2(),
            caution: Some(Arc::new(Merger { places: vec![link("xã Mẫu Sơn", "xa/xa-mau-son/")], more: 2 })),
        })
    });
    let rows = match direction {
        Some(Direction::Up) => vec![
            Arc::new(FigureRow {
                link: link("Mô hình trồng cây sen", "mo-hinh/cay-sen/"), amount: Some(decimal("6"))
            }),
            Arc::new(FigureRow { link: link("Mô hình trồng cây gai", "mo-hinh/cay-gai/"), amount: None }),
        ],
        _ => Vec::new(),
    };
    Arc::new(Figure {
        name: name.into(),
        written: written.map(Into::into),
        amount: written.and_then(|written| written.parse().ok()),
        unit: (direction == Some(Direction::Up)).then(|| "ha".into()),
        note: direction.is_none().then(|| "Theo báo cáo của kỳ.".into()),
        change,
        forerunners: direction.is_none().then(|| {
            let row =
                FigureRow { link: link("Mô hình trồng cây sen", "mo-hinh/cay-sen/"), amount: Some(decimal("6")) };
            Arc::new(ForerunnerSum {
                period: h2(),
                places: vec![link("xã Mẫu Sơn", "xa/xa-mau-son/")],
                more_places: 2,
                total: decimal("6"),
                rows: vec![Arc::new(row)],
            })
        }),
        rows_total: (!rows.is_empty()).then(|| decimal("6")),
        rows,
        adds_up: false,
    })
}

fn figures() -> Vec<Arc<Figure>> {
    vec![
        figure("Diện tích mô hình", Some("14"), Some(Direction::Up)),
        figure("Số mô hình", Some("3"), Some(Direction::Same)),
        figure("Số hộ", None, None),
        figure("Nhiệm vụ mới", Some("Không"), Some(Direction::Down)),
    ]
}

fn period_card(id: &str, title: &str, from: &str, to: &str) -> Arc<PeriodCard> {
    Arc::new(PeriodCard {
        id: id.into(),
        title: title.into(),
        url: Url::new(&format!("ky/{id}/")),
        from: date(from),
        to: date(to),
        kind: PeriodKind::Half,
        reports: 1,
        documents: 3,
        models: 3,
        tasks: 0,
        figures: figures(),
        crossing: None,
    })
}

fn timeline() -> Vec<Arc<PeriodCard>> {
    vec![
        period_card("2022-h1", "6 tháng đầu năm 2022", "2022-01-01", "2022-06-30"),
        period_card("2021", "Năm 2021", "2021-01-01", "2021-12-31"),
        period_card("2021-h2", "6 tháng cuối năm 2021", "2021-07-01", "2021-12-31"),
        period_card("2021-9m", "9 tháng đầu năm 2021", "2021-01-01", "2021-09-30"),
        period_card("2021-h1", "6 tháng đầu năm 2021", "2021-01-01", "2021-06-30"),
        period_card("2020-q4", "Quý IV năm 2020", "2020-10-01", "2020-12-31"),
        period_card("2020-q3", "Quý III năm 2020", "2020-07-01", "2020-09-30"),
        period_card("2020-q2", "Quý II năm 2020", "2020-04-01", "2020-06-30"),
        period_card("2020-q1", "Quý I năm 2020", "2020-01-01", "2020-03-31"),
    ]
}

fn report_card() -> Arc<ReportCard> {
    Arc::new(ReportCard {
        url: Url::new("bao-cao/2022-h1/bao-cao-khcn/"),
        title: "Sơ kết công tác KH&CN 6 tháng đầu năm 2022".into(),
        kind: "Báo cáo".into(),
        designation: Some("/BC-UBND".into()),
        date: None,
        date_written: Some("ngày tháng năm 2022".into()),
        issuer: Some("Ủy ban nhân dân huyện Mẫu".into()),
        period: h1(),
        draft: false,
        notice: None,
    })
}

fn dated_report() -> Arc<ReportCard> {
    Arc::new(ReportCard { date: Some(date("2021-12-20")), date_written: None, ..(*report_card()).clone() })
}

fn nameless_report() -> Arc<ReportCard> {
    Arc::new(ReportCard {
        notice: Some(NoticeKind::Withdrawn),
        draft: true,
        designation: None,
        date_written: None,
        issuer: None,
        ..(*report_card()).clone()
    })
}

fn charts() -> Vec<Arc<ChartView>> {
    let categories: Vec<Arc<str>> = timeline().iter().rev().map(|period| period.title.clone()).collect();
    let series = |name: &str, first: i64| {
        let values = (0..categories.len() as i64).map(|at| (at != 2).then(|| Decimal::from(first + at * 3))).collect();
        Arc::new(ChartSeries { name: name.into(), values })
    };
    let chart = |title, form, series| {
        Arc::new(ChartView {
            title,
            of: (form == ChartForm::Bar).then(|| "Ủy ban nhân dân huyện Mẫu".into()),
            form,
            unit: Some("ha".into()),
            length: Some(PeriodKind::Half),
            axis: ChartAxis::Period,
            categories: categories.clone(),
            series,
        })
    };
    vec![
        chart(ChartSubject::HectaresByPeriod, ChartForm::Line, vec![series("Diện tích", 6)]),
        chart(ChartSubject::DocumentsByYear, ChartForm::Bar, vec![series("Tỉnh", 2), series("Huyện", 1)]),
    ]
}

fn home() -> HomeView {
    HomeView {
        newest: timeline().first().cloned(),
        reports: vec![report_card()],
        timeline: timeline(),
        documents: vec![card(1221, Status::InForce), card(5060, Status::Unknown), bare_card()],
        period_count: 9,
        report_count: 101,
        years: Some("2017–2022".into()),
        task_count: 4,
        place_count: 12,
        document_count: 13,
        model_count: 3,
        authority_count: 2,
        gap_count: 2,
        charts: charts(),
    }
}

fn model_card(id: &str, name: &str) -> Arc<ModelCard> {
    let unreported = id == "cay-sen";
    Arc::new(ModelCard {
        url: Url::new(&format!("mo-hinh/{id}/")),
        id: id.into(),
        name: name.into(),
        places: vec![link("xã Mẫu Sơn", "xa/xa-mau-son/"), link("xã Mẫu Ngọc", "xa/xa-mau-ngoc/")],
        more_places: if unreported { 3 } else { 0 },
        communes: Arc::new([]),
        field: unreported.then(|| "Trồng trọt".into()),
        hectares: unreported.then(|| decimal("6.5")),
        status: unreported.then_some(ModelStatus::Ongoing),
        period: h1(),
        unreported,
    })
}

fn model_cards() -> Vec<Arc<ModelCard>> {
    vec![model_card("cay-sen", "Mô hình trồng cây sen"), model_card("cay-gai", "Mô hình trồng cây gai xanh")]
}

fn task(known: bool) -> Arc<TaskCard> {
    let text = |text: &str| known.then(|| text.into());
    Arc::new(TaskCard {
        url: Url::new("nhiem-vu/#mau"),
        anchor: known.then(|| "mau".into()),
        name: "Ứng dụng tưới phun mưa cho cây ăn quả".into(),
        form: text("đề tài"),
        level: TaskLevel::Grassroots,
        state: TaskState::Continued,
        grade: text("Đạt"),
        funding: known.then(|| decimal("350000000")),
        funding_source: text("ngân sách huyện"),
        host: text("Phòng Kinh tế và Hạ tầng"),
        lead: text("Nguyễn Văn Mẫu"),
        period: h1(),
        documents: vec![link("Quyết định số 9/QĐ-UBND", "van-ban/ubnd-tinh-mau/qd-ubnd/2024/9/")],
        note: text("Ghi chú."),
    })
}

fn promise_rows() -> Vec<Arc<PromiseRow>> {
    let outcome = Arc::new(OutcomeRow {
        period: h1(),
        state: OutcomeState::Partly,
        note: Some("Đã hướng dẫn ba doanh nghiệp.".into()),
        source: Some(link("mục 2.3", "bao-cao/2022-h1/bao-cao-khcn/#muc-2-3")),
    });
    let row = |anchor: &str, outcomes: Vec<Arc<OutcomeRow>>, forgotten: bool| {
        Arc::new(PromiseRow {
            anchor: anchor.into(),
            title: "Hướng dẫn các doanh nghiệp trên địa bàn tiếp cận chương trình của tỉnh".into(),
            source: Some(link("mục II", "bao-cao/2022-h1/bao-cao-khcn/#muc-ii")),
            period: h2(),
            closed: !forgotten && outcomes.is_empty(),
            outcomes,
            forgotten,
        })
    };
    vec![row("a", vec![outcome], false), row("b", Vec::new(), true), row("c", Vec::new(), false)]
}

fn periods() -> PeriodsView {
    PeriodsView { narrowed: Some("6 tháng".into()), facets: facets(), rows: timeline(), pagination: pagination() }
}

fn reports() -> ReportsView {
    let rows = vec![report_card(), dated_report(), nameless_report()];
    ReportsView { narrowed: None, period: None, facets: facets(), rows, pagination: pagination() }
}

fn reports_of_period() -> ReportsView {
    let narrowed = Some("6 tháng đầu năm 2022".into());
    ReportsView { narrowed, period: Some(h1()), facets: Vec::new(), ..reports() }
}

fn folder() -> FolderView {
    let row = |title: &str, url: &str, count| {
        Arc::new(FacetItem { title: title.into(), url: Url::new(url), count, current: false })
    };
    let rows = vec![row("2022", "van-ban/nam/2022/", 4), row("2021", "van-ban/nam/2021/", 0)];
    FolderView { rows, pagination: pagination() }
}

fn period() -> PeriodView {
    let links = |name: &str| vec![link(name, "mo-hinh/cay-sen/")];
    PeriodView {
        card: timeline()[0].clone(),
        previous: Some(h2()),
        next: None,
        compared: Some(h2()),
        crossing: Some(crossing(true)),
        follows: true,
        body: Some(link("Ủy ban nhân dân huyện Mẫu", "co-quan/ubnd-huyen-mau/")),
        figures: figures(),
        task_figures: vec![figure("Nhiệm vụ đã nghiệm thu", Some("Không"), None)],
        grade: Some("Trung bình".into()),
        reports: vec![report_card(), dated_report(), nameless_report()],
        documents: vec![
            card(1221, Status::Replaced),
            card(5060, Status::NotYet),
            card(4, Status::Expired),
            card(5, Status::Repealed),
        ],
        ended: vec![card(4, Status::Expired)],
        models: model_cards(),
        model_movement: Arc::new(Movement {
            new: links("Mô hình mới"),
            carried: links("Mô hình tiếp tục"),
            ended: links("Mô hình kết thúc"),
            silent: links("Mô hình không báo cáo"),
        }),
        tasks: vec![task(true), task(false)],
        task_movement: Arc::new(Movement {
            new: Vec::new(),
            carried: Vec::new(),
            ended: Vec::new(),
            silent: Vec::new(),
        }),
        events: vec![
            Arc::new(EventView {
                date: Some(date("2022-03-16")),
                title: "Họp kiện toàn Hội đồng KH&CN huyện".into(),
                document: Some(link("Quyết định số 1089/QĐ-UBND", "van-ban/ubnd-huyen-mau/qd-ubnd/2022/1089/")),
            }),
            Arc::new(EventView { date: None, title: "Sự kiện không rõ ngày".into(), document: None }),
        ],
        promises: promise_rows(),
        kept: promise_rows(),
        notes: Some("Ghi chú của kỳ.".into()),
        ledgers: naming(),
        charts: charts(),
        all_documents: Some(Url::new("ky/2022-h1/van-ban/")),
        all_models: Some(Url::new("ky/2022-h1/mo-hinh/")),
    }
}

fn file() -> Arc<FileView> {
    Arc::new(FileView {
        name: "Báo cáo quét.pdf".into(),
        url: Url::new("bao-cao/2022-h1/files/Báo cáo quét.pdf"),
        bytes: 1_260_000,
        pages: Some(12),
        sha256: "ab".repeat(32).into(),
    })
}

fn notice(kind: NoticeKind) -> Arc<NoticeView> {
    let is_corrected = kind == NoticeKind::Corrected;
    Arc::new(NoticeView {
        kind,
        date: date("2022-08-05"),
        reason: "Ghi sai đơn vị tính.".into(),
        changes: is_corrected.then(|| "Biểu 1: 120 ha sửa thành 102 ha.".into()),
        by: (kind == NoticeKind::Replaced).then(|| link("Báo cáo mới", "bao-cao/2022-h1/bao-cao-moi/")),
        address: (kind == NoticeKind::Withdrawn).then(|| "https://example.gov.vn/thu-hoi".into()),
    })
}

fn report() -> ReportView {
    let signature = |name: Option<&str>| {
        let authority = vec!["KT. CHỦ TỊCH".into(), "PHÓ CHỦ TỊCH".into()];
        Arc::new(SignatureView { authority, name: name.map(Into::into) })
    };
    ReportView {
        card: report_card(),
        parent_body: Some("Cơ quan chủ quản".into()),
        place: Some("Mẫu".into()),
        summary: "Sơ kết công tác quản lý Khoa học và Công nghệ 6 tháng đầu năm 2022".into(),
        addressees: vec!["Sở KH&CN;".into(), "Huyện ủy.".into()],
        recipients: vec!["Sở KH&CN (để b/c);".into(), "Lưu: VT, KTHT.".into()],
        signatures: vec![signature(Some("Nguyễn Văn Mẫu")), signature(None)],
        files: vec![file()],
        models: vec![link("Mô hình trồng cây sen", "mo-hinh/cay-sen/")],
        places: vec![link("xã Mẫu Sơn", "xa/xa-mau-son/")],
        rows: vec![link("Gạo nếp mẫu", "so/ocop/gao-nep-mau/")],
        citing: vec![report_card()],
        source: Some("chuyển từ tệp Word".into()),
        gaps: Gap::ALL.to_vec(),
        notices: NoticeKind::ALL.iter().map(|kind| notice(*kind)).collect(),
        text: Arc::new(body()),
        before: Some(Arc::new(ReportCard { period: h2(), ..(*report_card()).clone() })),
        after: Some(report_card()),
    }
}

/// A text with citations: of the register, with all that can be known and with as little as can be, and of no register.
fn body() -> BodyView {
    let parts = [
        "<h2 id=\"muc-i\">I. Tình hình hoạt động</h2>\n<p id=\"muc-i.1\">Theo ",
        " của Chủ tịch UBND tỉnh, ",
        " và ",
        ", huyện đã triển khai.</p>\n<h3 id=\"muc-1\">1. Tổ chức bộ máy</h3>\n<ul>\n<li id=\"muc-1-1\">1.1. Kiện toàn;</li>\n</ul>\n",
    ];
    let mut at = 0;
    let holes = parts[..3].iter().zip(0..).map(|(part, index)| {
        at += part.len() as u32;
        HoleSite { at, hole: Hole::Citation(index) }
    });
    let site = |surface: &str, pinpoint: Option<&str>| CitationSite {
        citation: citation(surface, pinpoint),
        surface: surface.into(),
        html: surface.replace('&', "&amp;").into(),
        passage: passage(surface),
        span: (0, 0),
        linked: true,
    };
    let heading = |level, number: &str, title: &str, anchor: &str| {
        let (label, number_length) = Heading::join(number, title);
        Heading { level, label, number_length, anchor: anchor.into(), paragraphs: 0, is_prose: false, span: (0, 0) }
    };
    let body = Body {
        html: parts.concat().into(),
        holes: holes.collect(),
        headings: vec![
            heading(1, "I.", "Tình hình hoạt động", "muc-i"),
            heading(2, "1.", "Tổ chức bộ máy", "muc-1"),
            heading(3, "1.1.", "Kiện toàn Hội đồng", "muc-1-1"),
        ],
        citations: vec![
            site("Quyết định số 1221/QĐ-UBND", Some("Điều 3, Điều 4 Chương II")),
            site("Kế hoạch số 27-KH/TU", None),
            site("Thông tư số 01/2021/TT-BKH&CN", None),
        ],
        ..Body::default()
    };
    let target = |card| CitationTarget::Document { card, then: status(Status::InForce) };
    BodyView {
        body: Arc::new(body),
        citations: [target(card(1221, Status::Replaced)), target(bare_card()), CitationTarget::Unregistered].into(),
        mentions: Vec::new(),
        links: Vec::new(),
    }
}

fn passage(hit: &str) -> Arc<Passage> {
    let (before, after) = ("Theo ", " của Chủ tịch UBND tỉnh, huyện đã triển khai.");
    Arc::new(Passage {
        sentence: format!("{before}{hit}{after}").into(),
        hit: (before.len() as u32, (before.len() + hit.len()) as u32),
        section: Some("1.1. Kiện toàn Hội đồng".into()),
        anchor: "muc-i.1".into(),
    })
}

fn citation(surface: &str, pinpoint: Option<&str>) -> Citation {
    Citation {
        is_short: false,
        start: 0,
        end: surface.len(),
        kind: Some(Kind::QuyetDinh),
        designation: Designation::State { number: "1221".into(), year: None, symbol: "QĐ-UBND".into() },
        number: Some("1221".into()),
        year: None,
        symbol: Some("QĐ-UBND".into()),
        date: None,
        issuer: None,
        pinpoint: pinpoint.map(Into::into),
        context_end: surface.len(),
    }
}

fn facet(id: FacetKind) -> Arc<Facet> {
    let item = |title: &str, current| {
        Arc::new(FacetItem { title: title.into(), url: Url::new("van-ban/nam/2021/"), count: 4, current })
    };
    Arc::new(Facet {
        id,
        title: (id == FacetKind::Column).then(|| "Hạng sao".into()),
        items: vec![item("2021", true), item("2020", false)],
        all: (id == FacetKind::Commune).then(|| Url::new("xa/")),
    })
}

fn facets() -> Vec<Arc<Facet>> {
    FacetKind::ALL.iter().map(|kind| facet(*kind)).collect()
}

fn pagination() -> Arc<Pagination> {
    let page = |number: u32| {
        let url = Url::new(&format!("van-ban/trang/{number}/"));
        Arc::new(FacetItem { title: number.to_string().into(), url, count: 50, current: number == 2 })
    };
    Arc::new(Pagination {
        number: 2,
        count: 3,
        total: 120,
        previous: Some(Url::new("van-ban/")),
        next: Some(Url::new("van-ban/trang/3/")),
        pages: vec![page(1), page(2), page(3)],
    })
}

fn register() -> RegisterView {
    RegisterView {
        narrowed: Some("Quyết định".into()),
        facets: facets(),
        rows: Status::ALL.iter().zip(1..).map(|(status, number)| card(number, *status)).chain([bare_card()]).collect(),
        pagination: pagination(),
        charts: charts(),
    }
}

fn sentence() -> Sentence {
    Sentence {
        card: report_card(),
        passage: passage("Quyết định số 1221/QĐ-UBND"),
        pinpoint: Some("Điều 3".into()),
        status: Some(status(Status::InForce)),
        also: vec![link("6 tháng cuối năm 2021", "bao-cao/2021-h2/bao-cao-khcn/#muc-1")],
    }
}

fn groups() -> Vec<Arc<SentenceGroup>> {
    let passage = Arc::new(Passage { section: None, ..(*sentence().passage).clone() });
    let bare = Sentence { passage, pinpoint: None, status: None, card: report_card(), also: Vec::new() };
    vec![Arc::new(SentenceGroup { period: h1(), sentences: vec![sentence(), bare] })]
}

fn document() -> DocumentView {
    let relation = |word, document| Arc::new(RelationRow { word, document });
    let line = |day: Option<&str>, word, document| Arc::new(TimelineRow { date: day.map(date), word, document });
    DocumentView {
        card: card(1221, Status::Unknown),
        issued_by: Some("Chủ tịch UBND tỉnh".into()),
        effective_from: Some(date("2020-04-07")),
        effective_to: None,
        fields: vec!["truy xuất nguồn gốc".into(), "chất lượng".into()],
        relations: Relation::ALL
            .iter()
            .flat_map(|word| [relation(*word, card(4, Status::Expired)), relation(*word, card(9, Status::InForce))])
            .collect(),
        timeline: LifeEvent::ALL
            .iter()
            .map(|event| line(Some("2020-04-07"), *event, None))
            .chain([line(
                None,
                LifeEvent::Amended,
                Some(link("Quyết định số 9/QĐ-UBND", "van-ban/ubnd-tinh-mau/qd-ubnd/2024/9/")),
            )])
            .collect(),
        cited_by: groups(),
        then_unknown: true,
        pagination: pagination(),
        articles: vec![Arc::new(ArticleRow {
            title: "Điều 3".into(),
            anchor: "dieu-3".into(),
            sentences: vec![sentence()],
        })],
        source: Some("https://vanban.example.gov.vn/1221?x=1&y=2".into()),
        files: vec![file()],
        note: Some("Trích yếu theo báo cáo.".into()),
        rows: naming(),
        period: Some(h1()),
        previous: Some(link("Quyết định số 1089/QĐ-UBND", "van-ban/ubnd-tinh-mau/qd-ubnd/2020/1089/")),
        next: Some(link("Quyết định số 5060/QĐ-UBND", "van-ban/ubnd-tinh-mau/qd-ubnd/2020/5060/")),
    }
}

fn models() -> ModelsView {
    ModelsView { narrowed: None, facets: facets(), rows: model_cards(), pagination: pagination(), charts: charts() }
}

fn model() -> ModelView {
    let row = |period, reported: bool, known: bool| {
        let text = |text: &str| known.then(|| text.into());
        Arc::new(ModelPeriodRow {
            period,
            body: None,
            reported,
            name: text("Mô hình sen"),
            hectares: known.then(|| decimal("6")),
            scale: text("500 gốc"),
            households: text("Không"),
            funding: text("20 triệu đồng"),
            funding_source: text("ngân sách huyện"),
            status: known.then_some(ModelStatus::Ongoing),
            note: text("Ghi chú."),
        })
    };
    ModelView {
        card: model_card("cay-sen", "Mô hình trồng cây sen"),
        technology: Some("tưới phun mưa".into()),
        product: None,
        offtake: None,
        host: None,
        places: vec![
            Arc::new(PlaceToday {
                link: link("xã Mẫu Sơn", "xa/xa-mau-son/"),
                successors: vec![link("xã Mẫu Bình", "xa/xa-mau-binh/")],
                to: Some(date("2025-06-30")),
            }),
            Arc::new(PlaceToday {
                link: link("xã Mẫu Ngọc", "xa/xa-mau-ngoc/"), successors: Vec::new(), to: None
            }),
        ],
        history: vec![row(h2(), true, true), row(h1(), true, false), row(h1(), false, false)],
        documents: vec![link("Quyết định số 9/QĐ-UBND", "van-ban/ubnd-tinh-mau/qd-ubnd/2024/9/")],
        mentioned: groups(),
        mention_count: 120,
        rows: naming(),
        charts: charts(),
    }
}

fn tasks() -> TasksView {
    let count = |written: Option<&str>| {
        let written: Option<Arc<str>> = written.map(Into::into);
        Arc::new(TaskCountRow {
            period: h1(),
            approved: written.clone(),
            continued: written.clone(),
            accepted: written.clone(),
            grade: written,
        })
    };
    TasksView {
        narrowed: None,
        facets: facets(),
        rows: vec![task(true), task(false)],
        pagination: pagination(),
        counts: vec![count(Some("Không")), count(None)],
        charts: charts(),
    }
}

fn places() -> PlacesView {
    let row = |title: &str, to: Option<&str>| {
        Arc::new(PlaceRow {
            link: link(title, "xa/xa-mau-son/"),
            from: to.is_none().then(|| date("2025-07-01")),
            to: to.map(date),
            models: 2,
            successors: to.map(|_| link("xã Mẫu Bình", "xa/xa-mau-binh/")).into_iter().collect(),
        })
    };
    PlacesView { rows: vec![row("xã Mẫu Ngọc", None), row("xã Mẫu Sơn", Some("2025-06-30"))] }
}

fn place() -> PlaceView {
    PlaceView {
        name: "xã Mẫu Sơn".into(),
        code: Some("15000".into()),
        former_names: vec![Arc::new(FormerNameRow { name: "Mẫu Lâm".into(), to: date("2010-12-31") })],
        from: None,
        to: Some(date("2025-06-30")),
        within: Some("huyện Mẫu".into()),
        successors: vec![link("xã Mẫu Bình", "xa/xa-mau-binh/")],
        forerunners: vec![link("xã Mẫu Cũ", "xa/xa-mau-cu/")],
        other_forerunners: vec!["xã Mẫu Xa".into()],
        models: model_cards(),
        inherited: model_cards(),
        hectares: Some(decimal("8.5")),
        crosses_merger: true,
        mentioned: groups(),
        mention_count: 120,
        rows: naming(),
    }
}

fn naming() -> Vec<Arc<NamingRows>> {
    let rows = vec![link("Gạo nếp mẫu", "so/ocop/gao-nep-mau/")];
    vec![Arc::new(NamingRows { ledger: link("Sản phẩm OCOP", "so/ocop/"), count: 30, rows })]
}

fn ledger_card() -> Arc<LedgerCard> {
    Arc::new(LedgerCard {
        url: Url::new("so/ocop/"),
        title: "Sản phẩm OCOP".into(),
        description: Some("Sản phẩm được công nhận.".into()),
        row: "sản phẩm".into(),
        count: 2,
        period: Some(h1()),
        newest: 1,
    })
}

fn ledgers() -> LedgersView {
    let unreported = LedgerCard { period: None, description: None, ..LedgerCard::clone(&ledger_card()) };
    LedgersView { ledgers: vec![ledger_card(), Arc::new(unreported)] }
}

/// A register with a column of each kind.
fn declared() -> Arc<Ledger> {
    let column = |kind: &ColumnKind| Column {
        id: ColumnId(kind.word().into()),
        title: kind.label().into(),
        kind: *kind,
        unit: (*kind == ColumnKind::Amount).then(|| "ha".into()),
        words: Vec::new(),
        aliases: Vec::new(),
    };
    Arc::new(Ledger {
        id: LedgerId("ocop".into()),
        title: "Sản phẩm OCOP".into(),
        description: None,
        row: "sản phẩm".into(),
        columns: ColumnKind::ALL.iter().map(column).collect(),
        key: vec![0],
        ended: vec!["hết hạn".into()],
    })
}

/// What was reported of a product: everything, or little.
fn product(whole: bool) -> Arc<Row> {
    let cell = |kind: &ColumnKind| {
        let (written, value) = match (kind, whole) {
            (ColumnKind::Text, _) => ("Gạo nếp mẫu", CellValue::Words),
            (_, false) => ("", CellValue::Blank),
            (ColumnKind::Count, true) => ("3", CellValue::Number(decimal("3"))),
            (ColumnKind::Amount, true) => ("1.234", CellValue::Doubtful),
            (ColumnKind::Money, true) => ("1,5 triệu", CellValue::Number(decimal("1500000"))),
            (ColumnKind::Day, true) => ("07/4/2020", CellValue::Day(date("2020-04-07"))),
            (ColumnKind::Address, true) => ("https://example.gov.vn/", CellValue::Words),
            (_, true) => ("xã Mẫu Sơn", CellValue::Words),
        };
        RowCell { written: written.into(), value, place: Place::File }
    };
    let others = whole.then(|| ("Ghi chú".into(), "mới".into())).into_iter().collect();
    Arc::new(Row { id: None, cells: ColumnKind::ALL.iter().map(cell).collect(), others, draft: None })
}

fn change(direction: Direction) -> Option<Arc<Change>> {
    let places = vec![link("xã Mẫu Sơn", "xa/xa-mau-son/")];
    let caution = (direction == Direction::Down).then(|| Arc::new(Merger { places, more: 2 }));
    Some(Arc::new(Change { before: decimal("2"), difference: decimal("-1"), direction, period: h2(), caution }))
}

fn ledger() -> LedgerView {
    let head = |title: &str, unit: Option<&str>| {
        Arc::new(ColumnHead { title: title.into(), unit: unit.map(Into::into), is_number: true })
    };
    let sum = |amount: Option<&str>, is_money: bool, missing| {
        let unit = (!is_money).then(|| "ha".into());
        Arc::new(SumView { amount: amount.map(decimal), is_money, unit, missing, change: change(Direction::Up) })
    };
    let shape = Arc::new(ListShape { ledger: declared(), columns: (1..ColumnKind::ALL.len()).collect() });
    let row = |whole| {
        let (row, shape) = (product(whole), shape.clone());
        let url = Url::new("so/ocop/gao-nep-mau/");
        Arc::new(RowCard { url, period: h1(), unreported: !whole, row, shape, choices: Vec::new() })
    };
    LedgerView {
        ledger: ledger_card(),
        narrowed: Some("3 sao".into()),
        of_period: false,
        facets: facets(),
        columns: ColumnKind::ALL[1..].iter().map(|kind| head(kind.label(), None)).collect(),
        rows: vec![row(true), row(false)],
        pagination: pagination(),
        sums: vec![head("Diện tích", Some("ha")), head("Doanh thu", None)],
        periods: vec![Arc::new(LedgerPeriod {
            period: h1(),
            url: Url::new("so/ocop/ky/2022-h1/"),
            count: 2,
            change: change(Direction::Down),
            sums: vec![sum(None, false, 2), sum(Some("1500000"), true, 1)],
        })],
        charts: charts(),
    }
}

fn row() -> RowView {
    let own = |row: Option<bool>, before: Option<bool>| {
        let (row, before) = (row.map(product), before.map(product));
        Arc::new(RowPeriod { period: h1(), ledger: declared(), row, before })
    };
    RowView {
        ledger: ledger_card(),
        period: h1(),
        unreported: true,
        history: vec![
            own(Some(false), None),
            own(Some(true), Some(false)),
            own(Some(true), Some(true)),
            own(None, Some(true)),
        ],
        charts: charts(),
        mentioned: groups(),
        mention_count: 120,
        row: product(true),
        declared: declared(),
        links: vec![(5, link("xã Mẫu Sơn", "xa/xa-mau-son/")), (6, link("UBND", "van-ban/ubnd/"))],
    }
}

fn search() -> SearchView {
    let kind = |id, title| Arc::new(KindChoice { id, title });
    SearchView {
        kinds: FindableKind::ALL.iter().map(|id| kind(*id, id.title(Language::Vietnamese))).collect(),
        periods: timeline(),
    }
}

fn data() -> DataView {
    let columns =
        vec![Arc::new(ColumnView { name: "so_hieu".into(), kind: "string".into(), title: "Số hiệu".into() })];
    let set = |id: &str, title: &str| {
        Arc::new(DatasetView {
            id: id.into(),
            title: title.into(),
            description: "Mỗi dòng là một văn bản trong sổ đăng ký.".into(),
            rows: 13,
            parts: vec![Arc::new(DataPartView {
                title: None,
                rows: 13,
                csv: Url::new(&format!("du-lieu/{id}.csv")),
                json: Url::new(&format!("du-lieu/{id}.json")),
            })],
            columns: columns.clone(),
        })
    };
    let datasets = vec![set("van-ban", "Văn bản"), set("mo-hinh", "Mô hình theo kỳ")];
    DataView { datasets, rules: "Ô trống là không rõ; 0 là không có." }
}

fn gaps() -> GapsView {
    let row = |word, written: Option<&str>| {
        Arc::new(GapRow { report: report_card(), word, written: written.map(Into::into) })
    };
    GapsView {
        rows: Gap::ALL.iter().map(|gap| row(*gap, (*gap == Gap::Number).then_some("Số: /BC-UBND"))).collect(),
        pagination: pagination(),
    }
}

fn promises() -> PromisesView {
    PromisesView { rows: promise_rows(), forgotten: 1, pagination: pagination() }
}

fn feed() -> FeedView {
    let entry = |summary: Option<&str>| {
        Arc::new(FeedEntry {
            title: "Báo cáo KH&CN".into(),
            url: Url::new("bao-cao/2022-h1/bao-cao-khcn/"),
            updated: date("2022-06-30"),
            summary: summary.map(Into::into),
            author: Some("Ủy ban nhân dân huyện Mẫu".into()),
            kind: Genre::Report,
        })
    };
    FeedView {
        title: "Mới công bố".into(),
        updated: date("2022-06-30"),
        page: Url::new(""),
        entries: vec![entry(Some("Một câu.")), entry(None)],
    }
}
