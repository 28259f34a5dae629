//! Totals and percentages in the tables of reports.

use std::ops::Range;

use rust_decimal::Decimal;

use super::desk::{Desk, File, front_matter_bytes};
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location, Place};
use crate::parse::Entries;
use crate::parse::body::table_marks::{LEFT, ends_head, goes_on};
use trichdan::text::fold::fold;
use trichdan::text::number;

/// Adds up the tables of every report and page.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_file(said, |file, said| {
        if matches!(file.entries, Entries::Report(..) | Entries::Page(..)) {
            for table in tables(file.text) {
                check_totals(file, &table, said);
                check_rows(file, &table, said);
            }
        }
    });
}

/// A cell's words and its bytes in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cell {
    text: String,
    bytes: Range<usize>,
}

type Row = Vec<Cell>;

#[derive(Debug, PartialEq, Eq)]
struct Table {
    header: Row,
    rows: Vec<Row>,
}

/// The pipe tables of a Markdown text: a header line, a line of dashes, rows.
fn tables(text: &str) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut run: Vec<(usize, &str)> = Vec::new();
    let mut start = front_matter_bytes(text);
    for line in text[start..].split_inclusive('\n').chain([""]) {
        if line.trim_start().starts_with('|') {
            run.push((start, line));
        } else {
            tables.extend(read_table(&run));
            run.clear();
        }
        start += line.len();
    }
    tables
}

fn read_table(lines: &[(usize, &str)]) -> Option<Table> {
    let [header, (_, dashes), rows @ ..] = lines else { return None };
    let is_rule = dashes.contains('-') && dashes.trim().chars().all(|letter| matches!(letter, '|' | '-' | ':' | ' '));
    is_rule.then(|| {
        let mut table = Table { header: cells(*header), rows: rows.iter().map(|line| cells(*line)).collect() };
        table.take_head();
        table
    })
}

impl Table {
    /// Takes the rows above a line of `===` into the head.
    fn take_head(&mut self) {
        let is_end = |row: &Row| ends_head(row.iter().map(|cell| &*cell.text));
        let Some(end) = self.rows.iter().position(is_end) else { return };
        for row in self.rows.drain(..=end).take(end) {
            for (above, cell) in self.header.iter_mut().zip(row) {
                if !goes_on(&cell.text) {
                    above.text = format!("{} {}", above.text.replace(LEFT, ""), cell.text).trim().to_owned();
                }
            }
        }
    }
}

fn cells((line_start, line): (usize, &str)) -> Row {
    let bytes = line.as_bytes();
    let bar = |at: usize| bytes[at] == b'|' && (at == 0 || bytes[at - 1] != b'\\');
    let bars: Vec<usize> = (0..bytes.len()).filter(|&at| bar(at)).collect();
    let cell = |pair: &[usize]| {
        let whole = &line[pair[0] + 1..pair[1]];
        let start = pair[0] + 1 + (whole.len() - whole.trim_start().len());
        let text = whole.trim();
        Cell { text: text.replace('*', ""), bytes: line_start + start..line_start + start + text.len() }
    };
    bars.windows(2).map(cell).collect()
}

/// What a row is for, by its first words.
#[derive(PartialEq, Eq)]
enum RowKind {
    Part,
    /// `Trong đó`, and whatever is set apart as a part of the row above.
    OfWhich,
    Total,
}

fn row_kind(row: &Row) -> RowKind {
    // The number column may come first: `| | Tổng cộng | 12 |`.
    let label =
        row.iter().map(|cell| fold(&cell.text)).find(|text| text.contains(char::is_alphabetic)).unwrap_or_default();
    if ["tong", "cong"].iter().any(|word| label == *word || label.starts_with(&format!("{word} ")))
        && !label.starts_with("cong nghe")
    {
        let is_total =
            ["tong", "tong cong", "cong", "tong so", "cong tong"].contains(&label.trim_end_matches([':', '.']));
        return if is_total { RowKind::Total } else { RowKind::Part };
    }
    if label.starts_with("trong do") || label.starts_with("- ") || label.starts_with("+ ") {
        return RowKind::OfWhich;
    }
    RowKind::Part
}

/// Each column of numbers against its total row, which may stand last or first.
fn check_totals(file: &File<'_>, table: &Table, said: &mut Vec<Diagnostic>) {
    let totals: Vec<usize> =
        (0..table.rows.len()).filter(|&index| row_kind(&table.rows[index]) == RowKind::Total).collect();
    let [total] = totals[..] else { return };
    let parts: Vec<&Row> = table
        .rows
        .iter()
        .enumerate()
        .filter(|(index, row)| *index != total && row_kind(row) == RowKind::Part)
        .map(|(_, row)| row)
        .collect();
    if parts.len() < 2 || (total != 0 && total + 1 != table.rows.len()) {
        return;
    }
    let sums = sums(&parts);
    for (column, cell) in table.rows[total].iter().enumerate() {
        let Some((written, is_percent)) = amount(&cell.text) else { continue };
        let Some(Some((sum, count))) = sums.get(column) else { continue };
        let (sum, count) = (*sum, *count);
        let name = table.header.get(column).map_or("", |cell| &cell.text);
        let is_percent = is_percent || name.contains('%') || fold(name).starts_with("ty le");
        // Ordinals and averages are no sums.
        if ["TT", "STT", "Số TT"].contains(&name) || fold(name).contains("binh quan") {
            continue;
        }
        let location =
            Location { path: file.path.clone(), place: Place::Bytes(cell.bytes.start as u32, cell.bytes.end as u32) };
        let (written_text, sum_text) = (number::write(written), number::write(sum));
        if is_percent {
            // Only a share of the whole adds up; a rate (`tỷ lệ hoàn thành`) has a total that is its average.
            let slack = Decimal::new(1, 1) * Decimal::from(count);
            if written == Decimal::ONE_HUNDRED
                && (sum - written).abs() > slack
                && (sum - written).abs() < Decimal::from(20)
            {
                said.push(messages::table_percent(name, &written_text, &sum_text, location));
            }
        } else if sum != written {
            said.push(messages::table_sum(name, &written_text, &sum_text, location));
        }
    }
}

