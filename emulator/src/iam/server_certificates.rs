//! Server certificates. Their content is not looked at.

use iam_codec::operations::*;
use iam_codec::structures::ServerCertificateMetadata;
use iam_codec::{ErrorCode, Pages, Resource, ResourceType, structures};

use super::tags::sent;
use super::{Iam, Outcome, Serve, failure, is_below, path_or_root};
use crate::state::{Account, ServerCertificate, Tags};

impl Account {
    fn certificate_metadata(
        &self,
        certificate: &ServerCertificate,
    ) -> ServerCertificateMetadata<'static> {
        ServerCertificateMetadata {
            arn: self.arn("server-certificate", &certificate.path, &certificate.name).into(),
            path: certificate.path.clone().into(),
            server_certificate_name: certificate.name.clone().into(),
            server_certificate_id: certificate.id.clone().into(),
            upload_date: Some(certificate.uploaded.into()),
            ..Default::default()
        }
    }
}

impl Iam<'_> {
    fn server_certificate(&self, name: &str) -> Outcome<&ServerCertificate> {
        let missing = || Resource::ServerCertificate(name.to_owned().into()).not_found();
        self.account.server_certificates.get(name).ok_or_else(missing)
    }
}

impl<'a> Serve<'a> for UploadServerCertificate<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<UploadServerCertificateResult<'static>> {
        let name = &self.server_certificate_name;
        if iam.account.server_certificates.contains(name) {
            return Err(Resource::ServerCertificate(name.clone()).into_owned().already_exists());
        }
        if !self.certificate_body.contains("-----BEGIN CERTIFICATE-----") {
            let message =
                "Unable to parse certificate. Please ensure the certificate is in PEM format.";
            return failure(ErrorCode::MALFORMED_CERTIFICATE, message);
        }
        let certificate = ServerCertificate {
            name: name.to_string(),
            path: path_or_root(&self.path),
            id: iam.ids.unique("ASCA"),
            // It is read without a line feed at the end (recorded).
            body: self.certificate_body.trim_end().to_owned(),
            chain: self.certificate_chain.as_deref().map(str::to_owned),
            uploaded: iam.now,
            tags: Tags::new(self.tags.as_deref()),
        };
        let metadata = iam.account.certificate_metadata(&certificate);
        iam.account.server_certificates.insert(name, certificate);
        Ok(UploadServerCertificateResult {
            server_certificate_metadata: Some(metadata),
            tags: sent(&self.tags),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for GetServerCertificate<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetServerCertificateResult<'static>> {
        let certificate = iam.server_certificate(&self.server_certificate_name)?;
        let server_certificate = structures::ServerCertificate {
            server_certificate_metadata: iam.account.certificate_metadata(certificate),
            certificate_body: certificate.body.clone().into(),
            certificate_chain: certificate.chain.clone().map(Into::into),
            tags: Some(certificate.tags.listed(ResourceType::ServerCertificate)),
            ..Default::default()
        };
        Ok(GetServerCertificateResult { server_certificate, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListServerCertificates<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListServerCertificatesResult<'static>> {
        let certificates = iam.account.server_certificates.values();
        let certificates =
            certificates.filter(|certificate| is_below(&certificate.path, &self.path_prefix));
        let page = self.page(certificates, |certificate| &certificate.name)?;
        let metadata =
            page.items.into_iter().map(|certificate| iam.account.certificate_metadata(certificate));
        Ok(ListServerCertificatesResult {
            server_certificate_metadata_list: metadata.collect(),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for UpdateServerCertificate<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let old = iam.server_certificate(&self.server_certificate_name)?.name.clone();
        let new = self.new_server_certificate_name.as_deref().unwrap_or(&old);
        if !new.eq_ignore_ascii_case(&old) && iam.account.server_certificates.contains(new) {
            return Err(Resource::ServerCertificate(new.to_owned().into()).already_exists());
        }
        let certificates = &mut iam.account.server_certificates;
        let Some(mut certificate) = certificates.remove(&old) else { return Ok(()) };
        // Recorded: an update that names nothing new removes the tags.
        if self.new_path.is_none() && self.new_server_certificate_name.is_none() {
            certificate.tags.clear();
        }
        new.clone_into(&mut certificate.name);
        if let Some(path) = self.new_path.as_deref() {
            path.clone_into(&mut certificate.path);
        }
        certificates.insert(new, certificate);
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteServerCertificate<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        iam.server_certificate(&self.server_certificate_name)?;
        iam.account.server_certificates.remove(&self.server_certificate_name);
        Ok(())
    }
}
