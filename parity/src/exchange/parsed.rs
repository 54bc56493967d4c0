//! [`ParsedAnswer`]: an answer, read tolerantly, whatever its shape.

use crate::exchange::call::Answer;
use crate::exchange::xml::{Element, XmlDocument};

/// What an answer says.
#[derive(Clone, Debug)]
pub(crate) struct ParsedAnswer {
    pub(crate) status: u16,
    pub(crate) document: XmlDocument,
    pub(crate) error: Option<ParsedError>,
}

/// An error in any of the shapes that servers use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ParsedError {
    /// `Sender` or `Receiver`.
    pub(crate) fault: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    /// The path of the element `Error`, if it is not where IAM has it.
    pub(crate) misplaced: Option<String>,
}

/// Where servers put errors. IAM has them in the first place.
const ERRORS: [&[&str]; 3] =
    [&["ErrorResponse", "Error"], &["Response", "Errors", "Error"], &["Error"]];

impl ParsedAnswer {
    pub(crate) fn read(answer: &Answer) -> ParsedAnswer {
        let document = match answer.body.is_empty() {
            true => XmlDocument::default(),
            false => XmlDocument::read(&answer.body),
        };
        let error = document.root.as_ref().and_then(ParsedError::read);
        ParsedAnswer { status: answer.status, document, error }
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status) && self.error.is_none()
    }

    /// The root, if it is a response.
    pub(crate) fn root(&self) -> Option<&Element> {
        self.document.root.as_ref()
    }

    /// The child of the root that has the result of the operation that the root names.
    pub(crate) fn result(&self) -> Option<&Element> {
        self.result_of(self.root()?.name.strip_suffix("Response").unwrap_or_default())
    }

    /// The child of the root that has the result of an operation: the first one of this name, since clients look for
    /// that, or else the first whose name ends so.
    pub(crate) fn result_of(&self, action: &str) -> Option<&Element> {
        let root = self.root()?;
        let other = || root.children.iter().find(|child| child.name.ends_with("Result"));
        root.child(&format!("{action}Result")).or_else(other)
    }

    /// What `User/Arn` leads to, with or without the wrapper.
    pub(crate) fn in_result(&self, path: &str) -> Option<&str> {
        let within = self.result().or(self.root())?;
        within.at(path).map(|element| element.text.as_str())
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        let root = self.root()?;
        let element = root.at("ResponseMetadata/RequestId").or_else(|| root.child("RequestId"))?;
        Some(&element.text)
    }

    /// The account in the first ARN of a result.
    pub(crate) fn account(&self) -> Option<String> {
        let arn = self.result()?.find_text("arn:aws:iam::")?;
        arn.split(':').nth(4).filter(|account| account.len() == 12).map(str::to_owned)
    }

    /// Status, code and message in one line.
    pub(crate) fn summary(&self) -> String {
        let mut summary = self.status.to_string();
        match &self.error {
            Some(error) => summary += &error.summary(),
            None if self.document.root.is_none() => summary += " without a document",
            None => {}
        }
        summary
    }
}

impl ParsedError {
    fn read(root: &Element) -> Option<ParsedError> {
        let (path, element) = ERRORS.iter().find_map(|path| {
            let (first, rest) = path.split_first()?;
            let found = rest.iter().try_fold(root, |element, name| element.child(name));
            found.filter(|_| root.name == *first).map(|found| (path, found))
        })?;
        let text = |name| element.child(name).map(|child: &Element| child.text.clone());
        Some(ParsedError {
            fault: text("Type"),
            code: text("Code"),
            message: text("Message"),
            misplaced: (path.len() != 2).then(|| path.join("/")),
        })
    }

    /// Code and message, as far as there are such.
    fn summary(&self) -> String {
        let some = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let code = some(&self.code).map(|code| format!(" {code}"));
        let message = some(&self.message).map(|message| format!(": {message}"));
        match (&code, &message) {
            (None, None) => " with an empty error".to_owned(),
            _ => code.unwrap_or_default() + &message.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests;
