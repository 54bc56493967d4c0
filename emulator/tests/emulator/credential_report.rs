//! Which columns of a user's row in the credential report change with which requests, while the clock goes on.

use data_encoding::BASE64;
use iam_codec::Timestamp;

use super::borders::with_clock;
use super::{Emulator, encoded};

/// Longer than a report is good for.
const STEP: u64 = 5 * 60 * 60;

/// A request, and the columns that it changes. `#2` is the time of the second step, `@KEY1` the older key.
const STEPS: &[(&str, &[(&str, &str)])] = &[
    ("TagUser &UserName=a&Tags.member.1.Key=k&Tags.member.1.Value=v", &[]),
    ("UpdateUser &UserName=a&NewPath=/b/", &[("arn", "arn:aws:iam::123456789012:user/b/a")]),
    (
        "CreateLoginProfile &UserName=a&Password=p",
        &[
            ("password_enabled", "true"),
            ("password_last_used", "no_information"),
            ("password_last_changed", "#3"),
        ],
    ),
    ("UpdateLoginProfile &UserName=a&PasswordResetRequired=true", &[]),
    ("UpdateLoginProfile &UserName=a&Password=q", &[("password_last_changed", "#5")]),
    (
        "DeleteLoginProfile &UserName=a",
        &[
            ("password_enabled", "false"),
            ("password_last_used", "N/A"),
            ("password_last_changed", "N/A"),
        ],
    ),
    (
        "CreateAccessKey &UserName=a",
        &[("access_key_1_active", "true"), ("access_key_1_last_rotated", "#7")],
    ),
    (
        "CreateAccessKey &UserName=a",
        &[("access_key_2_active", "true"), ("access_key_2_last_rotated", "#8")],
    ),
    // What is active comes first.
    (
        "UpdateAccessKey &UserName=a&AccessKeyId=@KEY1&Status=Inactive",
        &[
            ("access_key_1_last_rotated", "#8"),
            ("access_key_2_active", "false"),
            ("access_key_2_last_rotated", "#7"),
        ],
    ),
    (
        "UpdateAccessKey &UserName=a&AccessKeyId=@KEY2&Status=Inactive",
        &[
            ("access_key_1_active", "false"),
            ("access_key_1_last_rotated", "#7"),
            ("access_key_2_last_rotated", "#8"),
        ],
    ),
    (
        "UploadSigningCertificate &UserName=a&CertificateBody=@C1",
        &[("cert_1_active", "true"), ("cert_1_last_rotated", "#11")],
    ),
    (
        "UploadSigningCertificate &UserName=a&CertificateBody=@C2",
        &[("cert_2_active", "true"), ("cert_2_last_rotated", "#12")],
    ),
    (
        "UpdateSigningCertificate &UserName=a&CertificateId=@CERT1&Status=Inactive",
        &[
            ("cert_1_last_rotated", "#12"),
            ("cert_2_active", "false"),
            ("cert_2_last_rotated", "#11"),
        ],
    ),
    (
        "UpdateSigningCertificate &UserName=a&CertificateId=@CERT2&Status=Inactive",
        &[
            ("cert_1_active", "false"),
            ("cert_1_last_rotated", "#11"),
            ("cert_2_last_rotated", "#12"),
        ],
    ),
    (
        "EnableMFADevice &UserName=a&SerialNumber=GAHT12345678&AuthenticationCode1=123456&AuthenticationCode2=654321",
        &[("mfa_active", "true")],
    ),
    ("DeactivateMFADevice &UserName=a&SerialNumber=GAHT12345678", &[("mfa_active", "false")]),
];

fn time(step: u64) -> String {
    Timestamp::from_unix(1_700_000_000 + step * STEP).unwrap().to_string()
}

/// The names of the columns and the user's row.
fn report(emulator: &Emulator) -> Vec<(String, String)> {
    emulator.perform("GenerateCredentialReport\nGenerateCredentialReport");
    let content = emulator.texts("Content", "GetCredentialReport", "").remove(0);
    let csv = String::from_utf8(BASE64.decode(content.as_bytes()).unwrap()).unwrap();
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let row = csv.lines().find(|line| line.starts_with("a,")).unwrap();
    cells(csv.lines().next().unwrap()).into_iter().zip(cells(row)).collect()
}

/// The request with the ids of the keys and certificates that there are.
fn filled(emulator: &Emulator, step: &str) -> String {
    let mut step = step
        .replace("@C1", &encoded(include_str!("../keys/c1.pem")))
        .replace("@C2", &encoded(include_str!("../keys/c2.pem")));
    for (name, element, list) in [
        ("@KEY", "AccessKeyId", "ListAccessKeys"),
        ("@CERT", "CertificateId", "ListSigningCertificates"),
    ] {
        let ids = emulator.texts(element, list, "&UserName=a");
        for (id, number) in ids.iter().zip(1..) {
            step = step.replace(&format!("{name}{number}"), id);
        }
    }
    step
}

#[test]
fn a_request_changes_the_columns_that_it_is_about_and_no_others() {
    let (emulator, set) = with_clock();
    emulator.perform("CreateUser &UserName=a");
    let mut last = report(&emulator);
    assert_eq!(last[2], ("user_creation_time".to_owned(), time(0)));
    for ((step, changes), number) in STEPS.iter().zip(1..) {
        set(number * STEP);
        emulator.perform(&filled(&emulator, step));
        let now = report(&emulator);
        let changed: Vec<_> = now.iter().filter(|cell| !last.contains(cell)).cloned().collect();
        let wanted = changes.iter().map(|(column, value)| {
            let of_step = value.strip_prefix('#').map(|step| time(step.parse().unwrap()));
            ((*column).to_owned(), of_step.unwrap_or_else(|| (*value).to_owned()))
        });
        assert_eq!(changed, wanted.collect::<Vec<_>>(), "{step}");
        last = now;
    }
}
