//! Putting a page together from the judgement of its lines.

use khabar_normalize::Span;

use crate::block::Block;
use crate::credit::sign_off;
use crate::date::Stated;
use crate::key::key_of;
use crate::layout::{Layout, Verdict, lay_out};
use crate::line::{Lexicon, Line};
use crate::page::{Dropped, Page, Paragraph, Reason, Role};

/// Lines below the last paragraph within which the date of publication may stand.
const DATE_BELOW: usize = 3;
/// Lines without a sentence that may stand between the last paragraph and the first chrome below: verses, names.
const POEM_LINES: usize = 200;
/// Lines above the headline within which it may stand.
const DATE_ABOVE: usize = 2;

/// What is known of a page from elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints<'a> {
    /// The headline, as the record beside the text states it. It becomes [`Page::title`]; a paragraph with
    /// [`Role::Title`] is made only where the headline stands in the text.
    pub title: Option<&'a str>,
}

/// Reads pages. Immutable; one serves all threads.
///
/// ```
/// use khabar_page::{Hints, PageReader, Reason, Role};
///
/// let source = "الرئيسية\nانخفاض أسعار القمح في المغرب\nشارك\nانخفضت أسعار القمح في الدار البيضاء، بحسب ما أعلنت وزارة الفلاحة اليوم.\n";
/// let page = PageReader::new().read(source, Hints::default());
/// assert_eq!(page.title.as_deref(), Some("انخفاض أسعار القمح في المغرب"));
/// assert_eq!(page.paragraphs.len(), 2);
/// assert_eq!(page.paragraphs[1].role, Role::Body);
/// assert_eq!(page.dropped[1].reason, Reason::Share);
/// assert_eq!(page.dropped[1].source.slice(source), "شارك");
/// ```
#[derive(Debug)]
pub struct PageReader {
    lexicon: Lexicon,
}

impl Default for PageReader {
    fn default() -> Self {
        Self::new()
    }
}

impl PageReader {
    /// Compiles the lists; some milliseconds, so keep the reader.
    #[must_use]
    pub fn new() -> Self {
        Self { lexicon: Lexicon::new() }
    }

    /// Reads a page text: a block a line.
    ///
    /// Time grows linearly with the text, whatever it holds.
    #[must_use]
    pub fn read(&self, source: &str, hints: Hints<'_>) -> Page {
        self.read_blocks(&Block::of_text(source), hints)
    }

