//! Random steps against a small model: nothing is lost, limits are kept, and a refused request changes
//! nothing.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;

use super::Emulator;

/// What the model knows of a user.
#[derive(Clone, Default, PartialEq, Debug)]
struct User {
    groups: BTreeSet<String>,
    policies: BTreeSet<String>,
    inline: BTreeSet<String>,
    tags: BTreeMap<String, String>,
    access_keys: usize,
}

/// What the model knows of an account.
#[derive(Default)]
struct Model {
    users: BTreeMap<String, User>,
    groups: BTreeSet<String>,
    policies: BTreeSet<String>,
}

/// The steps; `A` and `B` are names.
const STEPS: &[&str] = &[
    "CreateUser &UserName=A",
    "CreateUser &UserName=A",
    "UpdateUser &UserName=A&NewUserName=B",
    "DeleteUser &UserName=A",
    "CreateGroup &GroupName=A",
    "DeleteGroup &GroupName=A",
    "AddUserToGroup &UserName=A&GroupName=B",
    "RemoveUserFromGroup &UserName=A&GroupName=B",
    "CreatePolicy &PolicyName=A&PolicyDocument=$POLICY",
    "DeletePolicy &PolicyArn=arn:aws:iam::123456789012:policy/A",
    "AttachUserPolicy &UserName=A&PolicyArn=arn:aws:iam::123456789012:policy/B",
    "DetachUserPolicy &UserName=A&PolicyArn=arn:aws:iam::123456789012:policy/B",
    "PutUserPolicy &UserName=A&PolicyName=B&PolicyDocument=$POLICY",
    "DeleteUserPolicy &UserName=A&PolicyName=B",
    "TagUser &UserName=A&Tags.member.1.Key=B&Tags.member.1.Value=v",
    "UntagUser &UserName=A&TagKeys.member.1=B",
    "CreateAccessKey &UserName=A",
];

impl Model {
    /// Takes a step, if it can be taken.
    fn take(&mut self, step: &str, a: &str, b: &str) -> bool {
        match step.split(' ').next().unwrap_or_default() {
            "CreateUser" => self.create_user(a),
            "UpdateUser" => self.rename(a, b),
            "DeleteUser" => self.delete_user(a),
            "CreateGroup" => self.groups.insert(a.to_owned()),
            "DeleteGroup" => {
                let is_empty = !self.users.values().any(|user| user.groups.contains(a));
                is_empty && self.groups.remove(a)
            }
            "CreatePolicy" => self.policies.insert(a.to_owned()),
            "DeletePolicy" => {
                let is_free = !self.users.values().any(|user| user.policies.contains(a));
                is_free && self.policies.remove(a)
            }
            action => self.change_user(action, a, b.to_owned()),
        }
    }

    fn create_user(&mut self, name: &str) -> bool {
        let is_new = !self.users.contains_key(name);
        self.users.entry(name.to_owned()).or_default();
        is_new
    }

    fn rename(&mut self, old: &str, new: &str) -> bool {
        if !self.users.contains_key(old) || old != new && self.users.contains_key(new) {
            return false;
        }
        let user = self.users.remove(old).unwrap();
        self.users.insert(new.to_owned(), user);
        true
    }

    fn delete_user(&mut self, name: &str) -> bool {
        let is_bare = |user: &User| *user == User { tags: user.tags.clone(), ..User::default() };
        self.users.get(name).is_some_and(is_bare) && self.users.remove(name).is_some()
    }

    fn change_user(&mut self, action: &str, name: &str, other: String) -> bool {
        let (has_group, has_policy) =
            (self.groups.contains(&other), self.policies.contains(&other));
        let Some(user) = self.users.get_mut(name) else { return false };
        match action {
            "AddUserToGroup" => has_group && done(user.groups.insert(other)),
            "RemoveUserFromGroup" => has_group && done(user.groups.remove(&other)),
            "AttachUserPolicy" => has_policy && done(user.policies.insert(other)),
            "DetachUserPolicy" => user.policies.remove(&other),
            "PutUserPolicy" => done(user.inline.insert(other)),
            "DeleteUserPolicy" => user.inline.remove(&other),
            "TagUser" => done(user.tags.insert(other, "v".to_owned())),
            "UntagUser" => done(user.tags.remove(&other)),
            _ => {
                let fits = user.access_keys < 2;
                user.access_keys += usize::from(fits);
                fits
            }
        }
    }

