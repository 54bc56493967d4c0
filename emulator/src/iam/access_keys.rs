//! Access keys of users.

use iam_codec::operations::*;
use iam_codec::structures::{self, AccessKeyLastUsed, AccessKeyMetadata};
use iam_codec::{Entity, Pages};

use super::{Iam, Outcome, Serve, check_quota, is_active, status};
use crate::state::AccessKey;

impl Iam<'_> {
    /// The access keys of a user, and the place of one of them.
    fn access_key_mut(&mut self, user: &str, id: &str) -> Outcome<(&mut Vec<AccessKey>, usize)> {
        let keys = &mut self.user_mut(user)?.access_keys;
        let at = keys.iter().position(|key| key.id == id);
        Ok((keys, at.ok_or_else(|| Entity::AccessKey(id).not_found())?))
    }
}

impl<'a> Serve<'a> for CreateAccessKey<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<CreateAccessKeyResult<'static>> {
        let user_name = iam.user_or_caller(&self.user_name)?;
        check_quota(iam.user(&user_name)?.access_keys.len(), 2, "AccessKeysPerUser")?;
        let id = iam.ids.access_key("AKIA", &iam.account.id);
        let access_key = structures::AccessKey {
            user_name: user_name.clone().into(),
            access_key_id: id.clone().into(),
            status: status(true),
            secret_access_key: iam.ids.secret(40).into(),
            create_date: Some(iam.timestamp()),
            ..Default::default()
        };
        let created = iam.now;
        let key = AccessKey { id, is_active: true, created, last_used: None };
        iam.user_mut(&user_name)?.access_keys.push(key);
        Ok(CreateAccessKeyResult { access_key, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListAccessKeys<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListAccessKeysResult<'static>> {
        let user = iam.user(&iam.user_or_caller(&self.user_name)?)?;
        let page = self.page(&user.access_keys, |key| &key.id)?;
        let metadata = page.items.into_iter().map(|key| AccessKeyMetadata {
            user_name: Some(user.name.clone().into()),
            access_key_id: Some(key.id.clone().into()),
            status: Some(status(key.is_active)),
            create_date: Some(key.created.into()),
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
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let user_name = iam.user_or_caller(&self.user_name)?;
        let (keys, at) = iam.access_key_mut(&user_name, &self.access_key_id)?;
        keys[at].is_active = is_active(&self.status)?;
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteAccessKey<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let user_name = iam.user_or_caller(&self.user_name)?;
        let (keys, at) = iam.access_key_mut(&user_name, &self.access_key_id)?;
        keys.remove(at);
        Ok(())
    }
}

impl<'a> Serve<'a> for GetAccessKeyLastUsed<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetAccessKeyLastUsedResult<'static>> {
        let missing = || Entity::AccessKey(&self.access_key_id).not_found();
        let (user, key) = iam.account.owner_of_key(&self.access_key_id).ok_or_else(missing)?;
        let last_used = match &key.last_used {
            Some(last) => AccessKeyLastUsed {
                last_used_date: Some(last.time.into()),
                service_name: last.service.clone().into(),
                region: last.region.clone().into(),
                ..Default::default()
            },
            None => AccessKeyLastUsed {
                service_name: "N/A".into(),
                region: "N/A".into(),
                ..Default::default()
            },
        };
        Ok(GetAccessKeyLastUsedResult {
            user_name: Some(user.name.clone().into()),
            access_key_last_used: Some(last_used),
            ..Default::default()
        })
    }
}
