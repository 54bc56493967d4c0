//! Who callers are, and the sessions that they begin.

use super::answers::{Answer, Signer};
use super::names::{ACCOUNT, Credential, Kind};
use super::steps::{Step, Verb};
use super::store::{Caller, Model, Session, Taken, identity, refuse, time};
use super::tree::{Tree, told};

/// How many seconds a session is remembered that is over.
const REMEMBERED: u64 = 129_600;

impl Model {
    /// The session of the signer, if it is one that can be used.
    fn session(&self, signer: &Signer) -> Taken<Option<Session>> {
        let session = self.sessions.get(&signer.key);
        match session.filter(|session| session.expires + REMEMBERED > self.now) {
            None if signer.token.is_empty() => Ok(None),
            Some(session) if session.token == signer.token => match session.expires > self.now {
                true => Ok(Some(session.clone())),
                false => refuse(403, "ExpiredToken"),
            },
            _ => refuse(403, "InvalidClientTokenId"),
        }
    }

    /// Who calls: whoever has the key, while it is active and they exist; the root user has all other keys.
    pub(super) fn caller(&self, signer: &Signer) -> Taken<(Caller, Option<Session>)> {
        let session = self.session(signer)?;
        let owner = self.of(Kind::User).find_map(|user| {
            let is_key = |id: &str| id == signer.key;
            Some((user, user.credentials.iter().find(|held| is_key(&held.id))?))
        });
        let caller = match (&session, owner) {
            (Some(session), _) => session.of.clone(),
            (None, Some((_, held))) if !held.is_active => {
                return refuse(403, "InvalidClientTokenId");
            }
            (None, Some((user, _))) => Caller::User(user.id.clone()),
            (None, None) => Caller::Root,
        };
        self.names(&caller)?;
        Ok((caller, session))
    }

    /// The id and the ARN of a caller.
    fn names(&self, caller: &Caller) -> Taken<(String, String)> {
        let gone = || (403, "InvalidClientTokenId".to_owned());
        let of_sts = |rest: String| format!("arn:aws:sts::{ACCOUNT}:{rest}");
        Ok(match caller {
            Caller::Root => (ACCOUNT.to_owned(), format!("arn:aws:iam::{ACCOUNT}:root")),
            Caller::User(id) => {
                let user = self.of_id(Kind::User, id).ok_or_else(gone)?;
                (id.clone(), Kind::User.arn(&user.path, &user.name))
            }
            Caller::Role(id) => {
                let role = self.of_id(Kind::Role, id).ok_or_else(gone)?;
                (format!("{id}:s1"), of_sts(format!("assumed-role/{}/s1", role.name)))
            }
            Caller::Federated => {
                (format!("{ACCOUNT}:feder"), of_sts("federated-user/feder".to_owned()))
            }
        })
    }

    /// Notes that the key of a user was used.
    pub(super) fn note_use(&mut self, step: &Step, signer: &Signer) {
        let now = self.time();
        let service = if step.is_of_sts() { "sts" } else { "iam" };
        for held in self.holders.values_mut().flat_map(|user| &mut user.credentials) {
            if held.id == signer.key && held.kind == Credential::AccessKey {
                held.last_used = Some((now.clone(), service));
            }
        }
    }

    pub(super) fn caller_identity(&self, step: &Step) -> Taken<Tree> {
        let (id, arn) = self.names(&self.caller(&self.signer(step))?.0)?;
        Ok(identity(&id, &arn))
    }

    /// A role is assumed by its ARN, which has its path and its name as it was created.
    pub(super) fn assume(&mut self, step: &Step, answer: &Answer) -> Taken<Tree> {
        let (_, session) = self.caller(&self.signer(step))?;
        let calling = session.filter(|session| matches!(session.of, Caller::Role(_)));
        let role = self.holder(Kind::Role, step.name).ok();
        let is_named = |arn: &str| arn == self.arn_of_role(step);
        let role = role.filter(|role| is_named(&Kind::Role.arn(&role.path, &role.name)));
        let Some(role) = role else { return refuse(403, "AccessDenied") };
        let seconds = step.seconds().unwrap_or(3600);
        if seconds > role.seconds || (calling.is_some() && seconds > 3600) {
            return refuse(400, "ValidationError");
        }
        let of = Caller::Role(role.id.clone());
        let session = self.carried(step, calling.unwrap_or_default())?;
        let (id, arn) = self.names(&of)?;
        let user = told([("AssumedRoleId", id.into()), ("Arn", arn.into())]);
        let source = session.source_identity.clone();
        let begun = self.begin(Session { of, ..session }, seconds, answer);
        Ok(told([("Credentials", begun), ("AssumedRoleUser", user)])
            .with("SourceIdentity", source.as_ref()))
    }

    /// What a new session has from the one that begins it: the source identity stays, and so do the tags that are
    /// inherited.
    fn carried(&self, step: &Step, calling: Session) -> Taken<Session> {
        let (mut inherited, given) = (calling.inherited, step.source_identity().map(str::to_owned));
        if given.is_some() && calling.source_identity.is_some() && given != calling.source_identity
        {
            return refuse(400, "ValidationError");
        }
        let tag = step.session_tag().map(str::to_lowercase);
        if tag.as_ref().is_some_and(|tag| inherited.contains(tag)) {
            return refuse(400, "InvalidParameterValue");
        }
        inherited.extend(tag.filter(|_| step.is_inherited()));
        let source_identity = calling.source_identity.or(given);
        Ok(Session { source_identity, inherited, ..Session::default() })
    }

    /// A session of the caller, who must not have one, or of a user that the caller names.
    pub(super) fn own_session(&mut self, step: &Step, answer: &Answer) -> Taken<Tree> {
        let (caller, session) = self.caller(&self.signer(step))?;
        if session.is_some() {
            return refuse(403, "AccessDenied");
        }
        let most = if caller == Caller::Root { 3600 } else { 129_600 };
        let seconds = step.session_seconds().unwrap_or(43_200).min(most);
        if step.verb == Verb::GetSessionToken {
            let session = Session { of: caller, ..Session::default() };
            return Ok(told([("Credentials", self.begin(session, seconds, answer))]));
        }
        let (id, arn) = self.names(&Caller::Federated)?;
        let session = Session { of: Caller::Federated, ..Session::default() };
        let user = told([("FederatedUserId", id.into()), ("Arn", arn.into())]);
        Ok(told([("Credentials", self.begin(session, seconds, answer)), ("FederatedUser", user)]))
    }

    fn begin(&mut self, session: Session, seconds: usize, answer: &Answer) -> Tree {
        let key = self.learn(answer, "AccessKeyId");
        let token = answer.text("SessionToken");
        let expires = self.now + seconds as u64;
        self.signers.push(Signer { key: key.clone(), token: token.clone() });
        self.sessions.insert(key.clone(), Session { token, expires, ..session });
        told([("AccessKeyId", key.into()), ("Expiration", time(expires).into())])
    }
}
