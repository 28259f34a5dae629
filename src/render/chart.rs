//! Charts as SVG, drawn when the site is built: bars and lines from numbers that also stand in a table.
//!
//! Every value is written beside or on its mark, and each series has a pattern of its own, so that nothing is
//! said by colour alone; the theme names the patterns above the drawing. A period that reported nothing is a gap with words, never a zero. Widths are
//! percentages and heights are pixels, so that a chart fits a phone without its letters shrinking.

use std::fmt::Write;
use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::escape::escape;
use super::words::{OwnWord, Words};
use crate::view::{ChartForm, ChartSeries, ChartView};

/// A category's words stand above its bars.
const LABEL: f64 = 24.0;
const BAR: f64 = 20.0;
/// A category's words, its bar, and the gap before the next.
const GROUP: f64 = LABEL + BAR + 14.0;
/// A part of a bar has its number written on it from this width on, in percent.
const NARROWEST: f64 = 6.0;
/// The longest bar, in percent: room is left for the value behind it.
const LONGEST: f64 = 74.0;
/// The plot of a line chart, between its title line and its axis.
const PLOT_TOP: f64 = 34.0;
const PLOT_BOTTOM: f64 = 214.0;
const LINE_HEIGHT: f64 = 244.0;
/// Categories that are drawn: the last, where there are more. The table has them all.
const MOST_DRAWN: usize = 12;
/// Letters of an axis label that fit beside each other on a phone.
const AXIS_LETTERS: usize = 40;

/// Draws a chart in the words of the interface; `number` writes a value for readers.
pub fn svg(view: &ChartView, words: &Words, number: &dyn Fn(Decimal) -> String) -> String {
    let view = &last_categories(view);
    let mut drawing = Drawing { view, words, number, top: 0.0 };
    let top = match view.form {
        ChartForm::Line => view.series.iter().flat_map(|series| series.values.iter().flatten()).max().copied(),
        ChartForm::Bar => (0..view.categories.len()).filter_map(|index| drawing.total(index)).max(),
    };
    drawing.top = top.unwrap_or_default().to_f64().unwrap_or_default();
    match view.form {
        ChartForm::Line => drawing.lines(),
        ChartForm::Bar => drawing.bars(),
    }
}

/// The part of a chart that is drawn.
fn last_categories(view: &ChartView) -> ChartView {
    let first = view.categories.len().saturating_sub(MOST_DRAWN);
    let part = |series: &Arc<ChartSeries>| {
        let values = series.values.get(first..).unwrap_or_default().to_vec();
        Arc::new(ChartSeries { name: series.name.clone(), values })
    };
    let (categories, series) = (view.categories[first..].to_vec(), view.series.iter().map(part).collect());
    ChartView { categories, series, ..view.clone() }
}

struct Drawing<'a> {
    view: &'a ChartView,
    words: &'a Words,
    number: &'a dyn Fn(Decimal) -> String,
    /// The greatest value, or the longest bar's.
    top: f64,
}

