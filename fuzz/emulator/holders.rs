//! Users, groups and roles, with their policies.

use super::rows::{Row, told};
use super::steps::{DOCUMENTS, Kind, OF_AWS, Step, Verb};
use super::store::{Holder, Model, Tags, Taken, conflict_if, missing, refuse, tag_rows, with};

impl Holder {
    /// What every answer says of it.
    pub(super) fn brief(&self, kind: Kind) -> Row {
        told([(&kind.parameter(), &self.name), ("Arn", &kind.arn(&self.name))])
    }

    /// What lists and reads say of it.
    pub(super) fn listed(&self, kind: Kind) -> Row {
        let mut row = self.brief(kind);
        if kind == Kind::Role {
            row.push(("MaxSessionDuration".to_owned(), self.seconds.clone()));
            row.extend(self.description.iter().map(|it| ("Description".to_owned(), it.clone())));
            row.sort();
        }
        row
    }
}

impl Model {
    pub(super) fn create(&mut self, step: &Step) -> Taken<Vec<Row>> {
        if self.holder(step.kind, step.name).is_ok() {
            return refuse(409, "EntityAlreadyExists");
        }
        let tags = if step.has_tags() && step.kind != Kind::Group { step.tags() } else { vec![] };
        let holder = Holder {
            name: step.name.to_owned(),
            seconds: "3600".to_owned(),
            tags: with(Tags::new(), &tags, false),
            ..Holder::default()
        };
        let rows = [vec![holder.brief(step.kind)], tag_rows(&holder.tags)].concat();
        self.holders.insert((step.kind, step.name.to_lowercase()), holder);
        Ok(rows)
    }

    pub(super) fn get(&self, kind: Kind, name: &str) -> Taken<Vec<Row>> {
        let holder = self.holder(kind, name)?;
        let users = self
            .of(Kind::User)
            .filter(|user| kind == Kind::Group && user.groups.contains(&name.to_lowercase()));
        let users: Vec<_> = users.map(|user| user.brief(Kind::User)).collect();
        Ok([vec![holder.listed(kind)], tag_rows(&holder.tags), users].concat())
    }

    pub(super) fn list(&self, kind: Kind) -> Vec<Row> {
        self.of(kind).map(|holder| holder.listed(kind)).collect()
    }

    /// Gives a role other words, and others another name.
    pub(super) fn update(&mut self, step: &Step) -> Taken<()> {
        let role = self.holder_mut(step.kind, step.name)?;
        if step.kind == Kind::Role {
            role.description = Some(format!("d{}", step.number));
            role.seconds = step.seconds();
            return Ok(());
        }
        let (old, new) = (step.name.to_lowercase(), step.other.to_lowercase());
        if old != new && self.holders.contains_key(&(step.kind, new.clone())) {
            return refuse(409, "EntityAlreadyExists");
        }
        let mut holder = self.holders.remove(&(step.kind, old.clone())).ok_or_else(missing)?;
        holder.name = step.other.to_owned();
        self.holders.insert((step.kind, new.clone()), holder);
        for user in self.holders.values_mut().filter(|_| step.kind == Kind::Group) {
            if user.groups.remove(&old) {
                user.groups.insert(new.clone());
            }
        }
        Ok(())
    }

    pub(super) fn delete(&mut self, kind: Kind, name: &str) -> Taken<()> {
        let holder = self.holder(kind, name)?;
        let is_in_use = kind == Kind::Group
            && self.of(Kind::User).any(|user| user.groups.contains(&name.to_lowercase()));
        conflict_if(is_in_use || !holder.attached.is_empty() || !holder.inline.is_empty())?;
        conflict_if(!holder.keys.is_empty() || !holder.groups.is_empty())?;
        self.holders.remove(&(kind, name.to_lowercase()));
        Ok(())
    }

    pub(super) fn change_groups(&mut self, step: &Step) -> Taken<()> {
        self.holder(Kind::User, step.name)?;
        self.holder(Kind::Group, step.other)?;
        let (user, group) = (self.holder_mut(Kind::User, step.name)?, step.other.to_lowercase());
        match step.verb {
            Verb::AddUser => user.groups.insert(group),
            _ => user.groups.remove(&group),
        };
        Ok(())
    }

    pub(super) fn groups_of(&self, user: &str) -> Taken<Vec<Row>> {
        let groups = self.holder(Kind::User, user)?.groups.iter();
        groups.map(|name| Ok(self.holder(Kind::Group, name)?.brief(Kind::Group))).collect()
    }

    pub(super) fn change_attached(&mut self, step: &Step) -> Taken<()> {
        self.holder(step.kind, step.name)?;
        let arn = step.policy();
        let exists = arn == OF_AWS || self.policies.contains_key(&arn);
        let holder = self.holder_mut(step.kind, step.name)?;
        match step.verb {
            Verb::Attach if exists => drop(holder.attached.replace(arn)),
            Verb::Detach if holder.attached.remove(&arn) => {}
            _ => return Err(missing()),
        }
        Ok(())
    }

    pub(super) fn attached(&self, kind: Kind, name: &str) -> Taken<Vec<Row>> {
        let name_of = |arn: &str| arn.rsplit('/').next().unwrap_or_default().to_owned();
        let row = |arn: &String| told([("PolicyArn", arn), ("PolicyName", &name_of(arn))]);
        Ok(self.holder(kind, name)?.attached.iter().map(row).collect())
    }

    pub(super) fn change_inline(&mut self, step: &Step) -> Taken<()> {
        let inline = &mut self.holder_mut(step.kind, step.name)?.inline;
        let key = step.other.to_lowercase();
        match step.verb {
            Verb::PutInline => {
                let policy = inline.entry(key).or_insert((step.other.to_owned(), DOCUMENTS[0]));
                policy.1 = step.document();
            }
            _ => drop(inline.remove(&key).ok_or_else(missing)?),
        }
        Ok(())
    }

    pub(super) fn inline(&self, step: &Step) -> Taken<Vec<Row>> {
        let holder = self.holder(step.kind, step.name)?;
        let (_, document) = holder.inline.get(&step.other.to_lowercase()).ok_or_else(missing)?;
        let (holder_name, policy) = ((&*step.kind.parameter(), &*holder.name), step.other);
        Ok(vec![told([holder_name, ("PolicyName", policy), ("PolicyDocument", document)])])
    }

    pub(super) fn inline_names(&self, kind: Kind, name: &str) -> Taken<Vec<Row>> {
        let names = self.holder(kind, name)?.inline.values();
        Ok(names.map(|(name, _)| told([("member", name)])).collect())
    }
}
