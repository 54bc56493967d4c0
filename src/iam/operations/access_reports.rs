//! TABLE: what was accessed when: service last accessed details, Organizations access reports and the credential report.

use std::borrow::Cow;

use crate::iam::enums::{Granularity, JobStatus, ReportFormat, ReportState, SortKey};
use crate::iam::limits::{
    ARN, JOB_ID, MARKER, MAX_ITEMS, ORGANIZATIONS_ENTITY_PATH, ORGANIZATIONS_POLICY_ID,
    SERVICE_NAMESPACE,
};
use crate::iam::structures::{AccessDetail, EntityDetails, ErrorDetails, ServiceLastAccessed};
use crate::schema::block::operation;
use crate::types::blob::Blob;
use crate::types::timestamp::Timestamp;

operation! {
    /// Starts the account's credential report
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateCredentialReport.html)).
    GenerateCredentialReport {} -> GenerateCredentialReportResult {
        /// How far the report has come.
        state: Option<ReportState<'a>> = "State",
        /// A note on the report.
        description: Option<Cow<'a, str>> = "Description",
    }
    errors: LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Starts a report of the services that part of an organization last used
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateOrganizationsAccessReport.html)).
    GenerateOrganizationsAccessReport {
        /// The path from the organization to the root, unit or account.
        entity_path: Cow<'a, str> = "EntityPath": ORGANIZATIONS_ENTITY_PATH,
        /// The service control policy to report on.
        organizations_policy_id: Option<Cow<'a, str>> = "OrganizationsPolicyId": ORGANIZATIONS_POLICY_ID,
    } -> GenerateOrganizationsAccessReportResult {
        /// The ID with which to get the report.
        job_id: Option<Cow<'a, str>> = "JobId",
    }
    errors: REPORT_GENERATION_LIMIT_EXCEEDED
}

operation! {
    /// Starts a report of the services that a user, group, role or policy last used
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html)).
    GenerateServiceLastAccessedDetails {
        /// The ARN of the user, group, role or managed policy.
        arn: Cow<'a, str> = "Arn": ARN,
        /// How detailed the report is, services only by default.
        granularity: Option<Granularity<'a>> = "Granularity",
    } -> GenerateServiceLastAccessedDetailsResult {
        /// The ID with which the same caller gets the report.
        job_id: Option<Cow<'a, str>> = "JobId",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT
}

operation! {
    /// Gets the account's credential report
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetCredentialReport.html)).
    GetCredentialReport {} -> GetCredentialReportResult {
        /// The report, as comma-separated text.
        content: Option<Blob> = "Content",
        /// The report's format.
        report_format: Option<ReportFormat<'a>> = "ReportFormat",
        /// When the report was made.
        generated_time: Option<Timestamp> = "GeneratedTime",
    }
    errors: REPORT_NOT_PRESENT, REPORT_EXPIRED, REPORT_IN_PROGRESS, SERVICE_FAILURE
}

operation! {
    /// Gets a report that `GenerateOrganizationsAccessReport` started
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOrganizationsAccessReport.html)).
    GetOrganizationsAccessReport {
        /// The report's ID.
        job_id: Cow<'a, str> = "JobId": JOB_ID,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// The order of the services.
        sort_key: Option<SortKey<'a>> = "SortKey",
    } -> GetOrganizationsAccessReportResult {
        /// How far the report has come.
        job_status: JobStatus<'a> = "JobStatus",
        /// When the report was started.
        job_creation_date: Timestamp = "JobCreationDate",
        /// When the report was ready or failed.
        job_completion_date: Option<Timestamp> = "JobCompletionDate",
        /// How many services the policies allow.
        number_of_services_accessible: Option<i32> = "NumberOfServicesAccessible",
        /// How many allowed services were not used.
        number_of_services_not_accessed: Option<i32> = "NumberOfServicesNotAccessed",
        /// The services, and when they were last used.
        access_details: Option<Vec<AccessDetail<'a>>> = "AccessDetails",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
        /// Why the report failed.
        error_details: Option<ErrorDetails<'a>> = "ErrorDetails",
    }
    errors: NO_SUCH_ENTITY
}

operation! {
    /// Gets a report that `GenerateServiceLastAccessedDetails` started
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html)).
    GetServiceLastAccessedDetails {
        /// The report's ID.
        job_id: Cow<'a, str> = "JobId": JOB_ID,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
    } -> GetServiceLastAccessedDetailsResult {
        /// How far the report has come.
        job_status: JobStatus<'a> = "JobStatus",
        /// How detailed the report is: services, or their actions too.
        job_type: Option<Granularity<'a>> = "JobType",
        /// When the report was started.
        job_creation_date: Timestamp = "JobCreationDate",
        /// The services, and when they were last used.
        services_last_accessed: Option<Vec<ServiceLastAccessed<'a>>> = "ServicesLastAccessed",
        /// When the report was ready or failed.
        job_completion_date: Option<Timestamp> = "JobCompletionDate",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
        /// Why the report failed.
        error: Option<ErrorDetails<'a>> = "Error",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT
}

operation! {
    /// Lists the users and roles that used one service, from a report on a group or policy
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetailsWithEntities.html)).
    GetServiceLastAccessedDetailsWithEntities {
        /// The report's ID.
        job_id: Cow<'a, str> = "JobId": JOB_ID,
        /// The service's prefix in actions, such as `s3`.
        service_namespace: Cow<'a, str> = "ServiceNamespace": SERVICE_NAMESPACE,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
    } -> GetServiceLastAccessedDetailsWithEntitiesResult {
        /// How far the report has come.
        job_status: JobStatus<'a> = "JobStatus",
        /// When the report was started.
        job_creation_date: Timestamp = "JobCreationDate",
        /// When the report was ready or failed.
        job_completion_date: Option<Timestamp> = "JobCompletionDate",
        /// The users and roles, and when they used the service.
        entity_details_list: Option<Vec<EntityDetails<'a>>> = "EntityDetailsList",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
        /// Why the report failed.
        error: Option<ErrorDetails<'a>> = "Error",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT
}
