//! ARNs: such as IAM takes, and such as it refuses in words of its own.

use arbitrary::{Result, Unstructured};

use super::texts::SERIAL;

/// The type of the resource that an ARN names.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Arn {
    Policy,
    Boundary,
    OpenIdConnectProvider,
    SamlProvider,
}

impl Arn {
    /// The name of the type in an ARN.
    fn resource(self) -> &'static str {
        match self {
            Arn::Policy | Arn::Boundary => "policy",
            Arn::OpenIdConnectProvider => "oidc-provider",
            Arn::SamlProvider => "saml-provider",
        }
    }

    pub(super) fn draw(self, u: &mut Unstructured<'_>, max: usize) -> Result<String> {
        let partition = u.choose(&["aws", "aws-cn", "aws-us-gov"])?;
        let account = u.choose(&["123456789012", "000000000000", "aws"])?;
        let start = format!("arn:{partition}:iam::{account}:{}/", self.resource());
        let name = SERIAL.draw(u, 1, max - start.len())?;
        Ok(start + &name)
    }

    /// A text of the right length that is not such an ARN, and what IAM says of it.
    pub(super) fn misformed(self, u: &mut Unstructured<'_>) -> Result<(String, String)> {
        let (start, sentence, end) = *u.choose(&[
            ("urn:aws:iam::123456789012:", "Invalid ARN: ", ""),
            ("arn:azure:iam::123456789012:", "Invalid ARN: ", ""),
            ("arn:awsx:iam::123456789012:", "Invalid ARN: ", ""),
            ("arn:aws:iam:eu-west-1:123456789012:", "Invalid ARN: ", ""),
            ("arn:aws:iam:::", "Invalid ARN: ", ""),
            ("arn:aws:iam::12345678901:", "Invalid ARN: ", ""),
            ("arn:aws:iam::1234567890123:", "Invalid ARN: ", ""),
            ("arn:aws:iam::12345678901x:", "Invalid ARN: ", ""),
            ("arn:aws:iam::AWS:", "Invalid ARN: ", ""),
            ("arn:aws:iam::123456789012:", "Invalid ARN: ", " "),
            ("arn:aws:s3::123456789012:", "Invalid service in ARN", ""),
            ("arn:aws:iam::123456789012:x-", "Invalid resource type in ARN", ""),
        ])?;
        let name = SERIAL.draw(u, 9, 256)?;
        let arn = format!("{start}{}/{name}{end}", self.resource());
        let sentence = match self {
            Arn::OpenIdConnectProvider if sentence.ends_with(' ') => format!("{sentence}{arn}"),
            Arn::OpenIdConnectProvider => sentence.to_owned(),
            _ => format!("ARN {arn} is not valid."),
        };
        Ok((arn, sentence))
    }
}
