//! The same archive for Hugo and Zola. They are handed finished links and need only list who links to a document.

use std::path::Path;
use std::process::Command;

use crate::generate::{Archive, Document, write};
use crate::process::{Run, run};

/// Another generator.
pub struct Peer {
    pub name: &'static str,
    /// The variable that names its program, and the program's usual name.
    program: (&'static str, &'static str),
    lay_out: fn(&Archive, &Path),
    arguments: &'static [&'static str],
}

/// Every peer.
pub fn all() -> [Peer; 2] {
    [
        Peer { name: "Hugo", program: ("HUGO", "hugo"), lay_out: hugo, arguments: &["--quiet"] },
        Peer { name: "Zola", program: ("ZOLA", "zola"), lay_out: zola, arguments: &["build"] },
    ]
}

impl Peer {
    /// Lays the archive out for the peer and times its build; none when it is not installed.
    pub fn measure(&self, archive: &Archive, folder: &Path) -> Option<Run> {
        let program = std::env::var_os(self.program.0).unwrap_or_else(|| self.program.1.into());
        Command::new(&program)
            .arg("version")
            .output()
            .or_else(|_| Command::new(&program).arg("--version").output())
            .ok()?;
        let site = folder.join(self.program.1);
        (self.lay_out)(archive, &site);
        let mut command = Command::new(&program);
        command.current_dir(&site).args(self.arguments);
        run(command)
    }
}

const PAGE: &str = "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>";

fn hugo(archive: &Archive, site: &Path) {
    write(
        &site.join("hugo.toml"),
        "baseURL = 'https://example.gov.vn/'\ndisableKinds = ['RSS']\n[taxonomies]\ncited = 'cited'\n",
    );
    let single = format!(
        "{PAGE}{{{{ .Title }}}}</title><h1>{{{{ .Title }}}}</h1>{{{{ .TableOfContents }}}}{{{{ .Content }}}}<ul>{{{{ with \
         (index .Site.Taxonomies.cited .File.ContentBaseName) }}}}{{{{ range .Pages }}}}<li><a href=\"{{{{ .RelPermalink }}}}\">\
         {{{{ .Title }}}}</a></li>{{{{ end }}}}{{{{ end }}}}</ul></html>"
    );
    let list = format!(
        "{PAGE}{{{{ .Title }}}}</title><h1>{{{{ .Title }}}}</h1><ul>{{{{ range (.Paginate .RegularPages 100).Pages }}}}<li><a \
         href=\"{{{{ .RelPermalink }}}}\">{{{{ .Title }}}}</a></li>{{{{ end }}}}</ul></html>"
    );
    write(&site.join("layouts/_default/single.html"), &single);
    write(&site.join("layouts/_default/list.html"), &list);
    write(&site.join("layouts/_default/taxonomy.html"), "{{ .Title }}");
    write(&site.join("layouts/_default/terms.html"), "{{ .Title }}");
    pages(
        archive,
        site,
        |cited| format!("cited: [{}]\n", cited.join(", ")),
        |document| format!("/van-ban/{}/", document.slug()),
    );
}

fn zola(archive: &Archive, site: &Path) {
    write(&site.join("config.toml"), "base_url = 'https://example.gov.vn'\ngenerate_sitemap = true\n");
    let page = format!(
        "{PAGE}{{{{ page.title }}}}</title><h1>{{{{ page.title }}}}</h1>{{{{ page.content | safe }}}}<ul>{{% for link in \
         page.backlinks %}}<li><a href=\"{{{{ link.permalink }}}}\">{{{{ link.title }}}}</a></li>{{% endfor %}}</ul></html>"
    );
    let section = format!(
        "{PAGE}{{{{ section.title }}}}</title><ul>{{% for page in paginator.pages %}}<li><a href=\"{{{{ page.permalink }}}}\">\
         {{{{ page.title }}}}</a></li>{{% endfor %}}</ul></html>"
    );
    write(&site.join("templates/page.html"), &page);
    write(&site.join("templates/section.html"), &section);
    write(&site.join("templates/index.html"), "{{ section.title }}");
    for section in ["bao-cao", "van-ban", "mo-hinh"] {
        write(&site.join(format!("content/{section}/_index.md")), "---\ntitle: Danh sách\npaginate_by: 100\n---\n");
    }
    pages(archive, site, |_| String::new(), |document| format!("@/van-ban/{}.md", document.slug()));
}

/// The pages that both peers read alike; they differ in how a report names what it cites.
fn pages(archive: &Archive, site: &Path, cites: impl Fn(&[String]) -> String, link: impl Fn(&Document) -> String) {
    for index in 0..archive.documents {
        let document = archive.document(index);
        let title = format!("{} số {}", document.kind, document.designation());
        let text = format!("---\ntitle: {title}\ndate: {}-06-15\n---\n\nVăn bản mẫu.\n", document.year);
        write(&site.join(format!("content/van-ban/{}.md", document.slug())), &text);
    }
    for index in 0..archive.models {
        write(
            &site.join(format!("content/mo-hinh/mo-hinh-{index}.md")),
            &format!("---\ntitle: Mô hình mẫu số {index}\n---\n"),
        );
    }
    for report in 0..archive.reports {
        let cited: Vec<String> = archive.cited(report).map(|document| document.slug()).collect();
        let body = archive.body(report, |document| {
            format!(
                "[{} số {}]({}) ngày 15/6/{} của UBND tỉnh",
                document.kind,
                document.designation(),
                link(document),
                document.year
            )
        });
        let text = format!("---\ntitle: Báo cáo mẫu số {report}\ndate: 2023-06-15\n{}---\n\n{body}", cites(&cited));
        write(&site.join(format!("content/bao-cao/bao-cao-{report}.md")), &text);
    }
}
