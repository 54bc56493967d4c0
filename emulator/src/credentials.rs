//! Access keys and passwords of users, and the kinds of credentials that users here never have.

use iam_codec::operations::*;
use iam_codec::structures::{
    AccessKey, AccessKeyLastUsed, AccessKeyMetadata, LoginProfile, Status,
};
use iam_codec::{Entity, ErrorCode};

use crate::answer::{Outcome, Serve, failure};
use crate::pages::page;
use crate::store::Store;

impl Store {
    /// The user to whom an access key belongs.
    pub(crate) fn owner_of(&self, access_key_id: &str) -> Option<&str> {
        let mut keys = self.users.values().flat_map(|user| &user.access_keys);
        keys.find(|key| key.access_key_id == access_key_id).map(|key| &*key.user_name)
    }

    fn login_profile_mut(&mut self, user: &str) -> Outcome<&mut Option<LoginProfile<'static>>> {
        let profile = &mut self.user_mut(user)?.login_profile;
        if profile.is_some() { Ok(profile) } else { Err(Entity::LoginProfile(user).not_found()) }
    }

    /// The access keys of a user, and the place of one of them.
    fn access_key_mut(
        &mut self,
        user: &str,
        id: &str,
    ) -> Outcome<(&mut Vec<AccessKey<'static>>, usize)> {
        let keys = &mut self.user_mut(user)?.access_keys;
        let at = keys.iter().position(|key| key.access_key_id == id);
        Ok((keys, at.ok_or_else(|| Entity::AccessKey(id).not_found())?))
    }
}

impl<'a> Serve<'a> for CreateAccessKey<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<CreateAccessKeyResult<'static>> {
        let user_name = iam.user_or_caller(&self.user_name)?;
        if iam.user(&user_name)?.access_keys.len() >= 2 {
            let message = "Cannot exceed quota for AccessKeysPerUser: 2";
            return failure(ErrorCode::LIMIT_EXCEEDED, message);
        }
        let secret = format!("{}{}", iam.new_uuid().simple(), iam.new_uuid().simple());
        let access_key = AccessKey {
            user_name: user_name.clone().into(),
            access_key_id: iam.new_id("AKIA"),
            status: Status::Active,
            secret_access_key: secret[..40].to_owned().into(),
            create_date: Some(iam.now),
            ..Default::default()
        };
        iam.user_mut(&user_name)?.access_keys.push(access_key.clone());
        Ok(CreateAccessKeyResult { access_key, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListAccessKeys<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListAccessKeysResult<'static>> {
        let user = iam.user(&iam.user_or_caller(&self.user_name)?)?;
        let keys = user.access_keys.iter().cloned();
        let page = page(self, keys, |key| &key.access_key_id)?;
        let metadata = page.items.into_iter().map(|key| AccessKeyMetadata {
            user_name: Some(key.user_name),
            access_key_id: Some(key.access_key_id),
            status: Some(key.status),
            create_date: key.create_date,
            ..Default::default()
        });
        Ok(ListAccessKeysResult {
            access_key_metadata: metadata.collect(),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for UpdateAccessKey<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let user_name = iam.user_or_caller(&self.user_name)?;
        let (keys, at) = iam.access_key_mut(&user_name, &self.access_key_id)?;
        if self.status == Status::Expired {
            let message = "Operation does not support status Expired";
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        keys[at].status = self.status.clone().into_owned();
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteAccessKey<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let user_name = iam.user_or_caller(&self.user_name)?;
        let (keys, at) = iam.access_key_mut(&user_name, &self.access_key_id)?;
        keys.remove(at);
        Ok(())
    }
}

impl<'a> Serve<'a> for GetAccessKeyLastUsed<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<GetAccessKeyLastUsedResult<'static>> {
        let missing = || Entity::AccessKey(&self.access_key_id).not_found();
        let user_name = iam.owner_of(&self.access_key_id).ok_or_else(missing)?;
        Ok(GetAccessKeyLastUsedResult {
            user_name: Some(user_name.to_owned().into()),
            access_key_last_used: Some(AccessKeyLastUsed {
                service_name: "N/A".into(),
                region: "N/A".into(),
                ..Default::default()
            }),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for CreateLoginProfile<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<CreateLoginProfileResult<'static>> {
        let user_name = iam.user_or_caller(&self.user_name)?;
        let create_date = iam.now;
        let profile = &mut iam.user_mut(&user_name)?.login_profile;
        if profile.is_some() {
            return Err(Entity::LoginProfile(&user_name).already_exists());
        }
        let login_profile = LoginProfile {
            user_name: user_name.into(),
            create_date,
            password_reset_required: Some(self.password_reset_required.unwrap_or(false)),
            ..Default::default()
        };
        *profile = Some(login_profile.clone());
        Ok(CreateLoginProfileResult { login_profile, ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetLoginProfile<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<GetLoginProfileResult<'static>> {
        let user_name = iam.user_or_caller(&self.user_name)?;
        let login_profile = iam.login_profile_mut(&user_name)?.clone().unwrap_or_default();
        Ok(GetLoginProfileResult { login_profile, ..Default::default() })
    }
}

impl<'a> Serve<'a> for UpdateLoginProfile<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let profile = iam.login_profile_mut(&self.user_name)?.get_or_insert_default();
        profile.password_reset_required =
            self.password_reset_required.or(profile.password_reset_required);
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteLoginProfile<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let user_name = iam.user_or_caller(&self.user_name)?;
        *iam.login_profile_mut(&user_name)? = None;
        Ok(())
    }
}

/// Makes lists that are always empty, of things that cannot be created here. Tools that delete users
/// ask for them first.
macro_rules! empty_lists {
    ($($List:ident -> $Result:ident { $list:ident: $empty:expr })*) => {$(
        impl<'a> Serve<'a> for $List<'a> {
            fn serve(&self, iam: &mut Store) -> Outcome<$Result<'static>> {
                iam.user(&iam.user_or_caller(&self.user_name)?)?;
                Ok($Result { $list: $empty, is_truncated: Some(false), ..Default::default() })
            }
        }
    )*};
}

empty_lists! {
    ListSshPublicKeys -> ListSshPublicKeysResult { ssh_public_keys: Some(Vec::new()) }
    ListSigningCertificates -> ListSigningCertificatesResult { certificates: Vec::new() }
    ListServiceSpecificCredentials -> ListServiceSpecificCredentialsResult {
        service_specific_credentials: Some(Vec::new())
    }
}
