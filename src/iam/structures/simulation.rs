//! TABLE: what the policy simulator takes and gives.

use std::borrow::Cow;

use crate::iam::enums::{
    AttachmentType, ContextKeyType, PolicyDecision, PolicyIdentifierPolicyType, PolicySourceType,
};
use crate::iam::limits::{
    ATTACHMENT_NAME, CONTEXT_KEY_NAME, EXCLUDED_POLICY_NAME, POLICY_ARN, SIMULATION_POLICY_LIST,
};
use crate::schema::block::structure;
use crate::types::map::Map;
use crate::types::text::PolicyDocument;

structure! {
    /// A context key and the values it has in a simulation
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextEntry.html)).
    ContextEntry {
        /// The key's full name, such as `aws:SourceIp`.
        context_key_name: Option<Cow<'a, str>> = "ContextKeyName": CONTEXT_KEY_NAME,
        /// The key's values.
        context_key_values: Option<Vec<Cow<'a, str>>> = "ContextKeyValues",
        /// The type of the values.
        context_key_type: Option<ContextKeyType<'a>> = "ContextKeyType",
    }
}

structure! {
    /// The service control policies of one level of an organization
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_OrderedOrganizationPolicyType.html)).
    #[doc(alias = "OrderedOrganizationPolicyType")]
    OrderedOrganizationPolicy {
        /// The service control policies of this level, each as JSON.
        service_control_policy_input_list: Option<Vec<PolicyDocument<'a>>> = "ServiceControlPolicyInputList": SIMULATION_POLICY_LIST,
    }
}

structure! {
    /// Policies named by exactly one of kind, ARN or inline policy
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyIdentifier.html)).
    ///
    /// A union: one of its members is to be set.
    PolicyIdentifier {
        /// The kind of policies to name as a whole.
        policy_type: Option<PolicyIdentifierPolicyType<'a>> = "PolicyType",
        /// The managed policies' ARN; its name may hold `*` and `?`.
        policy_arn: Option<Cow<'a, str>> = "PolicyArn": POLICY_ARN,
        /// The inline policies to name.
        inline_policy_identifier: Option<InlinePolicyIdentifier<'a>> = "InlinePolicyIdentifier",
    }
}

structure! {
    /// An inline policy, named together with its user, group or role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_InlinePolicyIdentifierType.html)).
    #[doc(alias = "InlinePolicyIdentifierType")]
    InlinePolicyIdentifier {
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName": EXCLUDED_POLICY_NAME,
        /// The kind of entity that the policy is part of.
        attachment_type: AttachmentType<'a> = "AttachmentType",
        /// The name of the user, group or role; may hold `*` and `?`.
        attachment_name: Cow<'a, str> = "AttachmentName": ATTACHMENT_NAME,
    }
}

structure! {
    /// What a simulation found for one action
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html)).
    EvaluationResult {
        /// The action that was simulated.
        eval_action_name: Cow<'a, str> = "EvalActionName",
        /// The form of the resource's ARN, `*` if the action has none.
        eval_resource_name: Option<Cow<'a, str>> = "EvalResourceName",
        /// What the simulation decided.
        eval_decision: PolicyDecision<'a> = "EvalDecision",
        /// The statements that decided the result.
        matched_statements: Option<Vec<Statement<'a>>> = "MatchedStatements",
        /// The context keys that the policies need and the request lacks.
        missing_context_values: Option<Vec<Cow<'a, str>>> = "MissingContextValues",
        /// What the organization's policies decide.
        organizations_decision_detail: Option<OrganizationsDecisionDetail<'a>> = "OrganizationsDecisionDetail",
        /// What the permissions boundary decides.
        permissions_boundary_decision_detail: Option<PermissionsBoundaryDecisionDetail<'a>> = "PermissionsBoundaryDecisionDetail",
        /// What each kind of policy decided, across accounts.
        eval_decision_details: Option<Map<Cow<'a, str>, PolicyDecision<'a>>> = "EvalDecisionDetails",
        /// What the simulation found, by resource.
        resource_specific_results: Option<Vec<ResourceSpecificResult<'a>>> = "ResourceSpecificResults",
    }
}

structure! {
    /// What a simulation found for one action on one resource
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ResourceSpecificResult.html)).
    ResourceSpecificResult {
        /// The ARN of the resource.
        eval_resource_name: Cow<'a, str> = "EvalResourceName",
        /// What the simulation decided for this resource.
        eval_resource_decision: PolicyDecision<'a> = "EvalResourceDecision",
        /// The statements that decided the result.
        matched_statements: Option<Vec<Statement<'a>>> = "MatchedStatements",
        /// The context keys that the policies need and the request lacks.
        missing_context_values: Option<Vec<Cow<'a, str>>> = "MissingContextValues",
        /// What each kind of policy decided, across accounts.
        eval_decision_details: Option<Map<Cow<'a, str>, PolicyDecision<'a>>> = "EvalDecisionDetails",
        /// What the permissions boundary decides.
        permissions_boundary_decision_detail: Option<PermissionsBoundaryDecisionDetail<'a>> = "PermissionsBoundaryDecisionDetail",
    }
}

structure! {
    /// A policy statement that decided a simulation
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Statement.html)).
    Statement {
        /// The ID of the policy that holds the statement.
        source_policy_id: Option<Cow<'a, str>> = "SourcePolicyId",
        /// The kind of policy that holds the statement.
        source_policy_type: Option<PolicySourceType<'a>> = "SourcePolicyType",
        /// Where the statement begins.
        start_position: Option<Position<'a>> = "StartPosition",
        /// Where the statement ends.
        end_position: Option<Position<'a>> = "EndPosition",
    }
}

structure! {
    /// A place in a policy document
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Position.html)).
    Position {
        /// The line in the document.
        line: Option<i32> = "Line",
        /// The column in the line.
        column: Option<i32> = "Column",
    }
}

structure! {
    /// What an organization's policies decide in a simulation
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_OrganizationsDecisionDetail.html)).
    OrganizationsDecisionDetail {
        /// Whether the service control policies allow the action.
        allowed_by_organizations: Option<bool> = "AllowedByOrganizations",
    }
}

structure! {
    /// What a permissions boundary decides in a simulation
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PermissionsBoundaryDecisionDetail.html)).
    PermissionsBoundaryDecisionDetail {
        /// Whether the permissions boundary allows the action.
        allowed_by_permissions_boundary: Option<bool> = "AllowedByPermissionsBoundary",
    }
}
