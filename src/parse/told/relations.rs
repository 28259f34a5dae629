//! What is said between two lists of units: that the one became the other, was made of it, or holds it.

use std::ops::Range;

use super::attached::{ADVERBS, AFTER};
use super::words::Class;
use super::{Named, Reader, When, Within};

/// What the words before a list say of it, and of the list before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// `nay là …`: these units are there, and those before became them.
    Became,
    /// `trước đây là …`: these had been, and those before were made of them.
    Origin,
    /// `thành lập trên cơ sở …`, `sáp nhập từ …`: these are merged to make those before.
    Founded,
    /// `sáp nhập các xã …`: these were merged.
    Merged,
    /// `sau khi sáp nhập, …`
    After,
    /// `trước khi sáp nhập, …`
    Before,
}

/// How many words before a list may say something of it.
const WORDS_BACK: usize = 24;

/// No unit was made of more that must be named to know it.
const MOST_NAMES: usize = 24;

impl Reader<'_> {
    /// Reads what is said between each list and the one before it.
    pub fn relate(&mut self) {
        for index in 0..self.groups.len() {
            let before = index.checked_sub(1).map(|before| self.groups[before].words.end);
            let start = self.groups[index].words.start;
            let from = self.sentence_start(before.unwrap_or(0).max(start.saturating_sub(WORDS_BACK)), start);
            let previous = index.checked_sub(1).filter(|_| before.is_some_and(|end| end >= from));
            match self.role(self.furthest_cue(from, start), start) {
                Some((role, cue)) => {
                    self.bind(cue..start);
                    let subject = previous.filter(|_| self.is_joint(from, cue, role));
                    self.play(role, subject, index);
                }
                None => {
                    if let Some(previous) = previous {
                        self.relate_through(previous, index);
                    }
                }
            }
        }
    }

    /// Where the sentence begins that holds `end`, or `from` if that is later.
    fn sentence_start(&self, from: usize, end: usize) -> usize {
        (from..end).rev().find(|&at| self.words.ends_sentence(at)).map_or(from, |at| at + 1)
    }

    /// Where words may begin that say something of a list: they reach to what fills the space before it.
    fn furthest_cue(&self, from: usize, start: usize) -> usize {
        const LONGEST: usize = 10;
        let fills = |at: &usize| match self.words.class(*at) {
            Class::Small => self.words.is_any(*at, &FILLING),
            class => !matches!(class, Class::Open | Class::Close | Class::Dash | Class::Slash | Class::Other),
        };
        let filled = (from..start).rev().take_while(fills).last().unwrap_or(start);
        from.max(filled.saturating_sub(LONGEST))
    }

    /// What the words directly before a list say of it, and where they begin.
    fn role(&self, from: usize, start: usize) -> Option<(Role, usize)> {
        (from..start).find_map(|at| Some((self.role_at(at, start)?, at)))
    }

    fn role_at(&self, at: usize, start: usize) -> Option<Role> {
        let words = &self.words;
        let reaches = |end: usize| self.is_filling(end, start);
        if self.became(at).is_some_and(reaches) {
            return Some(Role::Became);
        }
        if self.origin(at).is_some_and(reaches) {
            return Some(Role::Origin);
        }
        let founded = words.longest(at, &FOUNDED).map(|end| words.longest(end, &MERGING).unwrap_or(end));
        if founded.is_some_and(reaches) {
            return Some(Role::Founded);
        }
        if words.longest(at, &MERGING).is_some_and(reaches) {
            return Some(Role::Merged);
        }
        // `sau khi sáp nhập xã …` tells what was merged.
        let apart = |end: usize| reaches(end) && (end..start).any(|at| words.is_class(at, Class::Comma));
        if words.longest(at, &AFTER).is_some_and(apart) {
            return Some(Role::After);
        }
        let is_day = |end: &usize| self.is_year(end - 1);
        let is_before = self.before(at).is_some_and(|end| if is_day(&end) { reaches(end) } else { apart(end) });
        (is_before && words.longest(at, &ADVERBS).is_none()).then_some(Role::Before)
    }

    /// `nay là`, `hiện nay thuộc`, `nay đã sáp nhập vào`, `đổi tên thành`.
    fn became(&self, at: usize) -> Option<usize> {
        let words = &self.words;
        if let Some(end) = words.longest(at, &["tên mới", "tên gọi mới", "địa chỉ mới", "đơn vị mới"])
        {
            return Some(words.longest(end, &["là", "thuộc"]).unwrap_or(end));
        }
        let now = words
            .longest(at, &["hiện nay", "đến nay", "ngày nay", "bây giờ", "nay", "hiện", "giờ", "sau này", "về sau"]);
        let mut next = now.unwrap_or(at);
        while words.is_any(next, &["đã", "được", "đang", "cũng", "lại"]) {
            next += 1;
        }
        let renamed = words.longest(next, &RENAMED);
        renamed.or_else(|| {
            now.and_then(|_| {
                words.longest(
                    next,
                    &[
                        "là",
                        "thuộc",
                        "thuộc về",
                        "gọi là",
                        "mang tên",
                        "trở thành",
                        "nằm trong",
                        "nằm trên",
                        "có tên là",
                        "chuyển về",
                        "thành",
                    ],
                )
            })
        })
    }

    /// `trước đây là`, `nguyên thuộc`, `tiền thân là`.
    fn origin(&self, at: usize) -> Option<usize> {
        let words = &self.words;
        if let Some(end) =
            words.longest(at, &["tên cũ", "tên gọi cũ", "địa chỉ cũ", "đơn vị cũ", "tiền thân", "nguyên"])
        {
            return Some(words.longest(end, &["là", "thuộc"]).unwrap_or(end));
        }
        let is_capital = words.is(at, "vốn") && at > 0 && words.is(at - 1, "nguồn");
        let past = self.before(at).or_else(|| words.longest(at, &["trước", "vốn", "xưa", "ngày trước"]))?;
        let verb = words.longest(
            past,
            &[
                "là",
                "thuộc",
                "gồm",
                "bao gồm",
                "gồm có",
                "gọi là",
                "có tên là",
                "có tên gọi là",
                "mang tên",
                "tên là",
                "được gọi là",
            ],
        );
        verb.filter(|_| !is_capital)
    }

    /// Whether nothing but such words stands between a phrase and a list as go before any list of units.
    fn is_filling(&self, from: usize, to: usize) -> bool {
        let words = &self.words;
        let is_village = |at: usize| {
            (at.saturating_sub(4).max(from)..at)
                .any(|at| words.is_any(at, &["thôn", "làng", "xóm", "bản", "khu", "phố", "tổ"]))
        };
        from <= to
            && (from..to).all(|at| match words.class(at) {
                Class::Number | Class::Colon | Class::Comma | Class::Quote => true,
                Class::Small => words.is_any(at, &FILLING),
                Class::Capitalised => is_village(at) || words.is_any(at, &FILLING),
                Class::Capitals => words.is_any(at, &FILLING),
                _ => false,
            })
    }

    /// Whether what is said is said of the list that ends at `from`.
    fn is_joint(&self, from: usize, cue: usize, role: Role) -> bool {
        let words = &self.words;
        (from..cue).all(|at| match words.class(at) {
            Class::Comma | Class::Open | Class::Dash => true,
            Class::Small => {
                matches!(role, Role::Founded | Role::Merged)
                    && words.is_any(at, &["được", "đã", "mới", "vừa", "là", "có"])
            }
            _ => false,
        }) && !matches!(role, Role::After | Role::Before)
            || role == Role::Founded && (from..cue).any(|at| words.longest(at, &FOUNDING).is_some())
    }

    fn play(&mut self, role: Role, subject: Option<usize>, object: usize) {
        match role {
            Role::After => return self.say_unsaid(object, When::New),
            Role::Before => return self.say_unsaid(object, When::Former),
            Role::Merged if subject.is_none() => {
                // `sáp nhập xã Thọ Ngọc` may speak of what was merged, and of the merger that made it.
                let several = self.groups[object].items.len() > 1;
                return self.say_unsaid(object, if several { When::Former } else { When::Unclear });
            }
            _ => {}
        }
        let is_now = role == Role::Became;
        let merges = self.tells_merger(self.groups[object].words.start, 0..0);
        let Some(subject) = subject else {
            if role == Role::Founded && !merges {
                return self.say_unsaid(object, When::Unclear);
            }
            return self.say_unsaid(object, if is_now { When::Present } else { When::Former });
        };
        let is_lower = |group: &super::Group, items: &[super::Item]| items[group.items.start].told.kinds.are_communes();
        let (one, other) = (&self.groups[subject], &self.groups[object]);
        if is_lower(one, &self.items) != is_lower(other, &self.items) {
            return self.relate_levels(is_now, subject, object);
        }
        let spoken_of = if is_now && !merges { self.sharing(subject) } else { one.items.clone() };
        let made_of = self.names(if is_now { spoken_of.clone() } else { other.items.clone() });
        let became = self.names(if is_now { other.items.clone() } else { spoken_of.clone() });
        let objects = other.items.clone();
        let (ended, begun) = if is_now { (spoken_of.clone(), objects) } else { (objects, spoken_of.clone()) };
        self.say_of_others(subject, &spoken_of);
        let now = if matches!(role, Role::Founded | Role::Merged) { When::New } else { When::Present };
        self.say(ended, When::Former, |told| told.became.clone_from(&became));
        self.say(begun, now, |told| told.made_of.clone_from(&made_of));
    }

    /// A commune that came to another district, or lay in one: that says nothing of its own time.
    fn relate_levels(&mut self, is_now: bool, subject: usize, object: usize) {
        let higher = self.items[self.groups[object].items.start].named(&self.words);
        let is_of_commune = self.items[self.groups[subject].items.start].told.kinds.are_communes();
        let items = self.groups[subject].items.clone();
        self.say_unsaid(object, if is_now { When::Present } else { When::Former });
        for item in &mut self.items[items] {
            if is_of_commune && !is_now && item.told.within.is_empty() {
                item.told.within.push(Within { unit: higher.clone(), is_former: true, is_listed: false });
            } else if item.told.when == When::Unsaid {
                item.told.when = When::Unclear;
            }
        }
    }

    /// A merger told from its parts to what it made: `sáp nhập các xã A, B thành xã C`; or a district and what it holds.
    fn relate_through(&mut self, previous: usize, index: usize) {
        let start = self.groups[index].words.start;
        let from = self.groups[previous].words.end.max(start.saturating_sub(WORDS_BACK));
        if let Some(into) = (from..start).find(|&at| self.leads_into(at, start))
            && self.tells_merger(self.groups[previous].words.start, from..into)
        {
            self.bind(from..start);
            let (parts, whole) = (self.groups[previous].items.clone(), self.groups[index].items.clone());
            let (made_of, became) = (self.names(parts.clone()), self.names(whole.clone()));
            // What others were merged into may be what it was before, or what it became.
            let when = if self.words.is(into, "vào") { When::Unclear } else { When::New };
            self.say(parts, When::Former, |told| told.became.clone_from(&became));
            self.say(whole, when, |told| told.made_of.clone_from(&made_of));
            return;
        }
        self.put_within(previous, index);
    }

    /// Whether words that lead to what a merger made begin at `at` and reach to the list.
    fn leads_into(&self, at: usize, start: usize) -> bool {
        let end = self.words.longest(at, &INTO);
        end.is_some_and(|end| self.is_filling(end, start))
    }

    /// Whether a merger is told between a list and what it was merged into, or shortly before the list.
    fn tells_merger(&self, list: usize, between: Range<usize>) -> bool {
        let before = self.sentence_start(list.saturating_sub(WORDS_BACK), list)..list;
        before.chain(between).any(|at| self.words.longest(at, &CHANGES).is_some())
    }

    /// `huyện Ngọc Lặc (xã Minh Sơn, Lam Sơn)`, `tại huyện Ngọc Lặc: xã Minh Sơn`.
    fn put_within(&mut self, previous: usize, index: usize) {
        let words = &self.words;
        let (holder, held) = (&self.groups[previous], &self.groups[index]);
        let between = holder.words.end..held.words.start;
        let is_one = holder.items.len() == 1 && !between.is_empty() && between.len() <= 5;
        let leads = between.clone().all(|at| match words.class(at) {
            Class::Open | Class::Colon | Class::Comma | Class::Dash | Class::Number => true,
            _ => words.is_any(at, &["tại", "ở", "có", "gồm", "là", "như", "các", "cả", "hai", "ba", "bốn", "những"]),
        });
        let (above, below) = (&self.items[holder.items.start], &self.items[held.items.start]);
        if !is_one || !leads || above.told.kinds.are_communes() || !below.told.kinds.are_communes() {
            return;
        }
        let is_former = above.told.when == When::Former;
        let unit = above.named(words);
        let held = held.items.clone();
        for item in self.items[held].iter_mut().filter(|item| item.told.within.is_empty()) {
            item.told.within.push(Within { unit: unit.clone(), is_former, is_listed: false });
        }
    }

    fn names(&self, items: Range<usize>) -> Vec<Named> {
        self.items[items].iter().take(MOST_NAMES).map(|item| item.named(&self.words)).collect()
    }

    /// The last items of a list that share one kind.
    fn sharing(&self, group: usize) -> Range<usize> {
        let items = self.groups[group].items.clone();
        let first = items.clone().rev().find(|&at| self.items[at].has_own_kind).unwrap_or(items.start);
        first..items.end
    }

    /// Of the other names of a list, of whose last this or that is said, nothing is certain.
    fn say_of_others(&mut self, group: usize, spoken_of: &Range<usize>) {
        let others = self.groups[group].items.start..spoken_of.start;
        self.say(others, When::Unclear, |_| ());
    }

    fn say_unsaid(&mut self, group: usize, when: When) {
        self.say(self.groups[group].items.clone(), when, |_| ());
    }

    /// Says when some units were, unless a word of their own does, and something else of them.
    fn say(&mut self, items: Range<usize>, when: When, also: impl Fn(&mut super::Told)) {
        for item in &mut self.items[items] {
            if item.told.when == When::Unsaid {
                item.told.when = when;
            }
            also(&mut item.told);
        }
    }
}

