//! Words of files and of the command line.

use crate::{Basis, DifferenceKind, Level};

#[test]
fn each_word_is_read_back_and_shown_at_any_width() {
    for level in Level::ALL {
        assert_eq!(level.as_str().parse(), Ok(*level));
        assert_eq!(format!("{level:<10}|"), format!("{:<10}|", level.as_str()));
        assert_eq!(serde_json::to_string(level).unwrap(), format!("\"{level}\""));
        assert!(!level.meaning().starts_with(' ') && level.meaning().ends_with('.'));
    }
    for kind in DifferenceKind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(*kind));
        assert!(!kind.meaning().is_empty());
    }
    let error = "expected one of recorded, documented, emulators, inferred, unsettled";
    assert_eq!("Recorded".parse::<Basis>(), Err(error.to_owned()));
    assert_eq!("".parse::<Basis>(), Err(error.to_owned()));
}

#[test]
fn each_kind_of_difference_has_its_level() {
    use DifferenceKind::*;
    for kind in DifferenceKind::ALL {
        let level = match kind {
            Unanswered | Failure | IllFormed | NoBody => Level::NoAnswer,
            StoredTags | TagsUnreadable | MadeThough => Level::State,
            Accepted => Level::Accepts,
            Refused => Level::Refuses,
            Message => Level::Message,
            Namespace | WrapperAdded | ElementAdded | ListOrder | EveryAnswer => Level::Layout,
            _ => Level::Answer,
        };
        assert_eq!(kind.level(), level, "{kind}");
    }
}
