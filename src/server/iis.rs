//! `web.config`, for Internet Information Services 8 and later. Rules for old addresses need its module URL Rewrite.

use quick_xml::escape::escape;

use super::{FENCE, FENCED, SHOWN, Settings, literal, query_patterns, types};

/// Writes the file.
pub fn write(settings: &Settings) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <!-- Do congbo viết ra; mỗi lần dựng trang lại viết mới. -->\n\
         <configuration>\n\
         <system.webServer>\n\
         <defaultDocument><files><clear/><add value=\"index.html\"/></files></defaultDocument>\n\
         <httpErrors errorMode=\"Custom\"><remove statusCode=\"404\"/>\
         <error statusCode=\"404\" path=\"{}404.html\" responseMode=\"ExecuteURL\"/></httpErrors>\n\
         <staticContent>\n",
        settings.base
    );
    for (ending, kind) in types() {
        text.push_str(&format!(
            "<remove fileExtension=\".{ending}\"/><mimeMap fileExtension=\".{ending}\" mimeType=\"{kind}\"/>\n"
        ));
    }
    text.push_str(
        "</staticContent>\n\
         <httpProtocol><customHeaders><remove name=\"X-Content-Type-Options\"/>\
         <add name=\"X-Content-Type-Options\" value=\"nosniff\"/></customHeaders></httpProtocol>\n",
    );
    // Without old addresses nothing is asked of the module, which many servers do not have.
    if !settings.moved.is_empty() {
        write_rules(settings, &mut text);
    }
    text.push_str("</system.webServer>\n</configuration>\n");
    text
}

/// Old addresses, and with the same module the fence around files.
fn write_rules(settings: &Settings, text: &mut String) {
    text.push_str("<rewrite>\n<rules>\n");
    for (moved, number) in settings.moved.iter().zip(1..) {
        let path = escape(literal(moved.from.path()));
        text.push_str(&format!(
            "<rule name=\"congbo {number}\" stopProcessing=\"true\"><match url=\"^{path}$\" ignoreCase=\"true\"/>"
        ));
        let patterns: Vec<String> = moved.from.query().into_iter().flat_map(query_patterns).collect();
        if !patterns.is_empty() {
            text.push_str("<conditions logicalGrouping=\"MatchAll\">");
            for pattern in patterns {
                let pattern = escape(pattern);
                text.push_str(&format!("<add input=\"{{QUERY_STRING}}\" pattern=\"{pattern}\"/>"));
            }
            text.push_str("</conditions>");
        }
        let page = escape(settings.path_of(&moved.to));
        text.push_str(&format!(
            "<action type=\"Redirect\" url=\"{page}\" appendQueryString=\"false\" redirectType=\"Permanent\"/></rule>\n"
        ));
    }
    let files = format!("^{}tep/", escape(literal(&settings.base)));
    text.push_str(&format!(
        "</rules>\n<outboundRules>\n\
         <rule name=\"congbo fence\"><match serverVariable=\"RESPONSE_Content-Security-Policy\" pattern=\".*\"/>\
         <conditions><add input=\"{{REQUEST_URI}}\" pattern=\"{files}.*\\.({})$\"/></conditions>\
         <action type=\"Rewrite\" value=\"{FENCE}\"/></rule>\n\
         <rule name=\"congbo save\"><match serverVariable=\"RESPONSE_Content-Disposition\" pattern=\".*\"/>\
         <conditions><add input=\"{{REQUEST_URI}}\" pattern=\"{files}\"/>\
         <add input=\"{{REQUEST_URI}}\" pattern=\"\\.({})$\" negate=\"true\"/></conditions>\
         <action type=\"Rewrite\" value=\"attachment\"/></rule>\n\
         </outboundRules>\n</rewrite>\n",
        FENCED.join("|"),
        SHOWN.join("|"),
    ));
}
