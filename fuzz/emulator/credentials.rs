//! What users sign in and sign with: passwords, keys, certificates and MFA devices.

use super::answers::{Answer, Signer};
use super::names::{ACCOUNT, Credential, Kind};
use super::steps::{Step, Verb::*};
use super::store::{
    Device, Held, Holder, Model, Tags, Taken, conflict_if, exists_if, limit, missing, refuse,
};
use super::tags::{tag_tree, with};
use super::tree::{Tree, told};

impl Held {
    /// What lists say of it, and creations and reads.
    fn listed(&self, user: &str) -> Tree {
        let status = if self.is_active { "Active" } else { "Inactive" };
        let [_, _, _, id] = self.kind.words();
        let listed =
            told([("UserName", user.into()), (id, (&self.id).into()), ("Status", status.into())]);
        match self.kind {
            Credential::AccessKey => listed.with("CreateDate", &self.created),
            Credential::SshKey => listed.with("UploadDate", &self.created),
            Credential::Certificate => {
                listed.with("UploadDate", &self.created).with("CertificateBody", &self.about)
            }
            Credential::Service => listed
                .with("CreateDate", &self.created)
                .with("ServiceName", &self.about)
                .with("ServiceUserName", &self.alias),
        }
    }
}

impl Holder {
    fn of_kind(&self, kind: Credential) -> impl Iterator<Item = &Held> {
        self.credentials.iter().filter(move |held| held.kind == kind)
    }

    /// `a-at-123456789012`, or with a number if another credential for the service has that.
    fn alias_for(&self, service: &str) -> String {
        let number = |n: usize| if n == 0 { String::new() } else { format!("+{n}") };
        let alias = |n| format!("{}{}-at-{ACCOUNT}", self.name, number(n));
        let is_free = |it: &String| {
            !self.credentials.iter().any(|held| held.about == service && held.alias == *it)
        };
        (0..).map(alias).find(is_free).unwrap_or_default()
    }
}

impl Model {
    /// The id of a credential that was given out, or one that nobody has.
    pub(super) fn credential_id(&self, step: &Step) -> String {
        let all = self.of(Kind::User).flat_map(|user| user.of_kind(step.credential()));
        let ids: Vec<_> = all.map(|held| held.id.clone()).collect();
        let nobody = || "AKIAIOSFODNN7EXAMPLE12345678".to_owned();
        ids.get(step.number % (ids.len() + 1)).cloned().unwrap_or_else(nobody)
    }

    pub(super) fn create_credential(&mut self, step: &Step, answer: &Answer) -> Taken<Tree> {
        let (kind, user) = (step.credential(), self.holder(Kind::User, step.name)?);
        let about = match kind {
            Credential::AccessKey => String::new(),
            Credential::SshKey | Credential::Certificate => step.key_body(),
            Credential::Service => step.service().to_owned(),
        };
        let of_all = || self.of(Kind::User).flat_map(|user| &user.credentials);
        if let Some(tree) = self.repeated(kind, user, &about)? {
            return Ok(tree);
        }
        let is_counted = |held: &&Held| kind != Credential::Service || held.about == about;
        limit(user.of_kind(kind).filter(is_counted).count() + 1, kind.quota())?;
        let (name, alias) = (user.name.clone(), user.alias_for(&about));
        let [_, word, _, id] = kind.words();
        // A certificate that is uploaded again has the same id.
        let id = answer.text(id);
        assert!(!of_all().any(|held| held.id == id), "{id} is not new");
        let held = Held {
            kind,
            id: id.clone(),
            is_active: true,
            created: self.time(),
            about,
            alias: if kind == Credential::Service { alias } else { String::new() },
            last_used: None,
        };
        let listed = held.listed(&name);
        self.user_mut(step)?.credentials.push(held);
        match kind {
            Credential::AccessKey => {
                self.signers.push(Signer { key: id, token: String::new() });
                Ok(told([(word, listed)]))
            }
            Credential::Certificate => Ok(told([("Certificate", listed)])),
            Credential::SshKey => {
                let print = answer.text("Fingerprint");
                let shown = listed.with("SSHPublicKeyBody", step.key_body());
                Ok(told([(word, shown.with("Fingerprint", print))]))
            }
            Credential::Service => Ok(told([(word, listed)])),
        }
    }

