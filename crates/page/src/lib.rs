//! Page chrome and main text: headline, captions, dateline, byline and paragraphs out of a saved news page.
//!
//! A page saved as text holds menus, sharing buttons, related stories, donation calls and a footer besides the
//! story. [`PageReader`] reads it from the top to the foot, a block a line, and keeps the story; whatever it
//! leaves out stands in [`Page::dropped`] with its place and reason. When a line is in doubt it is kept:
//! nothing of the story may be lost.
//!
//! Three kinds of evidence are used. Phrases that belong to no story (`data/page-chrome.tsv`) are compared by
//! keys, so that spelling does not matter. Structure says where the story begins and ends: written-out
//! sentences against menu entries and link lists. Repetition shows headlines, captions, menus and links.
//!
//! ```
//! use khabar_page::{Hints, PageReader, Reason, Role};
//!
//! let source = "التحالف الدولي: هجمات تنظيم “الدولة” تجعله أضعف\n\n\
//!     أعمدة دخان من محيط سجن غويران (هاوار)\n\n\
//!     camera iconأعمدة دخان من محيط سجن غويران (هاوار)\n\n\
//!     قال التحالف الدولي لقتال تنظيم “الدولة الإسلامية”، إن الهجمات جعلت التنظيم “أضعف”.\n\n\
//!     مقالات متعلقة\n\n×\n";
//! let page = PageReader::new().read(source, Hints::default());
//! let roles: Vec<Role> = page.paragraphs.iter().map(|p| p.role).collect();
//! assert_eq!(roles, [Role::Title, Role::Caption, Role::Body]);
//! assert_eq!(page.paragraphs[2].span.slice(&page.text), page.paragraphs[2].source.slice(source));
//! let reasons: Vec<Reason> = page.dropped.iter().map(|d| d.reason).collect();
//! assert_eq!(reasons, [Reason::Widget, Reason::CaptionRepeat, Reason::Related, Reason::Related]);
//! ```
//!
//! # Errors
//! None: every string is a page, though perhaps one without a story.
//!
//! # Panics
//! Reading never panics.
#![deny(missing_docs)]

mod block;
mod chrome;
mod credit;
mod date;
mod key;
mod layout;
mod line;
mod page;
mod reader;
mod shape;
mod table;
mod title;

pub use block::{Block, Hint};
pub use page::{Dropped, Page, Paragraph, Reason, Role};
pub use reader::{Hints, PageReader};
