//! TABLE: delegation requests and their permissions.

use std::borrow::Cow;

use crate::iam::enums::{DelegationState, PolicyParameterType};
use crate::iam::limits::{
    ARN, POLICY_PARAMETER_LIST, POLICY_PARAMETER_NAME, POLICY_PARAMETER_VALUES_LIST,
};
use crate::schema::block::structure;
use crate::types::timestamp::Timestamp;

structure! {
    /// The permissions that a delegation request asks for
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DelegationPermission.html)).
    DelegationPermission {
        /// The ARN of the partner's registered policy template.
        policy_template_arn: Option<Cow<'a, str>> = "PolicyTemplateArn": ARN,
        /// The parameters that narrow the permissions.
        parameters: Option<Vec<PolicyParameter<'a>>> = "Parameters": POLICY_PARAMETER_LIST,
    }
}

structure! {
    /// A partner's request for temporary access
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DelegationRequest.html)).
    DelegationRequest {
        /// The delegation request's ID.
        delegation_request_id: Option<Cow<'a, str>> = "DelegationRequestId",
        /// The owner's account.
        owner_account_id: Option<Cow<'a, str>> = "OwnerAccountId",
        /// What the partner says the request is for.
        description: Option<Cow<'a, str>> = "Description",
        /// The partner's note on this one request.
        request_message: Option<Cow<'a, str>> = "RequestMessage",
        /// The permissions that the request asks for.
        permissions: Option<DelegationPermission<'a>> = "Permissions",
        /// The policy that the request asks for, as JSON.
        permission_policy: Option<Cow<'a, str>> = "PermissionPolicy",
        /// The boundaries that roles created under the policy must have.
        role_permission_restriction_arns: Option<Vec<Cow<'a, str>>> = "RolePermissionRestrictionArns",
        /// The owner's ARN.
        owner_id: Option<Cow<'a, str>> = "OwnerId",
        /// The ARN of the identity that approves the request.
        approver_id: Option<Cow<'a, str>> = "ApproverId",
        /// The state of the request.
        state: Option<DelegationState<'a>> = "State",
        /// When the request expires.
        expiration_time: Option<Timestamp> = "ExpirationTime",
        /// The partner's account.
        requestor_id: Option<Cow<'a, str>> = "RequestorId",
        /// The partner's name.
        requestor_name: Option<Cow<'a, str>> = "RequestorName",
        /// When the request was created.
        create_date: Option<Timestamp> = "CreateDate",
        /// How long the delegated session lasts, in seconds.
        session_duration: Option<i32> = "SessionDuration",
        /// The partner's URL for after the decision.
        redirect_url: Option<Cow<'a, str>> = "RedirectUrl",
        /// The notes that `UpdateDelegationRequest` added.
        notes: Option<Cow<'a, str>> = "Notes",
        /// Why the request was rejected.
        rejection_reason: Option<Cow<'a, str>> = "RejectionReason",
        /// Whether only the owner may send the token.
        only_send_by_owner: Option<bool> = "OnlySendByOwner",
        /// When the request was last changed.
        updated_time: Option<Timestamp> = "UpdatedTime",
    }
}

structure! {
    /// A parameter that narrows delegated permissions
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyParameter.html)).
    PolicyParameter {
        /// The parameter's name.
        name: Option<Cow<'a, str>> = "Name": POLICY_PARAMETER_NAME,
        /// The parameter's values.
        values: Option<Vec<Cow<'a, str>>> = "Values": POLICY_PARAMETER_VALUES_LIST,
        /// The type of the parameter's values.
        r#type: Option<PolicyParameterType<'a>> = "Type",
    }
}
