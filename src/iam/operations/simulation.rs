//! TABLE: the policy simulator.

use std::borrow::Cow;

use crate::iam::limits::{
    ACTION_NAME_LIST, ARN, MARKER, MAX_ITEMS, ORGANIZATION_POLICY_LIST, POLICY_DOCUMENT,
    POLICY_EXCLUSIONS_LIST, RESOURCE_HANDLING_OPTION, RESOURCE_NAME, RESOURCE_NAME_LIST,
    SIMULATION_POLICY_LIST,
};
use crate::iam::structures::{
    ContextEntry, EvaluationResult, OrderedOrganizationPolicy, PolicyIdentifier,
};
use crate::schema::block::operation;
use crate::types::text::PolicyDocument;

operation! {
    /// Lists the context keys that the given policies use
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html)).
    GetContextKeysForCustomPolicy {
        /// The policies, each as JSON.
        policy_input_list: Vec<PolicyDocument<'a>> = "PolicyInputList": SIMULATION_POLICY_LIST,
    } -> GetContextKeysForCustomPolicyResult {
        /// The context keys that the policies use.
        context_key_names: Option<Vec<Cow<'a, str>>> = "ContextKeyNames",
    }
    errors: INVALID_INPUT
}

operation! {
    /// Lists the context keys that the policies of a user, group or role use
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForPrincipalPolicy.html)).
    GetContextKeysForPrincipalPolicy {
        /// The ARN of the user, group or role with the policies.
        policy_source_arn: Cow<'a, str> = "PolicySourceArn": ARN,
        /// More policies to search, each as JSON.
        policy_input_list: Option<Vec<PolicyDocument<'a>>> = "PolicyInputList": SIMULATION_POLICY_LIST,
    } -> GetContextKeysForPrincipalPolicyResult {
        /// The context keys that the policies use.
        context_key_names: Option<Vec<Cow<'a, str>>> = "ContextKeyNames",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT
}

operation! {
    /// Tells what the given policies would allow
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html)).
    SimulateCustomPolicy {
        /// The policies to simulate, each as JSON.
        policy_input_list: Vec<PolicyDocument<'a>> = "PolicyInputList": SIMULATION_POLICY_LIST,
        /// The permissions boundary to simulate, as JSON, one at most.
        permissions_boundary_policy_input_list: Option<Vec<PolicyDocument<'a>>> = "PermissionsBoundaryPolicyInputList": SIMULATION_POLICY_LIST,
        /// The service control policies, from the root to the account.
        ordered_organization_policy_input_list: Option<Vec<OrderedOrganizationPolicy<'a>>> = "OrderedOrganizationPolicyInputList": ORGANIZATION_POLICY_LIST,
        /// The actions to simulate, such as `iam:CreateUser`.
        action_names: Vec<Cow<'a, str>> = "ActionNames": ACTION_NAME_LIST,
        /// The resources to simulate, `*` (all) by default.
        resource_arns: Option<Vec<Cow<'a, str>>> = "ResourceArns": RESOURCE_NAME_LIST,
        /// The policy that each resource has in the simulation, as JSON.
        resource_policy: Option<PolicyDocument<'a>> = "ResourcePolicy": POLICY_DOCUMENT,
        /// The ARN of the resources' account, the caller's by default.
        resource_owner: Option<Cow<'a, str>> = "ResourceOwner": RESOURCE_NAME,
        /// The ARN of the simulated caller; needed with `ResourcePolicy`.
        caller_arn: Option<Cow<'a, str>> = "CallerArn": RESOURCE_NAME,
        /// The context keys and their values in the simulation.
        context_entries: Option<Vec<ContextEntry<'a>>> = "ContextEntries",
        /// The scenario to simulate, such as `EC2-VPC-InstanceStore`.
        resource_handling_option: Option<Cow<'a, str>> = "ResourceHandlingOption": RESOURCE_HANDLING_OPTION,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
    } -> SimulateCustomPolicyResult {
        /// What the simulation found, by action.
        evaluation_results: Option<Vec<EvaluationResult<'a>>> = "EvaluationResults",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: INVALID_INPUT, POLICY_EVALUATION
}

operation! {
    /// Tells what the policies of a user, group or role would allow
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html)).
    SimulatePrincipalPolicy {
        /// The ARN of the user, group or role with the policies.
        policy_source_arn: Cow<'a, str> = "PolicySourceArn": ARN,
        /// More policies to simulate, each as JSON.
        policy_input_list: Option<Vec<PolicyDocument<'a>>> = "PolicyInputList": SIMULATION_POLICY_LIST,
        /// The permissions boundary to simulate, as JSON, one at most.
        permissions_boundary_policy_input_list: Option<Vec<PolicyDocument<'a>>> = "PermissionsBoundaryPolicyInputList": SIMULATION_POLICY_LIST,
        /// The policies to leave out of the simulation.
        policy_exclusion_list: Option<Vec<PolicyIdentifier<'a>>> = "PolicyExclusionList": POLICY_EXCLUSIONS_LIST,
        /// The actions to simulate, such as `iam:CreateUser`.
        action_names: Vec<Cow<'a, str>> = "ActionNames": ACTION_NAME_LIST,
        /// The resources to simulate, `*` (all) by default.
        resource_arns: Option<Vec<Cow<'a, str>>> = "ResourceArns": RESOURCE_NAME_LIST,
        /// The policy that each resource has in the simulation, as JSON.
        resource_policy: Option<PolicyDocument<'a>> = "ResourcePolicy": POLICY_DOCUMENT,
        /// The account that owns the resources, the caller's by default.
        resource_owner: Option<Cow<'a, str>> = "ResourceOwner": RESOURCE_NAME,
        /// The ARN of the simulated caller, `PolicySourceArn` by default.
        caller_arn: Option<Cow<'a, str>> = "CallerArn": RESOURCE_NAME,
        /// The context keys and their values in the simulation.
        context_entries: Option<Vec<ContextEntry<'a>>> = "ContextEntries",
        /// The scenario to simulate, such as `EC2-VPC-InstanceStore`.
        resource_handling_option: Option<Cow<'a, str>> = "ResourceHandlingOption": RESOURCE_HANDLING_OPTION,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
    } -> SimulatePrincipalPolicyResult {
        /// What the simulation found, by action.
        evaluation_results: Option<Vec<EvaluationResult<'a>>> = "EvaluationResults",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, POLICY_EVALUATION
}
