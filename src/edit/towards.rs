//! A change of many fields as the fewest small ones: what is equal is not written.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Change;
use super::path::Path;
use super::value::Value;

/// The steps that make of an entry what a change asks for. Each finds the entry as the one before left it.
pub fn steps(entry: &Value, change: &Change) -> Vec<Change> {
    let mut steps = Vec::new();
    match change {
        Change::Set { at, value } => walk(entry.get(&at.0), value, at, &mut steps),
        change => steps.push(change.clone()),
    }
    steps
}

fn walk(old: Option<&Value>, new: &Value, at: &Path, steps: &mut Vec<Change>) {
    let Some(old) = old.filter(|old| !old.is_blank() || !new.is_blank()) else {
        if !new.is_blank() {
            steps.push(Change::Set { at: at.clone(), value: new.storable() });
        }
        return;
    };
    match (old, new) {
        (old, new) if old.filled(new).meaning() == old.meaning() => {}
        (_, new) if new.is_blank() && !matches!(new, Value::Map(_)) => steps.push(Change::Remove { at: at.clone() }),
        (Value::Map(_), Value::Map(fields)) => {
            fields.iter().for_each(|(key, value)| walk(old.get(&Path::root().key(key).0), value, &at.key(key), steps));
        }
        (Value::List(old), Value::List(new)) if !old.is_empty() => walk_lists(old, new, at, steps),
        _ => steps.push(Change::Set { at: at.clone(), value: new.storable() }),
    }
}

/// From the last item to the first, so that no step moves what another one is about.
fn walk_lists(old: &[Value], new: &[Value], at: &Path, steps: &mut Vec<Change>) {
    let meanings = |items: &[Value]| items.iter().map(Value::meaning).collect::<Vec<_>>();
    let insert = |index: usize, value: &Value| Change::Insert { list: at.clone(), index, value: value.storable() };
    for op in capture_diff_slices(Algorithm::Myers, &meanings(old), &meanings(new)).into_iter().rev() {
        let (old_range, new_range) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let shared = old_range.len().min(new_range.len());
        let (old_start, new_start) = (old_range.start, new_range.start);
        steps.extend(new_range.skip(shared).rev().map(|index| insert(old_start + shared, &new[index])));
        steps.extend(old_range.skip(shared).rev().map(|index| Change::Remove { at: at.item(index) }));
        for offset in (0..shared).rev() {
            let index = old_start + offset;
            walk(Some(&old[index]), &new[new_start + offset], &at.item(index), steps);
        }
    }
}