    /// A key that its user has already is refused, and so is a certificate that another one has. To its own user a
    /// certificate is told as if it was new.
    fn repeated(&self, kind: Credential, user: &Holder, about: &str) -> Taken<Option<Tree>> {
        let same = |user: &Holder| user.of_kind(kind).find(|held| held.about == about).cloned();
        let other = self.of(Kind::User).find_map(|it| same(it).filter(|_| it.id != user.id));
        match (kind, same(user)) {
            (Credential::SshKey, Some(_)) => refuse(400, "DuplicateSSHPublicKey"),
            (Credential::Certificate, Some(held)) => {
                let held = Held { is_active: true, ..held };
                Ok(Some(told([("Certificate", held.listed(&user.name))])))
            }
            (Credential::Certificate, None) if other.is_some() => {
                refuse(409, "DuplicateCertificate")
            }
            _ => Ok(None),
        }
    }

    pub(super) fn change_credential(&mut self, step: &Step) -> Taken<Tree> {
        let (kind, id) = (step.credential(), self.credential_id(step));
        let is_held = |user: &Holder| user.credentials.iter().any(|held| held.id == id);
        let is_known = kind == Credential::Service && self.of(Kind::User).any(is_held);
        let held = &mut self.user_mut(step)?.credentials;
        let Some(at) = held.iter().position(|held| held.id == id && held.kind == kind) else {
            return if is_known { refuse(400, "ValidationError") } else { Err(missing()) };
        };
        match step.verb {
            DeleteCredential => drop(held.remove(at)),
            _ => held[at].is_active = step.number.is_multiple_of(3),
        }
        Ok(told([]))
    }

    pub(super) fn list_credentials(&self, step: &Step) -> Taken<Tree> {
        let (kind, user) = (step.credential(), self.holder(Kind::User, step.name)?);
        let listed: Vec<_> = user.of_kind(kind).map(|held| held.listed(&user.name)).collect();
        let name = match kind {
            Credential::AccessKey => "AccessKeyMetadata",
            Credential::Certificate => "Certificates",
            _ => kind.words()[2],
        };
        Ok(told([(name, listed.into())]))
    }

    pub(super) fn last_use(&self, step: &Step) -> Taken<Tree> {
        let id = self.credential_id(step);
        let mut users = self.of(Kind::User);
        let is_key = |held: &&Held| held.id == id && held.kind == Credential::AccessKey;
        let found = users.find_map(|user| Some((user, user.credentials.iter().find(is_key)?)));
        let (user, key) = found.ok_or_else(missing)?;
        let use_of = |region: &str, service: &str| {
            told([("Region", region.into()), ("ServiceName", service.into())])
        };
        let last = match &key.last_used {
            None => use_of("N/A", "N/A"),
            Some((time, service)) => use_of("us-east-1", service).with("LastUsedDate", time),
        };
        Ok(told([("UserName", (&user.name).into()), ("AccessKeyLastUsed", last)]))
    }

    pub(super) fn change_login(&mut self, step: &Step) -> Taken<Tree> {
        let (now, user) = (self.time(), self.user_mut(step)?);
        match step.verb {
            CreateLogin => {
                exists_if(user.password.is_some())?;
                user.password = Some((now, step.flag() == Some(true)));
                return self.login(step);
            }
            UpdateLogin => {
                let password = user.password.as_mut().ok_or_else(missing)?;
                password.1 = step.flag().unwrap_or(password.1);
            }
            _ => drop(user.password.take().ok_or_else(missing)?),
        }
        Ok(told([]))
    }

