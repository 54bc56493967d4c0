//! What IAM says of missing and existing entities.

use iam_codec::{Entity, ErrorCode};

const ARN: &str = "arn:aws:iam::123456789012:policy/p";

#[test]
fn missing_entities_are_worded_as_recorded() {
    let cases = [
        (Entity::Group("g"), "The group with name g cannot be found."),
        (Entity::LoginProfile("u"), "Login Profile for User u cannot be found."),
        (Entity::AccessKey("AKIA"), "The Access Key with id AKIA cannot be found."),
        (Entity::UserPolicy("p"), "The user policy with name p cannot be found."),
        (Entity::GroupPolicy("p"), "The group policy with name p cannot be found."),
        (Entity::RolePolicy("p"), "The role policy with name p cannot be found."),
        (
            Entity::AttachablePolicy(ARN),
            "Policy arn:aws:iam::123456789012:policy/p does not exist or is not attachable.",
        ),
        (
            Entity::PolicyVersion(ARN, "v9"),
            "Policy arn:aws:iam::123456789012:policy/p version v9 does not exist or is not attachable.",
        ),
        (
            Entity::PermissionsBoundary(ARN),
            "Scope ARN: arn:aws:iam::123456789012:policy/p does not exist or is not attachable.",
        ),
        (Entity::InstanceProfileRole("r", "p"), "Role r in Instance Profile p cannot be found."),
        (Entity::OpenIdConnectProvider("arn"), "OpenIDConnect Provider not found for arn arn"),
    ];
    for (entity, message) in cases {
        let error = entity.not_found().to_response("id");
        assert_eq!((error.status(), error.code), (404, ErrorCode::NO_SUCH_ENTITY));
        assert_eq!(error.message.as_deref(), Some(message));
        assert_eq!(error.request_id, "id");
    }
}

#[test]
fn existing_entities_are_worded_as_recorded_or_not_at_all() {
    let cases = [
        (Entity::Group("g"), Some("Group with name g already exists.")),
        (Entity::LoginProfile("u"), Some("Login Profile for user u already exists.")),
        (Entity::AccessKey("AKIA"), None),
        (Entity::PolicyVersion(ARN, "v1"), None),
    ];
    for (entity, message) in cases {
        let error = entity.already_exists().to_response("id");
        assert_eq!((error.status(), error.code), (409, ErrorCode::ENTITY_ALREADY_EXISTS));
        assert_eq!(error.message.as_deref(), message);
    }
}
