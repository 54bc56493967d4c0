//! Users, groups, roles and instance profiles, and who is in which.

use super::answers::Answer;
use super::names::Kind;
use super::steps::{Step, Verb};
use super::store::{Holder, Model, Tags, Taken, conflict_if, exists_if, limit, missing};
use super::tags::{tag_tree, with};
use super::tree::{Tree, told};

impl Holder {
    /// What all answers say of it.
    pub(super) fn brief(&self, kind: Kind) -> Tree {
        let brief = told([
            (&kind.parameter(), self.name.as_str().into()),
            (&format!("{}Id", kind.word()), self.id.as_str().into()),
            ("Path", self.path.as_str().into()),
            ("Arn", kind.arn(&self.path, &self.name).into()),
            ("CreateDate", self.created.as_str().into()),
        ]);
        match kind {
            Kind::Role => brief
                .with("AssumeRolePolicyDocument", &self.trust)
                .with("Description", self.description.as_ref()),
            _ => brief,
        }
    }

    /// The same with its boundary and its tags.
    pub(super) fn with_more(&self, tree: Tree) -> Tree {
        let boundary = self.boundary.as_ref().map(|arn| {
            let of_policy = ("PermissionsBoundaryType", "Policy".into());
            told([of_policy, ("PermissionsBoundaryArn", arn.into())])
        });
        let tree = tree.with("Tags", tag_tree(&self.tags));
        tree.with("PermissionsBoundary", boundary.unwrap_or(told([])))
    }

    /// Whether its path begins as the step says.
    pub(super) fn is_below(&self, step: &Step) -> bool {
        self.path.starts_with(step.path.unwrap_or_default())
    }
}

impl Model {
    /// What lists say of it.
    pub(super) fn listed(&self, kind: Kind, holder: &Holder) -> Tree {
        match kind {
            Kind::Role => holder.brief(kind).with("MaxSessionDuration", holder.seconds),
            Kind::Profile => holder.brief(kind).with("Roles", self.role_inside(holder)),
            Kind::User | Kind::Group => holder.brief(kind),
        }
    }

    fn role_inside(&self, profile: &Holder) -> Vec<Tree> {
        let roles = self.of(Kind::Role).filter(|role| profile.inside.contains(&role.id));
        roles.map(|role| role.brief(Kind::Role)).collect()
    }

