//! SSH public keys of users: RSA keys of 2048 bits and more, in either spelling.

use iam_codec::operations::*;
use iam_codec::structures::{self, Encoding, SshPublicKeyMetadata};
use iam_codec::{ErrorCode, Pages};

use super::rsa_keys::RsaKey;
use super::{Iam, Outcome, Serve, check_quota, failure, is_active, status};
use crate::state::{SshPublicKey, User};

impl User {
    fn ssh_public_key(&self, id: &str) -> Outcome<usize> {
        let at = self.ssh_public_keys.iter().position(|key| key.id == id);
        let missing = || {
            let message = format!("User has no Public Key with id {id}.");
            failure(ErrorCode::NO_SUCH_ENTITY, message)
        };
        at.map_or_else(missing, Ok)
    }
}

impl SshPublicKey {
    /// The key as answers have it, in one spelling.
    fn shown(&self, user: &str, body: String) -> structures::SshPublicKey<'static> {
        structures::SshPublicKey {
            user_name: user.to_owned().into(),
            ssh_public_key_id: self.id.clone().into(),
            fingerprint: self.fingerprint.clone().into(),
            ssh_public_key_body: body.into(),
            status: status(self.is_active),
            upload_date: Some(self.uploaded.into()),
            ..Default::default()
        }
    }
}

impl<'a> Serve<'a> for UploadSshPublicKey<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<UploadSshPublicKeyResult<'static>> {
        let user = iam.user(&self.user_name)?;
        let Some(key) = RsaKey::parse(&self.ssh_public_key_body) else {
            let message = "Invalid public key uploaded.";
            return failure(ErrorCode::UNRECOGNIZED_PUBLIC_KEY_ENCODING, message);
        };
        if key.bits() < 2048 {
            return failure(ErrorCode::INVALID_PUBLIC_KEY, "Invalid body for public key");
        }
        let fingerprint = key.fingerprint();
        if user.ssh_public_keys.iter().any(|other| other.fingerprint == fingerprint) {
            let message = "Duplicate SSH public key uploaded.";
            return failure(ErrorCode::DUPLICATE_SSH_PUBLIC_KEY, message);
        }
        check_quota(user.ssh_public_keys.len(), 5, "SSHPublicKeysPerUser")?;
        let key = SshPublicKey {
            id: iam.ids.access_key("APKA", &iam.account.id),
            body: self.ssh_public_key_body.to_string(),
            fingerprint,
            is_active: true,
            uploaded: iam.now,
        };
        let user = iam.user_mut(&self.user_name)?;
        let shown = key.shown(&user.name, key.body.clone());
        user.ssh_public_keys.push(key);
        Ok(UploadSshPublicKeyResult { ssh_public_key: Some(shown), ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetSshPublicKey<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetSshPublicKeyResult<'static>> {
        let user = iam.user(&self.user_name)?;
        let key = &user.ssh_public_keys[user.ssh_public_key(&self.ssh_public_key_id)?];
        let body = RsaKey::parse(&key.body).map(|parsed| match self.encoding {
            Encoding::Pem => parsed.to_pem(),
            _ => parsed.to_ssh(),
        });
        let shown = key.shown(&user.name, body.unwrap_or_default());
        Ok(GetSshPublicKeyResult { ssh_public_key: Some(shown), ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListSshPublicKeys<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListSshPublicKeysResult<'static>> {
        let user = iam.user(&iam.user_or_caller(&self.user_name)?)?;
        let page = self.page(&user.ssh_public_keys, |key| &key.id)?;
        let metadata = page.items.into_iter().map(|key| SshPublicKeyMetadata {
            user_name: user.name.clone().into(),
            ssh_public_key_id: key.id.clone().into(),
            status: status(key.is_active),
            upload_date: key.uploaded.into(),
            ..Default::default()
        });
        Ok(ListSshPublicKeysResult {
            ssh_public_keys: Some(metadata.collect()),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for UpdateSshPublicKey<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let user = iam.user_mut(&self.user_name)?;
        let at = user.ssh_public_key(&self.ssh_public_key_id)?;
        user.ssh_public_keys[at].is_active = is_active(&self.status)?;
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteSshPublicKey<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let user = iam.user_mut(&self.user_name)?;
        let at = user.ssh_public_key(&self.ssh_public_key_id)?;
        user.ssh_public_keys.remove(at);
        Ok(())
    }
}