impl Drawing<'_> {
    /// Horizontal bars, one for each category; of several series each has its part of the bar.
    fn bars(&self) -> String {
        let mut out = self.open(GROUP * self.view.categories.len() as f64);
        for (index, category) in self.view.categories.iter().enumerate() {
            let y = GROUP * index as f64;
            text(&mut out, "label", "0", y + LABEL - 8.0, category);
            self.bar(&mut out, index, y + LABEL);
        }
        out.push_str("</svg>");
        out
    }

    fn bar(&self, out: &mut String, index: usize, y: f64) {
        let Some(total) = self.total(index) else {
            return text(out, "missing", "0", y + BAR - 3.0, self.words.of(OwnWord::NotReported));
        };
        let mut left = 0.0;
        for (number, series) in self.view.series.iter().enumerate() {
            let value = series.values.get(index).copied().flatten().unwrap_or_default();
            let width = self.share(value) * LONGEST;
            // A part of nothing has no mark; a whole of nothing keeps its place.
            if value.is_zero() && self.view.series.len() > 1 {
                continue;
            }
            let (x, wide) = (percent(left), percent(width));
            shape(
                out,
                &format!(
                    "<rect class=\"bar series-{}\" x=\"{x}%\" y=\"{y}\" width=\"{wide}%\" height=\"{BAR}\"/>",
                    number + 1
                ),
            );
            if self.view.series.len() > 1 && width >= NARROWEST {
                let middle = percent(left + width / 2.0);
                text(
                    out,
                    &format!("inside middle on-{}", number + 1),
                    &format!("{middle}%"),
                    y + BAR - 5.0,
                    &(self.number)(value),
                );
            }
            left += width;
        }
        shape(out, &format!("<svg x=\"{}%\" y=\"{y}\" overflow=\"visible\">", percent(left)));
        text(out, "value", "8", BAR - 5.0, &self.written(total));
        out.push_str("</svg>");
    }

    /// What the series have together in a category; none where none of them reported anything.
    fn total(&self, index: usize) -> Option<Decimal> {
        let values = self.view.series.iter().filter_map(|series| series.values.get(index).copied().flatten());
        values.reduce(|sum, value| sum + value)
    }

    /// Lines over the categories, in their order; a gap where a series has no value.
    fn lines(&self) -> String {
        let mut out = self.open(LINE_HEIGHT);
        shape(
            &mut out,
            &format!("<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"{PLOT_BOTTOM}\" y2=\"{PLOT_BOTTOM}\"/>"),
        );
        if let Some(unit) = &self.view.unit {
            text(&mut out, "tick", "0", 12.0, unit);
        }
        for (number, series) in self.view.series.iter().enumerate() {
            self.line(&mut out, number, series);
        }
        self.axis(&mut out);
        out.push_str("</svg>");
        out
    }

    fn line(&self, out: &mut String, number: usize, series: &ChartSeries) {
        let class = format!("series-{}", number + 1);
        let points: Vec<Option<(f64, f64, Decimal)>> = (0..self.view.categories.len())
            .map(|index| {
                let value = series.values.get(index).copied().flatten()?;
                Some((self.x(index), PLOT_BOTTOM - self.share(value) * (PLOT_BOTTOM - PLOT_TOP), value))
            })
            .collect();
        for pair in points.windows(2) {
            if let [Some((x1, y1, _)), Some((x2, y2, _))] = pair {
                let (x1, x2) = (percent(*x1), percent(*x2));
                shape(
                    out,
                    &format!("<line class=\"line {class}\" x1=\"{x1}%\" y1=\"{y1:.1}\" x2=\"{x2}%\" y2=\"{y2:.1}\"/>"),
                );
            }
        }
        for (x, y, value) in points.iter().flatten() {
            let x = percent(*x);
            shape(out, &format!("<circle class=\"point {class}\" cx=\"{x}%\" cy=\"{y:.1}\" r=\"4\"/>"));
            text(out, "value middle", &format!("{x}%"), y - 10.0, &(self.number)(*value));
        }
        if self.view.series.len() > 1
            && let Some((x, y, _)) = points.iter().flatten().next_back()
        {
            text(out, "label end", &format!("{}%", percent(*x)), y + 20.0, &series.name);
        }
    }

    /// The first and last category, and those between as far as their words fit.
    fn axis(&self, out: &mut String) {
        let names = &self.view.categories;
        let letters = names.iter().map(|name| name.chars().count()).max().unwrap_or(0).max(1);
        let shown = (AXIS_LETTERS / letters).clamp(2, names.len().max(2));
        let step = names.len().saturating_sub(1).div_ceil(shown - 1).max(1);
        for (index, name) in names.iter().enumerate() {
            let last = index + 1 == names.len();
            let near_the_last = !last && names.len() - 1 - index < step;
            if !last && (!index.is_multiple_of(step) || near_the_last) {
                continue;
            }
            let class = if index == 0 {
                "tick"
            } else if last {
                "tick end"
            } else {
                "tick middle"
            };
            let x = if index == 0 {
                0.0
            } else if last {
                100.0
            } else {
                self.x(index)
            };
            text(out, class, &format!("{}%", percent(x)), LINE_HEIGHT - 8.0, name);
        }
    }

    fn open(&self, height: f64) -> String {
        let mut out = String::with_capacity(2048);
        shape(&mut out, &format!("<svg role=\"img\" width=\"100%\" height=\"{height}\">"));
        element(&mut out, "title", self.words.of(self.view.title));
        element(&mut out, "desc", self.words.of(OwnWord::ChartDescription));
        out
    }

    /// Percent from the left at which a category stands.
    fn x(&self, index: usize) -> f64 {
        let steps = self.view.categories.len().saturating_sub(1).max(1);
        4.0 + 92.0 * index as f64 / steps as f64
    }

    /// A value as a part of the greatest.
    fn share(&self, value: Decimal) -> f64 {
        let value = value.to_f64().unwrap_or_default();
        if self.top > 0.0 { (value / self.top).clamp(0.0, 1.0) } else { 0.0 }
    }

    fn written(&self, value: Decimal) -> String {
        let number = (self.number)(value);
        self.view.unit.as_ref().map_or(number.clone(), |unit| format!("{number} {unit}"))
    }
}