    /// What the list of a kind says of some.
    pub(super) fn list_of<'m>(
        &self,
        kind: Kind,
        holders: impl Iterator<Item = &'m Holder>,
    ) -> Tree {
        let items: Vec<_> = holders.map(|holder| self.listed(kind, holder)).collect();
        told([(&format!("{}s", kind.word()), items.into())])
    }

    /// The boundary that something is created with, if any.
    pub(super) fn first_boundary(&self, step: &Step) -> Option<String> {
        let may_have = matches!(step.kind, Kind::User | Kind::Role);
        (may_have && step.number % 5 == 4).then(|| self.arn_of_policy(step))
    }

    pub(super) fn create(&mut self, step: &Step, answer: &Answer) -> Taken<Tree> {
        let kind = step.kind;
        exists_if(self.holder(kind, step.name).is_ok())?;
        let boundary = self.first_boundary(step);
        boundary.as_deref().map_or(Ok(()), |arn| self.policy_exists(arn))?;
        let tags = if kind == Kind::Group { vec![] } else { step.first_tags() };
        let holder = Holder {
            name: step.name.to_owned(),
            path: step.path.unwrap_or("/").to_owned(),
            id: self.learn(answer, &format!("{}Id", kind.word())),
            created: self.time(),
            tags: with(Tags::new(), &tags, kind == Kind::Profile),
            boundary,
            trust: step.trust().to_owned(),
            description: step.description(),
            seconds: step.seconds().unwrap_or(3600),
            ..Holder::default()
        };
        // The creation of a role does not repeat its description.
        let created = holder.with_more(holder.brief(kind)).with("Description", "");
        self.holders.insert((kind, step.name.to_lowercase()), holder);
        Ok(told([(kind.word(), created)]))
    }

    pub(super) fn get(&self, step: &Step) -> Taken<Tree> {
        let holder = self.holder(step.kind, step.name)?;
        let read = told([(step.kind.word(), holder.with_more(self.listed(step.kind, holder)))]);
        let users = self.inside(Kind::User, &holder.id);
        let users: Vec<_> = users.map(|user| user.brief(Kind::User)).collect();
        Ok(read.with("Users", users))
    }

    pub(super) fn list(&self, step: &Step) -> Tree {
        self.list_of(step.kind, self.of(step.kind).filter(|holder| holder.is_below(step)))
    }

    /// Gives a role other words, and others another name or path.
    pub(super) fn update(&mut self, step: &Step) -> Taken<Tree> {
        let role = self.holder_mut(step.kind, step.name)?;
        if step.kind == Kind::Role {
            role.description = step.description().or(role.description.take());
            role.seconds = step.seconds().unwrap_or(role.seconds);
            return Ok(told([]));
        }
        self.rename(step)
    }

    fn rename(&mut self, step: &Step) -> Taken<Tree> {
        let old = step.name.to_lowercase();
        let new = step.new_name().unwrap_or(&self.holder(step.kind, step.name)?.name).to_owned();
        exists_if(new.to_lowercase() != old && self.holder(step.kind, &new).is_ok())?;
        let mut holder = self.holders.remove(&(step.kind, old)).ok_or_else(missing)?;
        holder.path = step.path.unwrap_or(&holder.path).to_owned();
        holder.name.clone_from(&new);
        self.holders.insert((step.kind, new.to_lowercase()), holder);
        Ok(told([]))
    }

    pub(super) fn delete(&mut self, step: &Step) -> Taken<Tree> {
        let (kind, holder) = (step.kind, self.holder(step.kind, step.name)?);
        let holds = KINDS_INSIDE.iter().any(|kind| self.inside(*kind, &holder.id).count() > 0);
        let has_device = |owner: &String| *owner == holder.id;
        let owners = self.devices.values().filter_map(|device| device.owner.as_ref());
        conflict_if(owners.into_iter().any(|(owner, _)| has_device(owner)))?;
        conflict_if(holds || !holder.inside.is_empty())?;
        conflict_if(!holder.attached.is_empty() || !holder.inline.is_empty())?;
        conflict_if(!holder.credentials.is_empty() || holder.password.is_some())?;
        self.holders.remove(&(kind, step.name.to_lowercase()));
        Ok(told([]))
    }

    pub(super) fn change_groups(&mut self, step: &Step) -> Taken<Tree> {
        self.holder(Kind::User, step.name)?;
        let group = self.holder(Kind::Group, step.other)?.id.clone();
        let groups = &mut self.user_mut(step)?.inside;
        if step.verb == Verb::RemoveUser {
            groups.remove(&group);
        } else if !groups.contains(&group) {
            limit(groups.len() + 1, 10)?;
            groups.insert(group);
        }
        Ok(told([]))
    }

    pub(super) fn groups_of(&self, step: &Step) -> Taken<Tree> {
        let groups = &self.holder(Kind::User, step.name)?.inside;
        Ok(self.list_of(Kind::Group, self.of(Kind::Group).filter(|it| groups.contains(&it.id))))
    }

    /// Puts a role into a profile, which may have one, or takes it out.
    pub(super) fn change_profile(&mut self, step: &Step) -> Taken<Tree> {
        self.holder(Kind::Profile, step.other)?;
        let role = self.holder(Kind::Role, step.name)?.id.clone();
        let roles = &mut self.holder_mut(Kind::Profile, step.other)?.inside;
        if step.verb == Verb::AddRole {
            limit(roles.len() + 1, 1)?;
            roles.insert(role);
        } else if !roles.remove(&role) {
            return Err(missing());
        }
        Ok(told([]))
    }

    pub(super) fn profiles_of(&self, step: &Step) -> Taken<Tree> {
        let role = &self.holder(Kind::Role, step.name)?.id;
        Ok(self.list_of(Kind::Profile, self.inside(Kind::Profile, role)))
    }
}

/// What can be in something: users in groups, and a profile has the id of its role.
const KINDS_INSIDE: [Kind; 2] = [Kind::User, Kind::Profile];
