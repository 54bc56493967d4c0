//! The policy document that a request carries, and the answer to one that is malformed.

use crate::message::error_response::ErrorResponse;
use crate::message::failure::Failure;
use crate::message::service::Requests;
use crate::message::wrap;
use crate::policy::{Kind, MalformedPolicy, judge};
use crate::schema::structure::Field;
use crate::sts::operations::{Request, SERVICE};

impl<'a> Request<'a> {
    /// The policy document that bounds the session, if the request has one. The managed policies that bound it
    /// too are given by their ARNs alone.
    ///
    /// ```
    /// use iam_codec::policy::Kind;
    /// use iam_codec::sts::Request;
    ///
    /// let request = Request::decode(b"Action=GetFederationToken&Version=2011-06-15&Name=bob&Policy=%7B%7D")?;
    /// assert_eq!(request.policies(), [(Kind::Session, "{}")]);
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    pub fn policies(&self) -> Vec<(Kind, &str)> {
        let Some((_, input)) = self.known() else { return Vec::new() };
        let fields = (0..input.table().members.len()).map(|index| input.field(index));
        let policy = |field| match field {
            Field::Policy(document) => Some((Kind::Session, document)),
            _ => None,
        };
        fields.filter_map(policy).collect()
    }

    /// The verdict on the policy document of the request: a server calls it where STS judges it, behind
    /// everything that depends on the account.
    ///
    /// # Errors
    ///
    /// `MalformedPolicyDocument` with the sentence that IAM has for it. STS words some of them otherwise
    /// (recorded of documents that are not JSON).
    pub fn judge_policies(&self) -> Result<(), Failure<'static>> {
        let mut policies = self.policies().into_iter();
        policies.try_for_each(|(kind, document)| Ok(judge(kind, document)?))
    }

    /// As [`refuse`](Request::refuse), and the refusal of a policy document that the request carries: the gate
    /// before a server that does not judge documents. STS judges them last, behind what depends on the account.
    ///
    /// ```
    /// use iam_codec::sts::Request;
    ///
    /// let body = b"Action=GetFederationToken&Version=2011-06-15&Name=bob&Policy=%5B%5D";
    /// let error = Request::refuse_with_policies(b"", body, "id").unwrap();
    /// assert_eq!(error.code, "MalformedPolicyDocument");
    /// assert_eq!(Request::refuse(b"", body, "id"), None);
    /// ```
    pub fn refuse_with_policies(
        query: &'a [u8],
        body: &'a [u8],
        request_id: &str,
    ) -> Option<ErrorResponse<'static>> {
        wrap::refuse(query, body, request_id, |request: &Self| request.judge_policies())
    }
}

// The layer of policies knows no service; this one is that of session policies.
impl From<&MalformedPolicy> for Failure<'static> {
    fn from(malformed: &MalformedPolicy) -> Self {
        malformed.failure(&SERVICE)
    }
}

impl From<MalformedPolicy> for Failure<'static> {
    fn from(malformed: MalformedPolicy) -> Self {
        Failure::from(&malformed)
    }
}