/// Fewer rows than this in which a total is the sum of other columns may be chance.
const ENOUGH_ROWS: usize = 3;

/// A column `Tổng số` against the columns beside it, where in nearly all rows it is their sum.
fn check_rows(file: &File<'_>, table: &Table, said: &mut Vec<Diagnostic>) {
    let is_total = |cell: &Cell| {
        let name = fold(&cell.text);
        ["tong", "cong"].iter().any(|word| name == *word || name.starts_with(&format!("{word} ")))
            && !name.starts_with("cong nghe")
    };
    let Some(total) = table.header.iter().position(is_total) else { return };
    let last = total + 1 == table.header.len();
    let columns = if last { 0..total } else { total + 1..table.header.len() };
    let columns: Vec<usize> = columns.filter(|column| is_part_column(table, *column)).collect();
    let sums: Vec<(&Row, Decimal, Decimal)> = table
        .rows
        .iter()
        .filter_map(|row| Some((row, amount(&row.get(total)?.text)?.0, row_sum(row, &columns)?)))
        .collect();
    let right = sums.iter().filter(|(_, written, sum)| written == sum).count();
    let wrong = sums.len() - right;
    if columns.len() < 2 || right < ENOUGH_ROWS || wrong * 3 > right {
        return;
    }
    for (row, written, sum) in sums.into_iter().filter(|(_, written, sum)| written != sum) {
        let bytes = &row[total].bytes;
        let location = Location { path: file.path.clone(), place: Place::Bytes(bytes.start as u32, bytes.end as u32) };
        said.push(messages::row_sum(&table.header[total].text, &number::write(written), &number::write(sum), location));
    }
}

/// Whether a column may hold parts of a total: numbers, and neither ordinals nor shares.
fn is_part_column(table: &Table, column: usize) -> bool {
    let name = &table.header[column].text;
    let is_other =
        ["TT", "STT", "Số TT"].contains(&name.as_str()) || name.contains('%') || fold(name).starts_with("ty le");
    let mut cells = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text.trim());
    !is_other && cells.any(|text| amount(text).is_some()) && cells.all(|text| is_blank(text) || amount(text).is_some())
}

/// A row's parts added up; none where one is in words.
fn row_sum(row: &Row, columns: &[usize]) -> Option<Decimal> {
    columns.iter().try_fold(Decimal::ZERO, |sum, column| match row.get(*column).map_or("", |cell| cell.text.trim()) {
        text if is_blank(text) => Some(sum),
        text => Some(sum + amount(text)?.0),
    })
}

fn is_blank(text: &str) -> bool {
    matches!(text, "" | "-" | "–" | "Không" | "không") || goes_on(text)
}

/// The sum of each column that has two numbers or more, and how many; none if a cell holds words, for then the sum is
/// unknown.
fn sums(parts: &[&Row]) -> Vec<Option<(Decimal, usize)>> {
    let mut sums: Vec<Option<(Decimal, usize)>> = Vec::new();
    for row in parts {
        sums.resize(sums.len().max(row.len()), Some((Decimal::ZERO, 0)));
        for (column, cell) in sums.iter_mut().zip(*row) {
            let text = cell.text.trim();
            if !is_blank(text) {
                let (sum, number) = (*column, amount(text));
                *column =
                    sum.zip(number).and_then(|((sum, count), (number, _))| Some((sum.checked_add(number)?, count + 1)));
            }
        }
    }
    sums.into_iter().map(|sum| sum.filter(|(_, count)| *count >= 2)).collect()
}

/// A cell that is one number, with or without a unit or `%`.
fn amount(text: &str) -> Option<(Decimal, bool)> {
    let measure = number::measure(text)?;
    Some((measure.amount, measure.unit == "%"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_with_the_bytes_of_its_cells() {
        let text = "---\ntitle: a\n---\n\n| Xã | Diện tích |\n| --- | ---: |\n| Thọ Sơn | **6** |\n\nhết";
        let [table] = &tables(text)[..] else { unreachable!("one table") };
        assert_eq!(table.header[1].text, "Diện tích");
        assert_eq!((table.rows[0][1].text.as_str(), &text[table.rows[0][1].bytes.clone()]), ("6", "**6**"));
    }
}