    /// Everything that the emulator lists must be what the model knows.
    fn check(&self, emulator: &Emulator) {
        let sorted = |mut names: Vec<String>| {
            names.sort();
            names
        };
        let listed = |name: &str, action: &str, of: &str| sorted(emulator.texts(name, action, of));
        assert_eq!(
            listed("UserName", "ListUsers", ""),
            self.users.keys().cloned().collect::<Vec<_>>()
        );
        assert_eq!(listed("GroupName", "ListGroups", ""), Vec::from_iter(self.groups.clone()));
        let policies = listed("PolicyName", "ListPolicies", "&Scope=Local");
        assert_eq!(policies, Vec::from_iter(self.policies.clone()));
        for (name, user) in &self.users {
            let of = format!("&UserName={name}");
            let found = User {
                groups: listed("GroupName", "ListGroupsForUser", &of).into_iter().collect(),
                policies: listed("PolicyName", "ListAttachedUserPolicies", &of)
                    .into_iter()
                    .collect(),
                inline: listed("member", "ListUserPolicies", &of).into_iter().collect(),
                tags: listed("Key", "ListUserTags", &of)
                    .into_iter()
                    .map(|key| (key, "v".to_owned()))
                    .collect(),
                access_keys: listed("AccessKeyId", "ListAccessKeys", &of).len(),
            };
            assert_eq!(found, *user, "{name}");
        }
    }
}

/// Whatever it changed, the step was taken.
fn done<T>(_: T) -> bool {
    true
}

#[test]
fn random_steps_do_what_a_model_does_and_refusals_change_nothing() {
    let mut refused = 0;
    for seed in 0..40 {
        let mut rng = Rng::with_seed(seed);
        let (emulator, mut model) = (Emulator::new(), Model::default());
        for number in 0..150 {
            let (a, b) = (format!("n{}", rng.u8(..5)), format!("n{}", rng.u8(..5)));
            let step = STEPS[rng.usize(..STEPS.len())];
            let (action, parameters) = step.split_once(' ').unwrap();
            let parameters =
                parameters.replace("=A", &format!("={a}")).replace("=B", &format!("={b}"));
            let parameters = parameters.replace("policy/A", &format!("policy/{a}"));
            let parameters = parameters.replace("policy/B", &format!("policy/{b}"));
            let before = emulator.0.state();
            let answer = emulator.call(action, &parameters);
            let is_taken = model.take(step, &a, &b);
            assert_eq!(
                answer.status == 200,
                is_taken,
                "seed {seed}, step {number}: {action} {parameters}: {}",
                answer.body
            );
            if !is_taken {
                assert_eq!(emulator.0.state(), before, "{action} {parameters}");
                refused += 1;
            }
        }
        model.check(&emulator);
        // What is saved and loaded answers as before.
        let saved = serde_json::to_string(&emulator.0.state()).unwrap();
        let loaded = Emulator::new();
        loaded.0.restore(serde_json::from_str(&saved).unwrap());
        model.check(&loaded);
        assert_eq!(loaded.0.state(), emulator.0.state());
    }
    assert!((1000..5000).contains(&refused), "{refused} refused");
}

#[test]
fn the_same_seed_and_requests_give_the_same_answers() {
    let answers = |seed| {
        let emulator = iam_emulator::Emulator::new().with_seed(seed);
        let clock = || iam_codec::Timestamp::from_unix(1_700_000_000).unwrap();
        let emulator = Emulator(emulator.with_clock(clock));
        let user = emulator.0.answer(
            &http::Request::get("/?Action=CreateUser&Version=2010-05-08&UserName=a")
                .body("")
                .unwrap(),
        );
        let key = emulator.0.answer(
            &http::Request::get("/?Action=CreateAccessKey&Version=2010-05-08&UserName=a")
                .body("")
                .unwrap(),
        );
        (user.into_body(), key.into_body())
    };
    assert_eq!(answers(1), answers(1));
    assert_ne!(answers(1), answers(2));
}
