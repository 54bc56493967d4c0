//! Signing certificates of users. Only the form of their content is looked at.

use data_encoding::{BASE32, BASE64};
use iam_codec::operations::*;
use iam_codec::{ErrorCode, Pages, structures};
use sha1::{Digest, Sha1};

use super::{Iam, Outcome, Serve, check_quota, failure, is_active, status};
use crate::state::{Account, SigningCertificate, User};

/// The id of a certificate: the SHA-1 of what the PEM holds, in Base32 (recorded).
fn id_of(pem: &str) -> Option<String> {
    let (_, body) = pem.split_once("-----BEGIN CERTIFICATE-----")?;
    let (body, _) = body.split_once("-----END CERTIFICATE-----")?;
    let body: String = body.split_ascii_whitespace().collect();
    let der = BASE64.decode(body.as_bytes()).ok().filter(|der| !der.is_empty())?;
    Some(BASE32.encode(&Sha1::digest(der)))
}

impl User {
    fn signing_certificate(&self, id: &str) -> Outcome<usize> {
        let at = self.signing_certificates.iter().position(|certificate| certificate.id == id);
        let missing = || {
            let message = format!("The Certificate with id {id} cannot be found.");
            failure(ErrorCode::NO_SUCH_ENTITY, message)
        };
        at.map_or_else(missing, Ok)
    }
}

impl Account {
    /// A certificate and the user who has it.
    fn signing_certificate(&self, id: &str) -> Option<(&User, &SigningCertificate)> {
        let all = self.users.values();
        let mut all = all.flat_map(|user| user.signing_certificates.iter().map(move |c| (user, c)));
        all.find(|(_, certificate)| certificate.id == id)
    }
}

impl SigningCertificate {
    fn shown(&self, user: &str) -> structures::SigningCertificate<'static> {
        structures::SigningCertificate {
            user_name: user.to_owned().into(),
            certificate_id: self.id.clone().into(),
            certificate_body: self.body.clone().into(),
            status: status(self.is_active),
            upload_date: Some(self.uploaded.into()),
            ..Default::default()
        }
    }
}

impl<'a> Serve<'a> for UploadSigningCertificate<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<UploadSigningCertificateResult<'static>> {
        let name = iam.user_or_caller(&self.user_name)?;
        let body = &*self.certificate_body;
        let Some(id) = id_of(body) else {
            let message = format!("Certificate {body} is malformed.");
            return failure(ErrorCode::MALFORMED_CERTIFICATE, message);
        };
        let certificate = match iam.account.signing_certificate(&id) {
            // Recorded: to its owner IAM says that the certificate is active, which need not be so.
            Some((owner, stored)) if owner.name == name => {
                SigningCertificate { is_active: true, ..stored.clone() }
            }
            Some(_) => {
                let message = "Duplicate certificate uploaded.";
                return failure(ErrorCode::DUPLICATE_CERTIFICATE, message);
            }
            None => {
                let (body, uploaded) = (body.to_owned(), iam.now);
                let certificate = SigningCertificate { id, body, is_active: true, uploaded };
                let certificates = &mut iam.user_mut(&name)?.signing_certificates;
                check_quota(certificates.len(), 2, "CertificatesPerUser")?;
                certificates.push(certificate.clone());
                certificate
            }
        };
        Ok(UploadSigningCertificateResult {
            certificate: certificate.shown(&name),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for ListSigningCertificates<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListSigningCertificatesResult<'static>> {
        let user = iam.user(&iam.user_or_caller(&self.user_name)?)?;
        let page = self.page(&user.signing_certificates, |certificate| &certificate.id)?;
        let certificates = page.items.into_iter().map(|certificate| certificate.shown(&user.name));
        Ok(ListSigningCertificatesResult {
            certificates: certificates.collect(),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for UpdateSigningCertificate<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let name = iam.user_or_caller(&self.user_name)?;
        let user = iam.user_mut(&name)?;
        let at = user.signing_certificate(&self.certificate_id)?;
        user.signing_certificates[at].is_active = is_active(&self.status)?;
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteSigningCertificate<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let name = iam.user_or_caller(&self.user_name)?;
        let user = iam.user_mut(&name)?;
        let at = user.signing_certificate(&self.certificate_id)?;
        user.signing_certificates.remove(at);
        Ok(())
    }
}