/// Verbs that say by themselves what a unit became.
const RENAMED: [&str; 16] = [
    "đổi tên thành",
    "đổi tên là",
    "đổi thành",
    "sáp nhập thành",
    "sáp nhập vào",
    "sát nhập thành",
    "sát nhập vào",
    "hợp nhất thành",
    "hợp nhất vào",
    "nhập thành",
    "nhập vào",
    "sắp xếp thành",
    "chuyển thành",
    "chuyển đổi thành",
    "nâng cấp thành",
    "trở thành",
];

/// What leads to the parts of which a unit was made.
const FOUNDED: [&str; 17] = [
    "sáp nhập từ",
    "sáp nhập bởi",
    "sát nhập từ",
    "hợp nhất từ",
    "nhập từ",
    "ghép từ",
    "thành lập từ",
    "hình thành từ",
    "hợp thành từ",
    "tách từ",
    "tách ra từ",
    "chia tách từ",
    "trên cơ sở",
    "sáp nhập gồm",
    "sáp nhập các",
    "sắp xếp từ",
    "đổi tên từ",
];

/// Verbs of which one tells that what stands before it was founded.
const FOUNDING: [&str; 7] =
    ["thành lập", "hình thành", "ra đời", "sáp nhập", "hợp nhất", "sắp xếp", "đi vào hoạt động"];

