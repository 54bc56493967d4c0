//! Whole bodies, and what is answered to anything else.

use super::{Emulator, error, refusal};

#[test]
fn a_created_user_is_answered_as_iam_does() {
    let emulator = Emulator::new();
    let created = emulator.call(
        "CreateUser",
        "&Path=%2Fdivision_abc%2F&UserName=anika&Tags.member.1.Key=b&Tags.member.1.Value=1\
         &Tags.member.2.Key=a&Tags.member.2.Value=R%2BD",
    );
    assert_eq!(created.status, 200);
    assert_eq!(
        created.body,
        r#"<CreateUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <CreateUserResult>
    <User>
      <Path>/division_abc/</Path>
      <Arn>arn:aws:iam::123456789012:user/division_abc/anika</Arn>
      <UserName>anika</UserName>
      <UserId>AIDARBUFZEGUVSOSJPTVS</UserId>
      <CreateDate>2023-11-14T22:13:20Z</CreateDate>
      <Tags>
        <member>
          <Value>1</Value>
          <Key>b</Key>
        </member>
        <member>
          <Value>R+D</Value>
          <Key>a</Key>
        </member>
      </Tags>
    </User>
  </CreateUserResult>
  <ResponseMetadata>
    <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
  </ResponseMetadata>
</CreateUserResponse>
"#,
    );
}

#[test]
fn a_role_is_answered_as_iam_does() {
    let emulator = Emulator::new();
    let created = emulator.call(
        "CreateRole",
        "&RoleName=app&AssumeRolePolicyDocument=%7B+%22Statement%22:%7B%22Action%22:%5B%22sts:AssumeRole%22%5D,%22Effect%22:%22Allow%22,%22Principal%22:%7B%22Service%22:%22ec2.amazonaws.com%22%7D%7D,%22Version%22:%222012-10-17%22%7D",
    );
    assert_eq!(
        created.body,
        r#"<CreateRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <CreateRoleResult>
    <Role>
      <Path>/</Path>
      <AssumeRolePolicyDocument>%7B%20%22Statement%22%3A%7B%22Action%22%3A%5B%22sts%3AAssumeRole%22%5D%2C%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Service%22%3A%22ec2.amazonaws.com%22%7D%7D%2C%22Version%22%3A%222012-10-17%22%7D</AssumeRolePolicyDocument>
      <RoleId>AROARBUFZEGUVSOSJPTVS</RoleId>
      <RoleName>app</RoleName>
      <Arn>arn:aws:iam::123456789012:role/app</Arn>
      <CreateDate>2023-11-14T22:13:20Z</CreateDate>
    </Role>
  </CreateRoleResult>
  <ResponseMetadata>
    <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
  </ResponseMetadata>
</CreateRoleResponse>
"#,
    );
    assert_eq!(
        emulator.call("GetRole", "&RoleName=app").body,
        r#"<GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <GetRoleResult>
    <Role>
      <Path>/</Path>
      <AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Service%22%3A%22ec2.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D</AssumeRolePolicyDocument>
      <MaxSessionDuration>3600</MaxSessionDuration>
      <RoleId>AROARBUFZEGUVSOSJPTVS</RoleId>
      <RoleLastUsed/>
      <RoleName>app</RoleName>
      <Arn>arn:aws:iam::123456789012:role/app</Arn>
      <CreateDate>2023-11-14T22:13:20Z</CreateDate>
    </Role>
  </GetRoleResult>
  <ResponseMetadata>
    <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
  </ResponseMetadata>
</GetRoleResponse>
"#,
    );
}

#[test]
fn tag_operations_are_answered_as_iam_does() {
    let emulator = Emulator::new();
    emulator.call("CreateUser", "&UserName=anika");
    let tagged = emulator
        .call("TagUser", "&UserName=anika&Tags.member.1.Key=Dept&Tags.member.1.Value=R%2BD");
    assert_eq!(
        tagged.body,
        r#"<TagUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <ResponseMetadata>
    <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
  </ResponseMetadata>
</TagUserResponse>
"#,
    );
    assert_eq!(
        emulator.call("ListUserTags", "&UserName=anika").body,
        r#"<ListUserTagsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <ListUserTagsResult>
    <IsTruncated>false</IsTruncated>
    <Tags>
      <member>
        <Value>R+D</Value>
        <Key>Dept</Key>
      </member>
    </Tags>
  </ListUserTagsResult>
  <ResponseMetadata>
    <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
  </ResponseMetadata>
</ListUserTagsResponse>
"#,
    );
}

#[test]
fn an_empty_list_is_an_empty_element() {
    let emulator = Emulator::new();
    assert_eq!(
        emulator.call("ListUsers", "").body,
        r#"<ListUsersResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <ListUsersResult>
    <IsTruncated>false</IsTruncated>
    <Users/>
  </ListUsersResult>
  <ResponseMetadata>
    <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
  </ResponseMetadata>
</ListUsersResponse>
"#,
    );
}

#[test]
fn a_missing_user_is_answered_as_iam_does() {
    let absent = Emulator::new().call("GetUser", "&UserName=nobody");
    assert_eq!(absent.status, 404);
    assert_eq!(
        absent.body,
        r#"<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <Error>
    <Type>Sender</Type>
    <Code>NoSuchEntity</Code>
    <Message>The user with name nobody cannot be found.</Message>
  </Error>
  <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
</ErrorResponse>
"#,
    );
}

#[test]
fn refuses_what_is_no_request() {
    let emulator = Emulator::new();
    let cases = [
        (
            "Action=ListCats&Version=2010-05-08",
            "InvalidAction",
            "Could not find operation ListCats for version 2010-05-08",
        ),
        (
            "Action=ListUsers&Version=2010-05-09",
            "InvalidAction",
            "Could not find operation ListUsers for version 2010-05-09",
        ),
        (
            "Action=ListUsers&Version=2010-05-08&MaxItems=0",
            "ValidationError",
            "1 validation error detected: Value at 'maxItems' failed to satisfy constraint: \
             Member must have value greater than or equal to 1",
        ),
        (
            "Action=ListAccessKeys&Version=2010-05-08",
            "ValidationError",
            "Must specify userName when calling with non-User credentials",
        ),
    ];
    for (body, code, message) in cases {
        assert_eq!(error(&emulator.post(body)), refusal(400, code, message));
    }
}

#[test]
fn says_that_a_known_operation_is_not_served() {
    let emulator = Emulator::new();
    let answer = emulator.call("ListDelegationRequests", "");
    let message = "This server does not serve ListDelegationRequests.";
    assert_eq!(error(&answer), refusal(501, "NotImplemented", message));
    assert!(answer.body.contains("<Type>Receiver</Type>"), "{}", answer.body);
}
