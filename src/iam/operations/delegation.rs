//! TABLE: delegation requests.

use std::borrow::Cow;

use crate::iam::enums::{PermissionCheckResult, PermissionCheckStatus, SummaryState};
use crate::iam::limits::{
    ACCOUNT_ID, ARN, DELEGATION_REQUEST_DESCRIPTION, DELEGATION_REQUEST_ID, LOCALE, MARKER,
    MAX_ITEMS, NOTES, NOTIFICATION_CHANNEL, OWNER_ID, REDIRECT_URL, REQUEST_MESSAGE,
    REQUESTOR_WORKFLOW_ID, SESSION_DURATION,
};
use crate::iam::structures::{DelegationPermission, DelegationRequest};
use crate::schema::block::operation;

operation! {
    /// Accepts a delegation request, and so grants the access it asks for
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AcceptDelegationRequest.html)).
    AcceptDelegationRequest {
        /// The delegation request's ID.
        delegation_request_id: Cow<'a, str> = "DelegationRequestId": DELEGATION_REQUEST_ID,
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE, CONCURRENT_MODIFICATION
}

operation! {
    /// Makes the caller the owner of a delegation request
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AssociateDelegationRequest.html)).
    AssociateDelegationRequest {
        /// The delegation request's ID.
        delegation_request_id: Cow<'a, str> = "DelegationRequestId": DELEGATION_REQUEST_ID,
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE, CONCURRENT_MODIFICATION, INVALID_INPUT
}

operation! {
    /// Asks an account to delegate temporary access to a partner
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateDelegationRequest.html)).
    CreateDelegationRequest {
        /// The account that must take the request, any by default.
        owner_account_id: Option<Cow<'a, str>> = "OwnerAccountId": ACCOUNT_ID,
        /// What the request is for.
        description: Cow<'a, str> = "Description": DELEGATION_REQUEST_DESCRIPTION,
        /// The permissions that the request asks for.
        permissions: DelegationPermission<'a> = "Permissions",
        /// The partner's note on this one request.
        request_message: Option<Cow<'a, str>> = "RequestMessage": REQUEST_MESSAGE,
        /// The partner's own ID of the request; must be new.
        requestor_workflow_id: Cow<'a, str> = "RequestorWorkflowId": REQUESTOR_WORKFLOW_ID,
        /// The partner's URL for after the decision.
        redirect_url: Option<Cow<'a, str>> = "RedirectUrl": REDIRECT_URL,
        /// The ARN of the SNS topic for news of the request.
        notification_channel: Cow<'a, str> = "NotificationChannel": NOTIFICATION_CHANNEL,
        /// How long the session lasts after the token is sent, in seconds.
        session_duration: i32 = "SessionDuration": SESSION_DURATION,
        /// Whether only the owner may send the token.
        only_send_by_owner: Option<bool> = "OnlySendByOwner",
    } -> CreateDelegationRequestResult {
        /// The console's URL at which the customer sees the request.
        console_deep_link: Option<Cow<'a, str>> = "ConsoleDeepLink",
        /// The new delegation request's ID.
        delegation_request_id: Option<Cow<'a, str>> = "DelegationRequestId",
    }
    errors: ENTITY_ALREADY_EXISTS, SERVICE_FAILURE, INVALID_INPUT, LIMIT_EXCEEDED,
            CONCURRENT_MODIFICATION
}

operation! {
    /// Gets a delegation request
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetDelegationRequest.html)).
    GetDelegationRequest {
        /// The delegation request's ID.
        delegation_request_id: Cow<'a, str> = "DelegationRequestId": DELEGATION_REQUEST_ID,
        /// Whether to check if the caller has the permissions asked for.
        delegation_permission_check: Option<bool> = "DelegationPermissionCheck",
    } -> GetDelegationRequestResult {
        /// The request.
        delegation_request: Option<DelegationRequest<'a>> = "DelegationRequest",
        /// How far the permission check has come.
        permission_check_status: Option<PermissionCheckStatus<'a>> = "PermissionCheckStatus",
        /// Whether the caller has the permissions, roughly.
        permission_check_result: Option<PermissionCheckResult<'a>> = "PermissionCheckResult",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Gets a plain-language summary of an entity, today only of a delegation request
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetHumanReadableSummary.html)).
    GetHumanReadableSummary {
        /// The ARN of the delegation request to summarize.
        entity_arn: Cow<'a, str> = "EntityArn": ARN,
        /// The language to write the summary in.
        locale: Option<Cow<'a, str>> = "Locale": LOCALE,
    } -> GetHumanReadableSummaryResult {
        /// The summary, when it is ready.
        summary_content: Option<Cow<'a, str>> = "SummaryContent",
        /// The language of the summary.
        locale: Option<Cow<'a, str>> = "Locale",
        /// How far the summary has come.
        summary_state: Option<SummaryState<'a>> = "SummaryState",
    }
    errors: INVALID_INPUT, NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Lists the delegation requests that have an owner
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListDelegationRequests.html)).
    ListDelegationRequests {
        /// The ARN of the owner whose requests to list.
        owner_id: Option<Cow<'a, str>> = "OwnerId": OWNER_ID,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListDelegationRequestsResult {
        /// The delegation requests.
        delegation_requests: Option<Vec<DelegationRequest<'a>>> = "DelegationRequests",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
        /// Whether there are more.
        is_truncated: Option<bool> = "isTruncated",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE, INVALID_INPUT
}

operation! {
    /// Rejects a delegation request for good
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_RejectDelegationRequest.html)).
    RejectDelegationRequest {
        /// The delegation request's ID.
        delegation_request_id: Cow<'a, str> = "DelegationRequestId": DELEGATION_REQUEST_ID,
        /// Why the request is rejected.
        notes: Option<Cow<'a, str>> = "Notes": NOTES,
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE, CONCURRENT_MODIFICATION, INVALID_INPUT
}

operation! {
    /// Sends the partner the token of an accepted delegation request
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SendDelegationToken.html)).
    SendDelegationToken {
        /// The delegation request's ID.
        delegation_request_id: Cow<'a, str> = "DelegationRequestId": DELEGATION_REQUEST_ID,
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE, CONCURRENT_MODIFICATION, INVALID_INPUT
}

operation! {
    /// Adds notes to a delegation request, which then waits for approval
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateDelegationRequest.html)).
    UpdateDelegationRequest {
        /// The delegation request's ID.
        delegation_request_id: Cow<'a, str> = "DelegationRequestId": DELEGATION_REQUEST_ID,
        /// The notes to add.
        notes: Option<Cow<'a, str>> = "Notes": NOTES,
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE, CONCURRENT_MODIFICATION, INVALID_INPUT
}
