//! The policy documents that a request carries.

use crate::iam::operations::{Action, Request, SERVICE};
use crate::message::error_response::ErrorResponse;
use crate::message::failure::Failure;
use crate::message::service::Requests;
use crate::message::wrap;
use crate::policy::{Kind, judge};
use crate::schema::structure::{Field, Structure};

impl<'a> Request<'a> {
    /// The policy documents that the request carries, each with what it is for.
    ///
    /// ```
    /// use iam_codec::Request;
    /// use iam_codec::policy::Kind;
    ///
    /// let body = b"Action=CreateRole&Version=2010-05-08&RoleName=r&AssumeRolePolicyDocument=%7B%7D";
    /// assert_eq!(Request::decode(body)?.policies(), [(Kind::Trust, "{}")]);
    /// let body = b"Action=CreateGroup&Version=2010-05-08&GroupName=g";
    /// assert_eq!(Request::decode(body)?.policies(), []);
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    pub fn policies(&self) -> Vec<(Kind, &str)> {
        let mut documents = Vec::new();
        if let Some((action, input)) = self.known() {
            collect(input, kind(action), &mut documents);
        }
        documents
    }

    /// IAM's verdict on the policy documents of the request: a server calls it where IAM judges them, behind
    /// everything that depends on the account.
    ///
    /// ```
    /// use iam_codec::Request;
    ///
    /// let body = b"Action=PutUserPolicy&Version=2010-05-08&UserName=u&PolicyName=p&PolicyDocument=%5B%5D";
    /// let failure = Request::decode(body)?.judge_policies().unwrap_err();
    /// assert_eq!(failure.code, "MalformedPolicyDocument");
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `MalformedPolicyDocument` with IAM's sentence for the first document that IAM refuses.
    pub fn judge_policies(&self) -> Result<(), Failure<'static>> {
        self.policies().into_iter().try_for_each(|(kind, document)| {
            judge(kind, document).map_err(|malformed| Failure::from(&malformed).of(&SERVICE))
        })
    }

    /// As [`refuse`](Request::refuse), and the refusal of a policy document that the request carries: the gate
    /// before a server that does not judge documents. IAM judges them last, behind what depends on the account.
    ///
    /// ```
    /// use iam_codec::Request;
    ///
    /// let body = b"Action=PutUserPolicy&Version=2010-05-08&UserName=u&PolicyName=p&PolicyDocument=%5B%5D";
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

/// What the documents of an operation are for.
fn kind(action: Action) -> Kind {
    match action {
        Action::CreatePolicy | Action::CreatePolicyVersion => Kind::Managed,
        Action::CreateRole | Action::UpdateAssumeRolePolicy => Kind::Trust,
        Action::PutGroupPolicy | Action::PutRolePolicy | Action::PutUserPolicy => Kind::Inline,
        _ => Kind::ContextKeys,
    }
}

fn collect<'r>(input: &'r dyn Structure, kind: Kind, documents: &mut Vec<(Kind, &'r str)>) {
    for index in 0..input.table().members.len() {
        collect_field(input.field(index), kind, documents);
    }
}

fn collect_field<'r>(field: Field<'r>, kind: Kind, documents: &mut Vec<(Kind, &'r str)>) {
    match field {
        Field::Policy(document) => documents.push((kind, document)),
        Field::Structure(structure) => collect(structure, kind, documents),
        Field::List(list) => {
            (0..list.len()).for_each(|i| collect_field(list.get(i), kind, documents));
        }
        _ => {}
    }
}