    /// Reads a page from its blocks, in the order of the source; for front ends that read markup.
    ///
    /// The spans of the blocks must not overlap; a block's text begins and ends without white space.
    #[must_use]
    pub fn read_blocks(&self, blocks: &[Block<'_>], hints: Hints<'_>) -> Page {
        let mut masked = String::new();
        let lines: Vec<Line<'_>> = blocks.iter().map(|block| Line::new(block, &self.lexicon, &mut masked)).collect();
        let hint = hints.title.map(key_of).filter(|key| !key.is_empty());
        let layout = lay_out(&lines, &self.lexicon.sources, hint.as_deref());
        let mut page =
            Page { text: String::with_capacity(blocks.iter().map(|b| b.text.len() + 1).sum()), ..Page::default() };
        for ((block, line), verdict) in blocks.iter().zip(&lines).zip(&layout.verdicts) {
            place(&mut page, block, line, *verdict);
        }
        page.title = match hints.title {
            Some(title) => Some(title.trim().to_owned()),
            None => layout.start.title.map(|at| lines[at].text.to_owned()),
        };
        self.state(&mut page, &lines, &layout);
        page
    }

    /// Takes a text as it is: the page's text is the source, each line that is not empty a body paragraph.
    ///
    /// ```
    /// use khabar_page::{Hints, PageReader};
    /// let page = PageReader::new().read_as_is("شارك\n\nنص", Hints { title: Some("عنوان") });
    /// assert_eq!(page.text, "شارك\n\nنص");
    /// assert_eq!(page.paragraphs.len(), 2);
    /// assert_eq!(page.title.as_deref(), Some("عنوان"));
    /// ```
    #[must_use]
    pub fn read_as_is(&self, source: &str, hints: Hints<'_>) -> Page {
        let paragraph = |block: &Block<'_>| Paragraph { span: block.source, role: Role::Body, source: block.source };
        Page {
            text: source.to_owned(),
            title: hints.title.map(|title| title.trim().to_owned()),
            paragraphs: Block::of_text(source).iter().map(paragraph).collect(),
            ..Page::default()
        }
    }

    /// Date, author and agency.
    fn state(&self, page: &mut Page, lines: &[Line<'_>], layout: &Layout) {
        let sources = &self.lexicon.sources;
        let story = layout.start.story.unwrap_or(layout.start.article);
        let below = layout.last.saturating_add(1);
        let foot = lines.iter().enumerate().skip(below).take(POEM_LINES).find(|(_, line)| line.chrome.is_some());
        let foot = foot.map_or(below, |(at, _)| at);
        let mut best = None;
        for (at, line) in lines.iter().enumerate() {
            let head = (layout.start.article..=story).contains(&at);
            let low = at >= below && (at < below.saturating_add(DATE_BELOW) || (at < foot && at + DATE_BELOW >= foot));
            let near = head || (low && at < layout.end);
            let over = at < layout.start.article && at + DATE_ABOVE >= layout.start.article;
            if let Some(date) = line.date.as_ref().filter(|_| near || over) {
                let rank = (near || date.stated == Stated::Published, date.stated, std::cmp::Reverse(at));
                if let Some(day) = date.day.filter(|_| best.is_none_or(|(old, _)| rank > old)) {
                    best = Some((rank, day));
                }
                page.agency = page.agency.take().or(date.agency.filter(|_| near).map(str::to_owned));
                page.author = page.author.take().or(date.author.clone().filter(|_| near));
            }
            let kept = matches!(layout.verdicts[at], Verdict::Keep(_));
            let labelled = line.chrome.is_some() && at >= layout.start.article && at < layout.end;
            let credit = match layout.verdicts[at] {
                Verdict::Keep(Role::Byline) if line.chrome.is_some() => line.labelled_author(sources),
                Verdict::Drop(Reason::Credit) if labelled => line.labelled_author(sources),
                Verdict::Keep(Role::Byline | Role::Dateline) => sources.line(line.text, layout.start.menu_above),
                Verdict::Keep(Role::Body) if at == story => sources.head(line.text),
                _ => None,
            };
            let signed = at > layout.last && line.date.is_none() && line.chrome.is_none();
            if signed && layout.verdicts[at] == Verdict::Keep(Role::Byline) && credit.is_none() {
                page.author = page.author.take().or(Some(line.text.to_owned()));
            }
            if at == story && credit.as_ref().is_none_or(|c| c.agency.is_none()) {
                let known = |key: &str| lines.iter().any(|line| line.key == key);
                page.agency = page.agency.take().or(sources.outlet(line.text, known).map(str::to_owned));
            }
            if at > layout.last && layout.verdicts[at] == Verdict::Drop(Reason::EndMark) {
                page.agency = page.agency.take().or(sign_off(line.text).map(str::to_owned));
            }
            if let Some(credit) = credit {
                page.author = page.author.take().or(credit.author);
                page.agency = page.agency.take().or(credit.agency.map(str::to_owned));
            }
            if kept && at == layout.last.min(lines.len() - 1) {
                page.agency = page.agency.take().or(sources.tail(line.text).map(str::to_owned));
            }
        }
        page.published = best.map(|(_, day)| day);
    }
}

/// Puts the pieces of a block where the verdict says.
fn place(page: &mut Page, block: &Block<'_>, line: &Line<'_>, verdict: Verdict) {
    let start = offset_of(block.text, line.text);
    let end = start + line.text.len();
    let (keep, role) = match verdict {
        Verdict::Keep(role) => (Some(start), role),
        Verdict::Caption => {
            (Some(offset_of(block.text, line.labelled())).filter(|_| !line.labelled().is_empty()), Role::Caption)
        }
        Verdict::Drop(_) => (None, Role::Body),
    };
    let reason = match verdict {
        Verdict::Drop(reason) => reason,
        _ => Reason::Credit,
    };
    if let Some((len, _, glued)) = line.front {
        drop_piece(page, block, 0, len, glued);
    }
    match keep.filter(|keep| *keep < end) {
        Some(keep) => {
            drop_piece(page, block, start, keep, reason);
            let text = &block.text[keep..end];
            keep_piece(page, block, keep, text, role);
        }
        None => drop_piece(page, block, start, end, reason),
    }
    if let Some((at, glued)) = line.back {
        drop_piece(page, block, at, block.text.len(), glued);
    }
}

/// Where `piece`, a slice of `whole`, begins in it.
fn offset_of(whole: &str, piece: &str) -> usize {
    (piece.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

fn drop_piece(page: &mut Page, block: &Block<'_>, start: usize, end: usize, reason: Reason) {
    let text = &block.text[start..end];
    let trimmed = text.trim();
    if !trimmed.is_empty() {
        let source = trace(block, start + offset_of(text, trimmed), trimmed.len());
        page.dropped.push(Dropped { source, reason });
    }
}

fn keep_piece(page: &mut Page, block: &Block<'_>, start: usize, text: &str, role: Role) {
    if !page.text.is_empty() {
        page.text.push('\n');
    }
    let at = narrow(page.text.len());
    page.text.push_str(text);
    let span = Span::new(at, narrow(page.text.len()));
    page.paragraphs.push(Paragraph { span, role, source: trace(block, start, text.len()) });
}

/// The source of a piece of a block.
fn trace(block: &Block<'_>, start: usize, len: usize) -> Span {
    if !block.is_verbatim() {
        return block.source;
    }
    let start = block.source.start() + narrow(start);
    Span::new(start, start + narrow(len))
}

/// A byte offset of a text, which is at most as long as its source's spans reach.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