    pub(super) fn login(&self, step: &Step) -> Taken<Tree> {
        let user = self.holder(Kind::User, step.name)?;
        let (created, reset) = user.password.as_ref().ok_or_else(missing)?;
        let profile = told([
            ("UserName", (&user.name).into()),
            ("CreateDate", created.into()),
            ("PasswordResetRequired", (*reset).into()),
        ]);
        Ok(told([("LoginProfile", profile)]))
    }

    pub(super) fn create_device(&mut self, step: &Step) -> Taken<Tree> {
        let serial = step.serial();
        exists_if(self.devices.contains_key(&serial))?;
        let tags = with(Tags::new(), &step.first_tags(), true);
        let created = told([("SerialNumber", (&serial).into()), ("Tags", tag_tree(&tags))]);
        self.devices.insert(serial, Device { owner: None, tags });
        Ok(told([("VirtualMFADevice", created)]))
    }

    /// A device that is not virtual exists while somebody has it.
    pub(super) fn change_device(&mut self, step: &Step) -> Taken<Tree> {
        let (serial, now) = (step.serial(), self.time());
        let is_virtual = serial.starts_with("arn:");
        let user = self.holder(Kind::User, step.name)?.id.clone();
        if step.verb == EnableDevice {
            let is_there = self.devices.contains_key(&serial);
            let device = self.devices.entry(serial.clone()).or_default();
            if !is_there && is_virtual {
                self.devices.remove(&serial);
                return Err(missing());
            }
            exists_if(device.owner.is_some())?;
            device.owner = Some((user, now));
            return Ok(told([]));
        }
        let device = self.devices.get_mut(&serial).ok_or_else(missing)?;
        device.owner.take_if(|(owner, _)| *owner == user).ok_or_else(missing)?;
        if !is_virtual {
            self.devices.remove(&serial);
        }
        Ok(told([]))
    }

    pub(super) fn delete_device(&mut self, step: &Step) -> Taken<Tree> {
        let device = self.devices.get(&step.serial()).ok_or_else(missing)?;
        conflict_if(device.owner.is_some())?;
        self.devices.remove(&step.serial());
        Ok(told([]))
    }

    /// Only a device that is not virtual can be read.
    pub(super) fn get_device(&self, step: &Step) -> Taken<Tree> {
        let device = self.devices.get(&step.serial()).ok_or_else(missing)?;
        if step.serial().starts_with("arn:") {
            return refuse(400, "ValidationError");
        }
        let (id, since) = device.owner.clone().unwrap_or_default();
        let user = self.of_id(Kind::User, &id).ok_or_else(missing)?;
        let name = ("UserName", (&user.name).into());
        Ok(told([name, ("SerialNumber", step.serial().into()), ("EnableDate", since.into())]))
    }

    pub(super) fn list_devices(&self, step: &Step) -> Taken<Tree> {
        let user = self.holder(Kind::User, step.name)?;
        let told_of = |(serial, device): (&String, &Device)| {
            let (_, since) = device.owner.as_ref().filter(|(owner, _)| *owner == user.id)?;
            let name = ("UserName", (&user.name).into());
            Some(told([name, ("SerialNumber", serial.into()), ("EnableDate", since.into())]))
        };
        let listed: Vec<_> = self.devices.iter().filter_map(told_of).collect();
        Ok(told([("MFADevices", listed.into())]))
    }

    pub(super) fn list_virtual_devices(&self, step: &Step) -> Tree {
        let is_listed = |serial: &str, device: &Device| {
            let is_wanted = [true, device.owner.is_some(), device.owner.is_none()];
            serial.starts_with("arn:") && is_wanted[step.number % 3]
        };
        let told_of = |(serial, device): (&String, &Device)| {
            let (id, since) = device.owner.clone().unwrap_or_default();
            let user = self.of_id(Kind::User, &id).map_or(told([]), |user| user.brief(Kind::User));
            told([("SerialNumber", serial.into()), ("EnableDate", since.into()), ("User", user)])
        };
        let listed = self.devices.iter().filter(|(serial, device)| is_listed(serial, device));
        told([("VirtualMFADevices", listed.map(told_of).collect::<Vec<_>>().into())])
    }
}
