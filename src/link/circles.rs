//! Circles among things of which each leads to others: a place within a place, a document that replaces a document.

use std::collections::{BTreeMap, HashSet};

/// As many members of a circle are named: whoever cuts it needs its beginning and its end, not all in between.
const MOST_NAMED: usize = 8;

/// Things that lead to each other all round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circle {
    /// Its members on the way round, each leading to the next and the last to the first; of a long one the first few
    /// and the last.
    members: Vec<usize>,
    /// True where members are left out before the last.
    is_cut: bool,
}

impl Circle {
    /// Of the entries of a way, each of which leads to the next and the last to the first. A short one begins with its
    /// smallest member, wherever the walk came upon it.
    fn of(way: &[(usize, usize)]) -> Self {
        let Some(((last, _), before)) = way.split_last().filter(|_| way.len() > MOST_NAMED) else {
            let mut members: Vec<usize> = way.iter().map(|(member, _)| *member).collect();
            let smallest = members.iter().enumerate().min_by_key(|(_, member)| **member).map_or(0, |(place, _)| place);
            members.rotate_left(smallest);
            return Self { members, is_cut: false };
        };
        let first = before.iter().take(MOST_NAMED - 1).map(|(member, _)| *member);
        Self { members: first.chain([*last]).collect(), is_cut: true }
    }

    /// The member at which it is told.
    pub fn first(&self) -> usize {
        self.members[0]
    }

    /// The first member and that to which it leads.
    pub fn first_step(&self) -> (usize, usize) {
        (self.members[0], self.members[1 % self.members.len()])
    }

    /// The last member and the first, to which it leads back.
    pub fn last_step(&self) -> (usize, usize) {
        (self.members[self.members.len() - 1], self.members[0])
    }

    /// The way round, for messages: `a → b → a`.
    pub fn way<'n>(&self, name: impl Fn(usize) -> &'n str) -> String {
        let mut names: Vec<&str> = self.members.iter().map(|member| name(*member)).collect();
        if self.is_cut {
            names.insert(names.len() - 1, "…");
        }
        names.push(name(self.first()));
        names.join(" → ")
    }
}

/// What a walk over all steps found.
#[derive(Debug, Default)]
pub struct Circles {
    /// The circles, each told by one member.
    pub found: Vec<Circle>,
    /// The steps that lead back into a way that was come. Without them nobody runs round.
    pub closing: HashSet<(usize, usize)>,
}

/// How far the walk has come with a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Walked {
    NotYet,
    /// It stands at this place of the way to where the walk is now.
    OnTheWay(usize),
    /// All that comes after it was walked to.
    Done,
}

/// Walks from everything to what it leads to, over each step once, and keeps the circle that the first step back to
/// a thing closes.
pub fn circles(next: &[Vec<usize>]) -> Circles {
    let (mut circles, mut closing) = (BTreeMap::new(), HashSet::new());
    let mut walked = vec![Walked::NotYet; next.len()];
    for start in 0..next.len() {
        if walked[start] != Walked::NotYet {
            continue;
        }
        walked[start] = Walked::OnTheWay(0);
        // The things from `start` to here, each with how many of its steps were walked.
        let mut way = vec![(start, 0)];
        while let Some((member, steps)) = way.last_mut() {
            let (member, step) = (*member, *steps);
            *steps += 1;
            match next[member].get(step).map(|&next| (next, walked[next])) {
                None => {
                    walked[member] = Walked::Done;
                    way.pop();
                }
                Some((next, Walked::NotYet)) => {
                    walked[next] = Walked::OnTheWay(way.len());
                    way.push((next, 0));
                }
                Some((next, Walked::OnTheWay(place))) => {
                    closing.insert((member, next));
                    circles.entry(next).or_insert_with(|| Circle::of(&way[place..]));
                }
                Some((_, Walked::Done)) => {}
            }
        }
    }
    Circles { found: told_once(circles.into_values()), closing }
}

/// One circle for each member at which one is told.
fn told_once(circles: impl Iterator<Item = Circle>) -> Vec<Circle> {
    let mut told = HashSet::new();
    circles.filter(|circle| told.insert(circle.first())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(steps: &[(usize, usize)], ways: &[&str]) {
        const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        let mut next = vec![Vec::new(); NAMES.len()];
        steps.iter().for_each(|(from, to)| next[*from].push(*to));
        let circles = circles(&next);
        let told: Vec<String> = circles.found.iter().map(|circle| circle.way(|member| NAMES[member])).collect();
        assert_eq!(told, ways);
        next.iter_mut().enumerate().for_each(|(from, list)| list.retain(|to| !circles.closing.contains(&(from, *to))));
        assert!(super::circles(&next).found.is_empty(), "without the closing steps there is none");
    }

    #[test]
    fn each_circle_is_told_once() {
        check(&[(0, 1), (1, 2), (0, 2)], &[]);
        check(&[(0, 0)], &["a → a"]);
        check(&[(0, 2), (2, 1), (1, 2)], &["b → c → b"]);
        check(&[(0, 1), (1, 0), (2, 3), (3, 2), (1, 2)], &["a → b → a", "c → d → c"]);
    }

    #[test]
    fn of_a_long_circle_the_beginning_and_the_end_are_named() {
        let steps: Vec<(usize, usize)> = (0..12).map(|member| (member, (member + 1) % 12)).collect();
        check(&steps, &["a → b → c → d → e → f → g → … → l → a"]);
    }
}
