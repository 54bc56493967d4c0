//! What a run sends, how often, and what it makes of each kind of answer: endpoints of a few lines.

mod known;
mod leftovers;
mod limits;
mod notes;
mod support;
