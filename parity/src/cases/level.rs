//! How bad a difference is, and how AWS's behaviour is known.

use crate::text::words::words;

words! {
    /// How bad a difference is. The worst is the greatest.
    ///
    /// ```
    /// use iam_parity::Level;
    ///
    /// assert!(Level::NoAnswer > Level::Layout);
    /// assert_eq!("state".parse(), Ok(Level::State));
    /// assert_eq!(Level::ALL.len(), 7);
    /// ```
    Level {
        /// A header, a namespace, white space, an order, an element too many.
        Layout = "layout",
        /// The words of an error.
        Message = "message",
        /// Another status, code, fault or result.
        Answer = "answer",
        /// Refuses what AWS accepts.
        Refuses = "refuses",
        /// Accepts what AWS refuses.
        Accepts = "accepts",
        /// Something else is stored than AWS stores.
        State = "state",
        /// No answer, a status of 500 or above, or nothing that a client can read.
        NoAnswer = "no-answer",
    }
}

words! {
    /// How AWS's behaviour in a case is known.
    ///
    /// ```
    /// use iam_parity::Basis;
    ///
    /// assert_eq!(Basis::Recorded.as_str(), "recorded");
    /// assert_eq!("unsettled".parse(), Ok(Basis::Unsettled));
    /// ```
    Basis {
        /// Recorded from AWS.
        Recorded = "recorded",
        /// Written in AWS's model or documentation.
        Documented = "documented",
        /// Several emulators claim it; no recording was published.
        Emulators = "emulators",
        /// Follows from other facts.
        Inferred = "inferred",
        /// Not known. Such a case never fails, and its answer is only shown.
        Unsettled = "unsettled",
    }
}
