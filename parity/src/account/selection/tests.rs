//! Calls that touch nothing but resources of the run, and their neighbours that do.

use super::is_own;

#[test]
fn a_call_of_a_run_in_an_account_reads_or_names_its_own() {
    for (action, body, is_fine) in [
        ("GetUser", "Action=GetUser&UserName=anika", true),
        ("ListUsers", "Action=ListUsers", true),
        ("SimulatePrincipalPolicy", "Action=SimulatePrincipalPolicy", true),
        ("GenerateCredentialReport", "Action=GenerateCredentialReport", true),
        ("CreateUser", "Action=CreateUser&UserName=parity-1", true),
        ("CreateUser", "Action=CreateUser&UserName=anika", false),
        ("DeleteAccessKey", "Action=DeleteAccessKey&AccessKeyId=%24%7Bkey%7D", true),
        // The account alone is not a resource of the run.
        ("TagPolicy", "Action=TagPolicy&PolicyArn=arn:aws:iam::%24%7Baccount%7D:policy/a", false),
        (
            "TagPolicy",
            "Action=TagPolicy&PolicyArn=arn:aws:iam::%24%7Baccount%7D:policy/parity-1",
            true,
        ),
        ("UpdateAccountPasswordPolicy", "Action=UpdateAccountPasswordPolicy", false),
        // Settings that an account has once.
        ("CreateAccountAlias", "Action=CreateAccountAlias&AccountAlias=parity-1", false),
        ("DeleteAccountAlias", "Action=DeleteAccountAlias&AccountAlias=parity-1", false),
        // Operations that nobody has, and those of STS, change nothing.
        ("NoSuchOperation", "Action=NoSuchOperation", true),
        ("AssumeRole", "Action=AssumeRole&RoleArn=a", true),
        // A made-up signature is refused by an account.
        ("GetUser", "Action=GetUser&X-Amz-Signature=0", false),
        // A removal says its action in its body.
        ("", "Action=DeleteUser&UserName=parity-1", true),
        ("", "Action=DeleteUser&UserName=anika", false),
        ("", "Action=GetUser", true),
        ("", "Action=DeleteAccountAlias&AccountAlias=parity-1", false),
    ] {
        assert_eq!(is_own(action, body), is_fine, "{body}");
    }
}
