//! Server certificates. What stands in them is not looked at.

use iam_codec::operations::*;
use iam_codec::structures::{ServerCertificate, ServerCertificateMetadata};
use iam_codec::{ErrorCode, Resource, ResourceType};

use crate::answer::{Outcome, Serve, failure};
use crate::pages::page;
use crate::store::{Store, arn, is_below, is_taken, path_or_root};
use crate::tags::{if_any, stored};

impl Store {
    fn server_certificate(&self, name: &str) -> Outcome<&ServerCertificate<'static>> {
        let missing = || Resource::ServerCertificate(name.into()).not_found();
        self.server_certificates.get(name).ok_or_else(missing)
    }
}

impl<'a> Serve<'a> for UploadServerCertificate<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<UploadServerCertificateResult<'static>> {
        let UploadServerCertificate {
            server_certificate_name: name,
            path,
            certificate_body,
            certificate_chain,
            tags,
            ..
        } = self.clone().into_owned();
        if is_taken(&iam.server_certificates, &name) {
            return Err(Resource::ServerCertificate(name).already_exists());
        }
        if !certificate_body.contains("-----BEGIN CERTIFICATE-----") {
            let message =
                "Unable to parse certificate. Please ensure the certificate is in PEM format.";
            return failure(ErrorCode::MALFORMED_CERTIFICATE, message);
        }
        let path = path_or_root(path);
        let metadata = ServerCertificateMetadata {
            arn: arn("server-certificate", &path, &name),
            server_certificate_id: iam.new_id("ASCA"),
            upload_date: Some(iam.now),
            path,
            server_certificate_name: name.clone(),
            ..Default::default()
        };
        let certificate = ServerCertificate {
            server_certificate_metadata: metadata.clone(),
            tags: stored(&tags, ResourceType::ServerCertificate),
            // It is read without a line feed at the end (recorded).
            certificate_body: certificate_body.trim_end().to_owned().into(),
            certificate_chain,
            ..Default::default()
        };
        iam.server_certificates.insert(name.into_owned(), certificate);
        Ok(UploadServerCertificateResult {
            server_certificate_metadata: Some(metadata),
            tags: if_any(tags),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for GetServerCertificate<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<GetServerCertificateResult<'static>> {
        let server_certificate = iam.server_certificate(&self.server_certificate_name)?.clone();
        Ok(GetServerCertificateResult { server_certificate, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListServerCertificates<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListServerCertificatesResult<'static>> {
        let certificates = iam.server_certificates.values();
        let metadata = certificates.map(|certificate| &certificate.server_certificate_metadata);
        let metadata = metadata.filter(|data| is_below(&data.path, &self.path_prefix)).cloned();
        let page = page(self, metadata, |data| &data.server_certificate_name)?;
        Ok(ListServerCertificatesResult {
            server_certificate_metadata_list: page.items,
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for UpdateServerCertificate<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let UpdateServerCertificate {
            server_certificate_name: name,
            new_path,
            new_server_certificate_name,
            ..
        } = self.clone().into_owned();
        iam.server_certificate(&name)?;
        let new_name = new_server_certificate_name.unwrap_or(name.clone());
        if !new_name.eq_ignore_ascii_case(&name) && is_taken(&iam.server_certificates, &new_name) {
            return Err(Resource::ServerCertificate(new_name).already_exists());
        }
        let Some(mut certificate) = iam.server_certificates.remove(&*name) else { return Ok(()) };
        let old = certificate.server_certificate_metadata;
        let path = new_path.unwrap_or(old.path);
        certificate.server_certificate_metadata = ServerCertificateMetadata {
            arn: arn("server-certificate", &path, &new_name),
            server_certificate_name: new_name.clone(),
            path,
            ..old
        };
        iam.server_certificates.insert(new_name.into_owned(), certificate);
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteServerCertificate<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        iam.server_certificate(&self.server_certificate_name)?;
        iam.server_certificates.remove(&*self.server_certificate_name);
        Ok(())
    }
}
