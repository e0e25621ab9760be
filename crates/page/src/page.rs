//! What reading a page gives: paragraphs with roles, and everything that was dropped.

use jiff::civil::Date;
use khabar_normalize::Span;

/// The part a paragraph plays in the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The headline.
    Title,
    /// The text of a picture.
    Caption,
    /// Place, source or agency on a line of its own: `(أبوظبي - البيان)`.
    Dateline,
    /// Who wrote it, on a line of its own: `حوار: آسيا العتروس`.
    Byline,
    /// The story itself.
    Body,
}

impl Role {
    /// The name in the output contract.
    ///
    /// ```
    /// assert_eq!(khabar_page::Role::Caption.as_str(), "caption");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Caption => "caption",
            Self::Dateline => "dateline",
            Self::Byline => "byline",
            Self::Body => "body",
        }
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// Why a piece of the page is not in the text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Reason { $($(#[$doc])* $variant),+ }

        impl Reason {
            /// The name in the output contract.
            ///
            /// ```
            /// assert_eq!(khabar_page::Reason::CaptionRepeat.as_str(), "caption_repeat");
            /// ```
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The reason of a name in the output contract.
            pub(crate) fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

reasons! {
    /// Controls and alternative texts of icons: font size, polls, counters, image file names.
    Widget = "widget",
    /// A picture's text standing a second time.
    CaptionRepeat = "caption_repeat",
    /// The headline standing again: browser title, lists of most read stories.
    TitleRepeat = "title_repeat",
    /// Links to other stories.
    Related = "related",
    /// Donation calls, subscriptions, applications, advertisements.
    Promo = "promo",
    /// Menus, breadcrumbs, section names, previous and next.
    Navigation = "navigation",
    /// Sharing, printing, following.
    Share = "share",
    /// Breaking news and latest news running above or beside the story.
    Ticker = "ticker",
    /// Copyright, contact, the publisher about itself.
    Footer = "footer",
    /// Dates and clocks of the page or of the publication.
    Date = "date",
    /// Picture credits and labelled author fields.
    Credit = "credit",
    /// Keywords under the story.
    Tags = "tags",
    /// The comment form and the comments.
    Comments = "comments",
    /// Cookie and privacy notices.
    Notice = "notice",
    /// The agency's mark that the telegram ends: `// انتهى //`.
    EndMark = "end_mark",
}

/// A paragraph of the story: one contiguous piece of the page, white space at its ends cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands in [`Page::text`], in bytes.
    pub span: Span,
    /// What it is.
    pub role: Role,
    /// Where it stands in the source, in bytes.
    pub source: Span,
}

/// A piece of the page that is not in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Where it stands in the source, in bytes.
    pub source: Span,
    /// Why it was left out.
    pub reason: Reason,
}

/// A page that was read.
///
/// Every character of the source that is not white space lies in the `source` span of exactly one paragraph
/// or one dropped piece; both lists are in the order of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The paragraphs, joined by `\n`, with the characters of the page.
    pub text: String,
    /// The headline: the hint where one was given, else as the page shows it.
    pub title: Option<String>,
    /// The day of publication that the page states; the clock of the page is none.
    pub published: Option<Date>,
    /// Who wrote the story, where the page says so.
    pub author: Option<String>,
    /// The news agency named at the head or the end of the story, in its usual short form: `رويترز`.
    pub agency: Option<String>,
    /// The paragraphs of the text.
    pub paragraphs: Vec<Paragraph>,
    /// What was left out.
    pub dropped: Vec<Dropped>,
}
