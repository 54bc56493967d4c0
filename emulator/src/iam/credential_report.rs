//! The credential report: a table of the account's users and their credentials.

use iam_codec::operations::*;
use iam_codec::structures::{ReportFormat, ReportState};
use iam_codec::{Blob, ErrorCode};

use super::{Failure, Iam, Outcome, Serve};
use crate::state::{AccessKey, Account, CredentialReport, Time, User};

/// A report is good for four hours.
const GOOD_FOR: u64 = 4 * 60 * 60;

const COLUMNS: &str = "user,arn,user_creation_time,password_enabled,password_last_used,\
     password_last_changed,password_next_rotation,mfa_active,access_key_1_active,\
     access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,\
     access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,\
     access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,\
     cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

const NOTHING: &str = "N/A";

impl<'a> Serve<'a> for GenerateCredentialReport<'a> {
    /// The first request starts a report, and the second makes it.
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GenerateCredentialReportResult<'static>> {
        let now = iam.now;
        let report = iam.account.credential_report.take();
        let (state, description, made) = match report {
            Some(CredentialReport { made: Some((csv, time)), .. })
                if now < time.after(GOOD_FOR) =>
            {
                (ReportState::Complete, None, Some((csv, time)))
            }
            Some(CredentialReport { made: None, .. }) => {
                (ReportState::Complete, None, Some((iam.account.report(), now)))
            }
            _ => {
                let message = "No report exists. Starting a new report generation task";
                (ReportState::Started, Some(message.into()), None)
            }
        };
        iam.account.credential_report = Some(CredentialReport { started: now, made });
        Ok(GenerateCredentialReportResult { state: Some(state), description, ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetCredentialReport<'a> {
    /// A report that was only started is made as soon as a second has passed. The refusals have no words
    /// (recorded).
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetCredentialReportResult<'static>> {
        let refuse = |code| Err(Failure::new(code));
        let now = iam.now;
        let (csv, time) = match &iam.account.credential_report {
            None => return refuse(ErrorCode::REPORT_NOT_PRESENT),
            Some(CredentialReport { made: Some(made), .. }) => made.clone(),
            Some(report) if now > report.started => (iam.account.report(), now),
            Some(_) => return refuse(ErrorCode::REPORT_IN_PROGRESS),
        };
        if now >= time.after(GOOD_FOR) {
            return refuse(ErrorCode::REPORT_EXPIRED);
        }
        if let Some(report) = &mut iam.account.credential_report {
            report.made = Some((csv.clone(), time));
        }
        Ok(GetCredentialReportResult {
            content: Some(Blob::from(csv.into_bytes())),
            report_format: Some(ReportFormat::Csv),
            generated_time: Some(time.into()),
            ..Default::default()
        })
    }
}

impl Account {
    /// The report, without a line feed at its end.
    fn report(&self) -> String {
        let mut rows = vec![COLUMNS.to_owned(), self.root_row()];
        rows.extend(self.users.values().map(|user| self.row(user)));
        rows.join("\n")
    }

    fn root_row(&self) -> String {
        let mut row = vec!["<root_account>".to_owned(), self.arn("root", "", "")];
        row.push(self.created.to_string());
        row.extend(
            ["not_supported", "no_information", "not_supported", "not_supported"]
                .map(str::to_owned),
        );
        row.push("false".to_owned());
        row.extend(key_columns(None).into_iter().chain(key_columns(None)));
        row.extend(certificate_columns(None).into_iter().chain(certificate_columns(None)));
        row.join(",")
    }

    fn row(&self, user: &User) -> String {
        let mut row = vec![user.name.clone(), self.arn("user", &user.path, &user.name)];
        row.push(user.created.to_string());
        row.extend(match &user.login_profile {
            Some(profile) => {
                ["true", "no_information", &profile.changed.to_string(), NOTHING].map(str::to_owned)
            }
            None => ["false", NOTHING, NOTHING, NOTHING].map(str::to_owned),
        });
        row.push(self.mfa_devices_of(&user.name).next().is_some().to_string());
        // Recorded: what is active comes first.
        let mut keys: Vec<_> = user.access_keys.iter().collect();
        keys.sort_by_key(|key| !key.is_active);
        let mut certificates: Vec<_> = user.signing_certificates.iter().collect();
        certificates.sort_by_key(|certificate| !certificate.is_active);
        for at in 0..2 {
            row.extend(key_columns(keys.get(at).copied()));
        }
        for at in 0..2 {
            let certificate = certificates.get(at);
            row.extend(certificate_columns(certificate.map(|c| (c.is_active, c.uploaded))));
        }
        row.join(",")
    }
}

fn key_columns(key: Option<&AccessKey>) -> [String; 5] {
    let Some(key) = key else {
        return ["false", NOTHING, NOTHING, NOTHING, NOTHING].map(str::to_owned);
    };
    let [date, region, service] = match &key.last_used {
        Some(last) => [last.time.to_string(), last.region.clone(), last.service.clone()],
        None => [NOTHING; 3].map(str::to_owned),
    };
    [key.is_active.to_string(), key.created.to_string(), date, region, service]
}

fn certificate_columns(certificate: Option<(bool, Time)>) -> [String; 2] {
    match certificate {
        Some((is_active, uploaded)) => [is_active.to_string(), uploaded.to_string()],
        None => ["false".to_owned(), NOTHING.to_owned()],
    }
}
