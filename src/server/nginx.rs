//! A file for nginx, taken into its `server { … }` by `include`.

use super::{FENCE, FENCED, SHOWN, Settings, literal, types};

/// Writes the file.
pub fn write(settings: &Settings) -> String {
    let base = &settings.base;
    let pattern = literal(base);
    let mut text = String::from(
        "# Do congbo viết ra; mỗi lần dựng trang lại viết mới. Trong server { … } ghi: include /…/congbo.nginx.conf;\n",
    );
    for moved in &settings.moved {
        let from = format!("^{pattern}{}", literal(moved.from.path()));
        let page = settings.path_of(&moved.to);
        // The query stands in the address as it was asked for; settings in the order of the old address, others between.
        let query = moved.from.query().map(|query| {
            let settings: Vec<String> = query.split('&').map(literal).collect();
            format!(r"\?(.*&)?{}(&.*)?$", settings.join("&(.*&)?"))
        });
        let query = query.unwrap_or_else(|| r"(\?.*)?$".to_owned());
        text.push_str(&format!("if ($request_uri ~* \"{from}{query}\") {{ return 301 {page}; }}\n"));
    }
    text.push_str(&format!("error_page 404 {base}404.html;\nadd_header X-Content-Type-Options nosniff always;\n"));
    text.push_str(&format!(
        "location ~* ^{pattern}tep/.*\\.({})$ {{\n\
         add_header X-Content-Type-Options nosniff always;\n\
         add_header Content-Security-Policy \"{FENCE}\" always;\n}}\n\
         location ~* ^{pattern}tep/(?!.*\\.({})$) {{\n\
         add_header X-Content-Type-Options nosniff always;\n\
         add_header Content-Disposition attachment always;\n}}\n",
        FENCED.join("|"),
        SHOWN.join("|"),
    ));
    for (ending, kind) in types() {
        text.push_str(&format!(
            "location ~* ^{pattern}(?!tep/).*\\.{ending}$ {{ types {{ }} default_type \"{kind}\"; }}\n"
        ));
    }
    text
}