/// Verbs whose object is merged.
const MERGING: [&str; 9] = [
    "sáp nhập",
    "sát nhập",
    "hợp nhất",
    "sắp xếp",
    "nhập toàn bộ",
    "nhập nguyên trạng",
    "sắp xếp toàn bộ",
    "sáp nhập nguyên trạng",
    "chia tách",
];

/// Verbs of which one must be told where parts become a whole.
const CHANGES: [&str; 10] = [
    "sáp nhập",
    "sát nhập",
    "hợp nhất",
    "sắp xếp",
    "nhập toàn bộ",
    "nhập nguyên trạng",
    "đổi tên",
    "chia tách",
    "được nhập",
    "đã nhập",
];

/// What leads from the parts to what they became.
const INTO: [&str; 11] = [
    "thành",
    "để thành lập",
    "để hình thành",
    "để lập",
    "thành lập",
    "lấy tên",
    "lấy tên là",
    "có tên gọi là",
    "tên gọi là",
    "vào",
    "hình thành",
];

/// Words that go before any list of units: `toàn bộ diện tích tự nhiên, quy mô dân số của 4 xã`.
const FILLING: [&str; 72] = [
    "các",
    "những",
    "cả",
    "một",
    "phần",
    "của",
    "địa",
    "phận",
    "bàn",
    "giới",
    "hành",
    "chính",
    "toàn",
    "bộ",
    "diện",
    "tích",
    "tự",
    "nhiên",
    "quy",
    "mô",
    "dân",
    "số",
    "và",
    "nguyên",
    "trạng",
    "đơn",
    "vị",
    "cấp",
    "mới",
    "khu",
    "vực",
    "là",
    "gồm",
    "bao",
    "có",
    "tên",
    "gọi",
    "lấy",
    "xã",
    "phường",
    "thị",
    "trấn",
    "huyện",
    "thôn",
    "làng",
    "xóm",
    "bản",
    "tổ",
    "phố",
    "tiểu",
    "hai",
    "ba",
    "bốn",
    "năm",
    "sáu",
    "bảy",
    "tám",
    "việc",
    "cơ",
    "sở",
    "sáp",
    "nhập",
    "hợp",
    "nhất",
    "sắp",
    "xếp",
    "số",
    "trước",
    "đây",
    "lại",
    "từ",
    "nhiều",
];