/// A percentage with at most two decimals and none that are zero, the same on every machine.
fn percent(value: f64) -> Decimal {
    Decimal::from_f64_retain(value).unwrap_or_default().round_dp(2).normalize()
}

fn shape(out: &mut String, svg: &str) {
    out.push_str(svg);
}

fn element(out: &mut String, name: &str, words: &str) {
    // Writing to a String cannot fail.
    let _ = write!(out, "<{name}>");
    escape(words, out);
    let _ = write!(out, "</{name}>");
}

fn text(out: &mut String, class: &str, x: &str, y: f64, words: &str) {
    let _ = write!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y:.1}\">");
    escape(words, out);
    out.push_str("</text>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{ChartAxis, ChartSubject};

    fn chart(form: ChartForm, values: &[&[Option<i64>]]) -> String {
        let series = |(index, values): (usize, &&[Option<i64>])| {
            let values = values.iter().map(|value| value.map(Decimal::from)).collect();
            Arc::new(ChartSeries { name: format!("Dãy {index}").into(), values })
        };
        let view = ChartView {
            title: ChartSubject::HectaresByPeriod,
            of: None,
            form,
            unit: Some("ha".into()),
            length: None,
            axis: ChartAxis::Period,
            categories: (0..values[0].len()).map(|index| format!("Kỳ {index}").into()).collect(),
            series: values.iter().enumerate().map(series).collect(),
        };
        let words = Words::new([("chart_hectares-by-period".into(), "Diện tích <ha>".into())]);
        svg(&view, &words, &|amount| amount.to_string())
    }

    #[test]
    fn the_title_is_text_and_comes_first() {
        let drawn = chart(ChartForm::Bar, &[&[Some(1)]]);
        assert!(
            drawn.starts_with(
                "<svg role=\"img\" width=\"100%\" height=\"58\"><title>Diện tích &lt;ha&gt;</title><desc>"
            )
        );
    }

    #[test]
    fn what_was_not_reported_is_words_and_zero_is_a_bar() {
        let drawn = chart(ChartForm::Bar, &[&[Some(4), None, Some(0)]]);
        assert_eq!(drawn.matches("<rect").count(), 2);
        assert_eq!(drawn.matches("not_reported").count(), 1);
        assert!(drawn.contains(">0 ha<") && drawn.contains("width=\"74%\"") && drawn.contains("width=\"0%\""));
    }

    #[test]
    fn a_line_breaks_where_nothing_was_reported() {
        let drawn = chart(ChartForm::Line, &[&[Some(1), Some(2), None, Some(3), Some(4)]]);
        assert_eq!(drawn.matches("class=\"line").count(), 2);
        assert_eq!(drawn.matches("<circle").count(), 4);
    }

    #[test]
    fn several_lines_carry_their_names() {
        let drawn = chart(ChartForm::Line, &[&[Some(1)], &[Some(2)]]);
        assert!(drawn.contains("Dãy 0") && drawn.contains("Dãy 1"), "{drawn}");
    }

    #[test]
    fn series_of_bars_are_parts_of_one_bar_whose_whole_is_written() {
        let drawn = chart(ChartForm::Bar, &[&[Some(3), Some(0)], &[Some(1), Some(2)]]);
        assert_eq!(drawn.matches("<rect").count(), 3, "{drawn}");
        assert!(drawn.contains("series-2\" x=\"55.5%\"") && drawn.contains("width=\"18.5%\""), "{drawn}");
        assert!(drawn.contains(">4 ha<") && drawn.contains(">2 ha<"), "{drawn}");
        assert!(drawn.contains(">3</text>") && drawn.contains(">1</text>"), "{drawn}");
    }

    #[test]
    fn an_empty_chart_is_drawn_without_numbers() {
        assert!(!chart(ChartForm::Line, &[&[]]).contains("NaN"));
        assert!(!chart(ChartForm::Bar, &[&[Some(0)]]).contains("NaN"));
    }
}
