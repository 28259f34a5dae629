//! What becomes of a table, in words.

use super::{Offer, ReadTable, RowsDraft};
use crate::content::PeriodId;
use crate::diagnostic::{Bilingual, Language, bilingual};

/// What becomes of each column, for the terminal, before anything is written.
pub fn shown(draft: &RowsDraft, language: Language) -> String {
    let RowsDraft { path, tables, .. } = draft;
    let rows: usize = tables.iter().map(|table| table.rows).sum();
    let head = bilingual!(vi: "{path}: {rows} dòng", en: "{path}: {rows} rows");
    let mut shown = format!("{}\n", head.of(language));
    for table in tables {
        let ReadTable { rows, totals, .. } = table;
        let name = table.name();
        let (vi, en) = (&name.vi, &name.en);
        let head = bilingual!(vi: "{vi}: {rows} dòng, {totals} dòng tổng đã đối chiếu", en: "{en}: {rows} rows, {totals} totals compared");
        shown.push_str(&format!("  {}\n", head.of(language)));
        for line in table.columns(language) {
            shown.push_str(&format!("    {line}\n"));
        }
    }
    shown
}

impl ReadTable {
    /// What it is called.
    pub fn name(&self) -> Bilingual {
        self.which.name(&self.source)
    }

    /// What each of its columns becomes.
    pub fn columns(&self, language: Language) -> impl Iterator<Item = String> + '_ {
        let kept = bilingual!(vi: "(sổ không có; giữ như chữ)", en: "(not in the register; kept as text)");
        let kept = kept.of(language).to_owned();
        self.mapping.iter().map(move |(label, column)| {
            let label = if label.is_empty() { "–" } else { label };
            format!("{label} → {}", column.as_deref().unwrap_or(&kept))
        })
    }
}

impl Offer {
    /// The table, and the register that it looks like.
    pub fn head(&self, language: Language) -> String {
        let (id, title, rows) = (&self.ledger.id, &self.ledger.title, self.table.rows);
        let name = self.table.which.short();
        let (vi, en) = (&name.vi, &name.en);
        let head =
            bilingual!(vi: "{vi} → sổ {id} ({title}), {rows} dòng", en: "{en} → register {id} ({title}), {rows} rows");
        head.of(language).to_owned()
    }

    /// What takes its rows.
    pub fn command(&self, period: PeriodId) -> String {
        let (source, id) = (&self.table.source, &self.ledger.id);
        format!("congbo import {source} --register {id} --period {period}")
    }
}
