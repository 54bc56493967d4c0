//! [`DifferenceKind`]: what the judge compares, as a list, and how bad it is if it differs.

use crate::cases::level::Level;
use crate::text::words::words;

words! {
    /// What differs between an answer and AWS's, or between what they have stored.
    ///
    /// ```
    /// use iam_parity::{DifferenceKind, Level};
    ///
    /// assert_eq!(DifferenceKind::Status.level(), Level::Answer);
    /// assert_eq!("element-twice".parse(), Ok(DifferenceKind::ElementTwice));
    /// println!("{}", DifferenceKind::ElementTwice.meaning());
    /// ```
    DifferenceKind {
        /// The endpoint did not answer.
        Unanswered = "unanswered",
        /// The status is 500 or above.
        Failure = "failure",
        /// The body is not well-formed.
        IllFormed = "ill-formed",
        /// A success has no body.
        NoBody = "no-body",
        /// AWS refuses the request, the endpoint accepts it.
        Accepted = "accepted",
        /// AWS accepts the request, the endpoint refuses it.
        Refused = "refused",
        /// The status says one thing and the body another, or an error has no body.
        Unclear = "unclear",
        /// The status.
        Status = "status",
        /// The code of an error.
        Code = "code",
        /// Whose fault an error is: `Sender` or `Receiver`.
        Fault = "fault",
        /// Where the error is in the document.
        ErrorPlace = "error-place",
        /// The namespace of an error.
        Namespace = "namespace",
        /// The message of an error.
        Message = "message",
        /// The name of the root.
        Root = "root",
        /// The name of the element around the result.
        Wrapper = "wrapper",
        /// There is an element around the result, and the operation has none.
        WrapperAdded = "wrapper-added",
        /// An element is missing.
        ElementMissing = "element-missing",
        /// An element that AWS does not send.
        ElementAdded = "element-added",
        /// An element is repeated that AWS sends once.
        ElementTwice = "element-twice",
        /// The value of an element.
        Element = "element",
        /// The value of an element that has a rule.
        ElementRule = "element-rule",
        /// The name of the elements of a list.
        ListElement = "list-element",
        /// The length of a list.
        ListLength = "list-length",
        /// The members of a list; compared as a whole by campaigns.
        ListMembers = "list-members",
        /// The tags in an answer.
        Tags = "tags",
        /// The order of a list.
        ListOrder = "list-order",
        /// The stored tags.
        StoredTags = "stored-tags",
        /// The stored tags can no longer be read.
        TagsUnreadable = "tags-unreadable",
        /// A refused request has made something.
        MadeThough = "made-though-refused",
        /// A rule for all answers is broken.
        EveryAnswer = "every-answer",
    }
}

impl DifferenceKind {
    /// How bad it is. Two kinds have a further level: what a read after the request shows is
    /// [`Level::State`], and a rule for all answers that ends an SDK is worse than [`Level::Layout`].
    pub fn level(self) -> Level {
        use DifferenceKind::*;
        match self {
            Unanswered | Failure | IllFormed | NoBody => Level::NoAnswer,
            Accepted => Level::Accepts,
            Refused => Level::Refuses,
            StoredTags | TagsUnreadable | MadeThough => Level::State,
            Message => Level::Message,
            Namespace | WrapperAdded | ElementAdded | ListOrder | EveryAnswer => Level::Layout,
            Unclear | Status | Code | Fault | ErrorPlace | Root | Wrapper | ElementMissing
            | ElementTwice | Element | ElementRule | ListElement | ListLength | ListMembers
            | Tags => Level::Answer,
        }
    }
}
