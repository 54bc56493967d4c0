//! Each kind of difference × where it was found.

use crate::cases::level::Level;
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;

#[test]
fn a_read_shows_what_is_stored_unless_it_is_not_answered_or_differs_in_words_or_layout() {
    for kind in DifferenceKind::ALL {
        let found = Difference::new(*kind, "what", "b", "a");
        let level = match found.level {
            Level::NoAnswer | Level::Message | Level::Layout => found.level,
            Level::State | Level::Accepts | Level::Refuses | Level::Answer => Level::State,
        };
        let line = format!("{level} GetUser: what: a, not b");
        assert_eq!((found.level, found.is_read), (kind.level(), false), "{kind}");
        let in_read = found.in_read("GetUser");
        assert_eq!((in_read.line(), in_read.level, in_read.is_read), (line, level, true), "{kind}");
    }
}
