//! TABLE: the constrained strings of the operations, with length and form.
//!
//! Lengths are in Unicode code points, without normalisation. The rows are those of the service's
//! model (`2010-05-08`); each is called as in the model.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::constraint::{Constraint, Path, Problems};

/// How long a string may be and what it may hold.
pub(crate) struct StringShape {
    min: usize,
    max: usize,
    pub(crate) form: Form,
}

/// What a string may hold.
pub(crate) enum Form {
    /// A pattern of the model; breaking it is a violation.
    Pattern(&'static str, &'static Class),
    /// A name: IAM refuses other characters with a sentence of its own, after all violations.
    Name,
    /// The ARN of a resource of this type, likewise.
    Arn(&'static str),
    /// The ARN of an OpenID Connect provider: the same with other sentences.
    OpenIdConnectProviderArn,
}

macro_rules! strings {
    ($($(#[$doc:meta])* $name:ident = $min:literal..=$max:literal, $form:expr;)*) => {
        $($(#[$doc])* pub(crate) static $name: StringShape =
            StringShape { min: $min, max: $max, form: $form };)*
    };
}

strings! {
    /// `existingUserNameType`
    EXISTING_USER_NAME = 1..=128, Form::Name;
    /// `roleNameType`
    ROLE_NAME = 1..=64, Form::Name;
    /// `instanceProfileNameType`
    INSTANCE_PROFILE_NAME = 1..=128, Form::Name;
    /// `serverCertificateNameType`
    SERVER_CERTIFICATE_NAME = 1..=128, Form::Name;
    /// `serialNumberType`
    SERIAL_NUMBER = 9..=256, Form::Pattern(r"[\w+=/:,.@-]+", &SERIAL);
    /// `arnType` of a policy
    POLICY_ARN = 20..=2048, Form::Arn("policy");
    /// `arnType` of a SAML provider
    SAML_PROVIDER_ARN = 20..=2048, Form::Arn("saml-provider");
    /// `arnType` of an OpenID Connect provider
    OPEN_ID_CONNECT_PROVIDER_ARN = 20..=2048, Form::OpenIdConnectProviderArn;
    /// `tagKeyType`
    TAG_KEY = 1..=128, Form::Pattern(TAG_KEY_PATTERN, &TAG);
    /// `tagValueType`
    TAG_VALUE = 0..=256, Form::Pattern(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", &TAG);
    /// `markerType`
    MARKER = 1..=320, Form::Pattern(r"[\u0020-\u00FF]+", &LATIN);
}

const TAG_KEY_PATTERN: &str = r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+";

/// How AWS words any bad element of `TagKeys`: all constraints of `tagKeyType`, in this order.
pub(crate) static EACH_TAG_KEY: [Constraint; 4] = [
    Constraint::MaxLength(128),
    Constraint::MinLength(1),
    Constraint::Pattern(TAG_KEY_PATTERN),
    Constraint::NotNull,
];

impl StringShape {
    /// Holds `text` against length and pattern.
    #[inline(always)]
    pub(crate) fn check(&self, text: &str, path: &Path<'_>, problems: &mut Problems) {
        if !self.plainly_fits(text) {
            self.check_closely(text, path, problems);
        }
    }

    /// Whether it is plain that nothing is wrong: ASCII, of a length that needs no count.
    #[inline(always)]
    fn plainly_fits(&self, text: &str) -> bool {
        let is_in_class = match &self.form {
            Form::Pattern(_, class) => class.holds_ascii(text),
            _ => text.is_ascii(),
        };
        is_in_class && (self.min..=self.max).contains(&text.len())
    }

    #[cold]
    fn check_closely(&self, text: &str, path: &Path<'_>, problems: &mut Problems) {
        self.check_length(text, path, problems);
        if let Form::Pattern(pattern, class) = &self.form {
            let fits = class.holds_all_of(text) && (self.min == 0 || !text.is_empty());
            if !fits {
                problems.violation(path, Constraint::Pattern(pattern));
            }
        }
    }

    fn check_length(&self, text: &str, path: &Path<'_>, problems: &mut Problems) {
        let len = text.chars().count();
        if len < self.min {
            problems.violation(path, Constraint::MinLength(self.min));
        }
        if len > self.max {
            problems.violation(path, Constraint::MaxLength(self.max));
        }
    }

    /// What IAM says of a text that has the right length and not the right form.
    pub(crate) fn refusal(&self, member: &str, text: &str) -> Option<String> {
        match self.form {
            Form::Pattern(..) => None,
            Form::Name => (!NAME.holds_all_of(text)).then(|| {
                let path = Path::new(member).in_messages();
                format!(
                    "The specified value for {path} is invalid. It must contain only alphanumeric \
                     characters and/or the following: +=,.@_-"
                )
            }),
            Form::Arn(resource) => {
                (arn(text, resource) != Ok(())).then(|| format!("ARN {text} is not valid."))
            }
            Form::OpenIdConnectProviderArn => match arn(text, "oidc-provider") {
                Ok(()) => None,
                Err(ArnError::Syntax) => Some(format!("Invalid ARN: {text}")),
                Err(ArnError::Service) => Some("Invalid service in ARN".to_owned()),
                Err(ArnError::Resource) => Some("Invalid resource type in ARN".to_owned()),
            },
        }
    }
}

#[derive(PartialEq)]
enum ArnError {
    Syntax,
    Service,
    Resource,
}

/// `arn:aws…:iam::account:type/…`. IAM refuses a wrong partition or service, a region, another type
/// and trailing blanks.
fn arn(text: &str, resource_type: &str) -> Result<(), ArnError> {
    let parts: Vec<_> = text.splitn(6, ':').collect();
    let &["arn", partition, service, "", account, resource] = &parts[..] else {
        return Err(ArnError::Syntax);
    };
    let name = resource.strip_prefix(resource_type).and_then(|rest| rest.strip_prefix('/'));
    let is_partition = partition == "aws" || partition.starts_with("aws-");
    // The policies that AWS manages are of the account `aws`.
    let is_account = account == "aws"
        || account.len() == 12 && account.bytes().all(|digit| digit.is_ascii_digit());
    if !is_partition || !is_account || text.ends_with(char::is_whitespace) {
        Err(ArnError::Syntax)
    } else if service != "iam" {
        Err(ArnError::Service)
    } else if name.is_none_or(str::is_empty) {
        Err(ArnError::Resource)
    } else {
        Ok(())
    }
}

/// A set of characters: a table for ASCII, a rule for the rest.
pub(crate) struct Class {
    ascii: [bool; 256],
    beyond: fn(char) -> bool,
}

impl Class {
    /// Whether all of `text` is ASCII and in the set. Without a branch per byte this takes half the time.
    #[inline(always)]
    fn holds_ascii(&self, text: &str) -> bool {
        text.bytes().fold(true, |all, byte| all & self.ascii[usize::from(byte)])
    }

    fn holds_all_of(&self, text: &str) -> bool {
        text.chars().all(|c| match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() => self.ascii[usize::from(byte)],
            _ => (self.beyond)(c),
        })
    }
}

/// `[\w+=,.@-]`
static NAME: Class = Class { ascii: ascii(b"+=,.@-_"), beyond: |_| false };

/// `[\w+=/:,.@-]`
static SERIAL: Class = Class { ascii: ascii(b"+=/:,.@-_"), beyond: |_| false };

/// `[\p{L}\p{Z}\p{N}_.:/=+\-@]`: letters, separators and numbers of any script.
static TAG: Class = Class {
    ascii: ascii(b" _.:/=+-@"),
    beyond: |c| {
        use GeneralCategoryGroup::{Letter, Number, Separator};
        matches!(c.general_category_group(), Letter | Number | Separator)
    },
};

/// `[\u0020-\u00FF]`
static LATIN: Class = Class {
    ascii: {
        let mut table = [false; 256];
        let mut byte = 0x20;
        while byte < 0x80 {
            table[byte] = true;
            byte += 1;
        }
        table
    },
    beyond: |c| c <= '\u{FF}',
};

/// Letters, digits and `others`.
const fn ascii(others: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    let mut i = 0;
    while i < others.len() {
        table[others[i] as usize] = true;
        i += 1;
    }
    table
}
