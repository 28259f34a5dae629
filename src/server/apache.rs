//! `.htaccess`, for Apache 2.4 and LiteSpeed.

use super::{FENCE, FENCED, SHOWN, Settings, literal, query_patterns, types};

/// Writes the file. Modules that are not there are passed over, so that a site never fails for them.
pub fn write(settings: &Settings) -> String {
    let base = &settings.base;
    let files = format!("^{}tep/", literal(base));
    let mut text = format!(
        "# Do congbo viết ra; mỗi lần dựng trang lại viết mới.\n\
         ErrorDocument 404 {base}404.html\n\
         <IfModule mod_mime.c>\n"
    );
    for (ending, kind) in types() {
        text.push_str(&format!("AddType '{kind}' .{ending}\n"));
    }
    text.push_str(&format!(
        "</IfModule>\n\
         <IfModule mod_headers.c>\n\
         Header always set X-Content-Type-Options \"nosniff\"\n\
         <If \"%{{REQUEST_URI}} =~ m#{files}.*\\.({})$#i\">\n\
         Header always set Content-Security-Policy \"{FENCE}\"\n\
         </If>\n\
         <If \"%{{REQUEST_URI}} =~ m#{files}# && %{{REQUEST_URI}} !~ m#\\.({})$#i\">\n\
         Header always set Content-Disposition \"attachment\"\n\
         </If>\n\
         </IfModule>\n",
        FENCED.join("|"),
        SHOWN.join("|"),
    ));
    if settings.moved.is_empty() {
        return text;
    }
    text.push_str("<IfModule mod_rewrite.c>\nRewriteEngine On\n");
    for moved in &settings.moved {
        for pattern in moved.from.query().into_iter().flat_map(query_patterns) {
            text.push_str(&format!("RewriteCond %{{QUERY_STRING}} {pattern} [NC]\n"));
        }
        let (path, page) = (literal(moved.from.path()), settings.path_of(&moved.to));
        text.push_str(&format!("RewriteRule ^{path}$ {page} [R=301,L,NC,QSD]\n"));
    }
    text.push_str("</IfModule>\n");
    text
}
