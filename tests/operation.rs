//! One operation that is known at compile time.

use iam_codec::Operation;
use iam_codec::operations::GetUser;

#[track_caller]
fn refuses(body: &[u8], expected: &str) {
    assert_eq!(GetUser::decode(body).unwrap_err().to_string(), expected);
}

#[test]
fn refuses_other_actions_as_aws_refuses_unknown_ones() {
    refuses(
        b"Action=GetRole&Version=2010-05-08&RoleName=r",
        "Could not find operation GetRole for version 2010-05-08: parameter Action at byte 0",
    );
    refuses(
        b"UserName=u",
        "The request is missing an action or a required parameter: parameter Action at byte 10",
    );
    refuses(
        b"Action=GetUser&Version=2010-05-08&UserName=%FF",
        "invalid UTF-8: parameter UserName at byte 43",
    );
    refuses(
        b"Action=GetUser&Version=2010-05-08&UserName=a%20b",
        "The specified value for userName is invalid. It must contain only alphanumeric \
         characters and/or the following: +=,.@_-: parameter UserName at byte 34",
    );
}

#[test]
fn reads_an_action_that_only_escapes_show() {
    let request = GetUser::decode(b"A%63tion=GetUser&Version=2010-05-08&UserName=u");
    assert_eq!(request.unwrap().user_name.as_deref(), Some("u"));
}
