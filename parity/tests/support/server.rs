//! A server of users and their tags that does what AWS does, as far as it is known: the codec reads and
//! writes, and a map holds the tags.

use std::borrow::Cow;
use std::collections::BTreeMap;

use iam_codec::{
    ErrorResponse, Params, Request, ResourceType, Tag, TagPage, TagVerb, Timestamp, VERSION,
};
use iam_parity::{Answer, Call};

const ID: &str = "9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11";

#[derive(Default)]
pub(crate) struct Server {
    pub(crate) users: BTreeMap<String, Vec<Tag<'static>>>,
    births: BTreeMap<String, Birth>,
    /// How many requests it has answered.
    count: usize,
}

/// What a user has from its creation.
#[derive(Clone, Default)]
struct Birth {
    path: String,
    /// The number of the request that made it.
    number: usize,
    date: Timestamp,
}

type Refusal = ErrorResponse<'static>;

impl Server {
    /// The answer, with an id of its own.
    pub(crate) fn answer(&mut self, call: &Call) -> Answer {
        self.count += 1;
        let id = format!("{}{:06x}", &ID[..ID.len() - 6], self.count);
        let mut answer = self.answer_as(call);
        answer.body = answer.text().replace(ID, &id).into();
        answer.headers.iter_mut().for_each(|(_, value)| *value = value.replace(ID, &id));
        answer
    }

    fn answer_as(&mut self, call: &Call) -> Answer {
        let has_form = call.headers.iter().any(|(name, value)| {
            name == "Content-Type" && value.to_ascii_lowercase().contains("form-urlencoded")
        });
        let body: &[u8] = if has_form { &call.body } else { b"" };
        let answer = match Params::parse_parts(call.query.as_bytes(), body) {
            Ok(params) => self.perform(params),
            Err(error) => Err(error.to_response(ID)),
        };
        answer.unwrap_or_else(|error| {
            let headers = error.headers().map(|(name, value)| (name.to_owned(), value.to_owned()));
            Answer { status: error.status(), headers: headers.into(), body: error.encode().into() }
        })
    }

    fn perform(&mut self, params: Params<'_>) -> Result<Answer, Refusal> {
        let name = params.get("UserName").unwrap_or_default().to_owned();
        let action = params.get("Action").unwrap_or_default().to_owned();
        let is_routed = params.get("Version") == Some(VERSION);
        match &*action {
            "CreateUser" if is_routed => self.create(&name, params),
            "GetUser" if is_routed => {
                let tags = self.tags(&name)?.clone();
                Ok(result("GetUser", &user(&name, &self.births[&name], &tags)))
            }
            "ListUsers" if is_routed => Ok(self.list_users(&params)),
            "DeleteUser" if is_routed => {
                self.tags(&name)?;
                self.users.remove(&name);
                Ok(success("DeleteUser", ""))
            }
            "TagUser" | "UntagUser" | "ListUserTags" => self.tagging(params),
            _ => Err(match Request::decoder().params(params) {
                Err(error) => error.to_response(ID).into_owned(),
                Ok(Request::Other(request)) => {
                    request.invalid_action().to_response(ID).into_owned()
                }
                Ok(_) => unknown(&action),
            }),
        }
    }

    /// All users; there is never more than one.
    fn list_users(&self, params: &Params<'_>) -> Answer {
        let prefix = params.get("PathPrefix").unwrap_or("/");
        let most = params.get("MaxItems").and_then(|n| n.parse().ok()).unwrap_or(100);
        let after = params.get("Marker").unwrap_or_default();
        let fits =
            |name: &&String| self.births[*name].path.starts_with(prefix) && name.as_str() > after;
        let names: Vec<_> = self.users.keys().filter(fits).collect();
        let page = &names[..names.len().min(most)];
        let users: String = page
            .iter()
            .map(|name| user(name, &self.births[*name], &[]))
            .map(|user| user.replace("<User>", "<member>").replace("</User>", "</member>"))
            .map(|user| user.lines().map(|line| format!("  {line}\n")).collect::<String>())
            .collect();
        let list = match users.is_empty() {
            true => "    <Users/>\n".to_owned(),
            false => format!("    <Users>\n{users}    </Users>\n"),
        };
        let marker = match page.last() {
            Some(last) if page.len() < names.len() => format!("    <Marker>{last}</Marker>\n"),
            _ => String::new(),
        };
        let is_truncated = page.len() < names.len();
        let head = format!("    <IsTruncated>{is_truncated}</IsTruncated>\n{marker}");
        result("ListUsers", &(head + &list))
    }

    /// The tags of a create are judged like those of a request that tags.
    fn create(&mut self, name: &str, params: Params<'_>) -> Result<Answer, Refusal> {
        if self.users.keys().any(|taken| taken.eq_ignore_ascii_case(name)) {
            let message = format!("User with name {name} already exists.");
            return Err(ErrorResponse::new("EntityAlreadyExists", ID).with_message(message));
        }
        let path = params.get("Path").unwrap_or("/").to_owned();
        let mut tags = Vec::new();
        if params.iter().any(|param| param.name().starts_with("Tags")) {
            let mut judged = Params::default();
            judged.push("Action", "TagUser");
            params.iter().skip(1).for_each(|param| judged.push(param.name(), param.value()));
            let request = Request::decoder().params(judged);
            if let Request::TagUser(request) = request.map_err(|e| e.to_response(ID))? {
                tags = request.into_owned().tags;
            }
        }
        self.users.insert(name.to_owned(), tags.clone());
        let date = Timestamp::now().whole_seconds();
        let birth = Birth { path, number: self.count, date };
        self.births.insert(name.to_owned(), birth.clone());
        Ok(result("CreateUser", &user(name, &birth, &tags)))
    }

    fn tagging(&mut self, params: Params<'_>) -> Result<Answer, Refusal> {
        let request = Request::decoder()
            .params(params)
            .map_err(|error| error.to_response(ID).into_owned())?;
        let Some(tagging) = request.tagging() else { return Err(unknown("?")) };
        let user = tagging.resource.identifier();
        let page = match tagging.verb {
            TagVerb::Tag(tags) => self.tag(user, tags)?.into(),
            TagVerb::Untag(keys) => self.untag(user, keys)?.into(),
            TagVerb::List { marker, max_items } => self.list(user, marker, max_items)?,
        };
        Ok(xml(tagging.respond(page, ID).encode().expect("checked texts")))
    }

    fn tag(&mut self, user: &str, added: &[Tag<'_>]) -> Result<(), Refusal> {
        let tags = self.tags(user)?;
        if added.is_empty() {
            let message = "The provided tag map must not be null/empty.";
            return Err(ErrorResponse::new("InvalidInput", ID).with_message(message));
        }
        let is_new =
            |old: &Tag<'_>| added.iter().any(|tag| ResourceType::User.same_key(&tag.key, &old.key));
        let mut merged: Vec<_> = tags.iter().filter(|old| !is_new(old)).cloned().collect();
        merged.extend(added.iter().cloned().map(Tag::into_owned));
        if merged.len() > 50 {
            let message = "The number of tags has reached the maximum limit.";
            return Err(ErrorResponse::new("LimitExceeded", ID).with_message(message));
        }
        merged.sort_by(|a, b| a.key.cmp(&b.key));
        *tags = merged;
        Ok(())
    }

    fn untag(&mut self, user: &str, keys: &[Cow<'_, str>]) -> Result<(), Refusal> {
        let is_named =
            |tag: &Tag<'_>| keys.iter().any(|key| ResourceType::User.same_key(key, &tag.key));
        self.tags(user)?.retain(|tag| !is_named(tag));
        Ok(())
    }

    fn list(
        &mut self,
        user: &str,
        marker: Option<&str>,
        max_items: Option<i32>,
    ) -> Result<TagPage<'static>, Refusal> {
        let tags = self.tags(user)?.clone();
        let start = match marker {
            None => 0,
            Some(marker) => {
                marker.strip_prefix("after-").and_then(|n| n.parse().ok()).ok_or_else(|| {
                    ErrorResponse::new("ValidationError", ID).with_message("Invalid Marker.")
                })?
            }
        };
        let most = max_items.map_or(100, |n| usize::try_from(n).expect("1 to 1000"));
        let end = tags.len().min(start + most);
        let marker = (end < tags.len()).then(|| format!("after-{end}").into());
        Ok(TagPage { tags: tags[start..end].to_vec(), is_truncated: marker.is_some(), marker })
    }

    fn tags(&mut self, name: &str) -> Result<&mut Vec<Tag<'static>>, Refusal> {
        let message = format!("The user with name {name} cannot be found.");
        let refusal = ErrorResponse::new("NoSuchEntity", ID).with_message(message);
        self.users.get_mut(name).ok_or(refusal)
    }
}

fn unknown(action: &str) -> Refusal {
    let message = format!("Could not find operation {action} for version {VERSION}");
    ErrorResponse::new("InvalidAction", ID).with_message(message)
}

fn user(name: &str, birth: &Birth, tags: &[Tag<'_>]) -> String {
    let Birth { path, number, date } = birth;
    let mut text = format!(
        "    <User>\n      <Path>{path}</Path>\n      <Arn>arn:aws:iam::123456789012:user{path}{name}</Arn>\n      \
         <UserName>{name}</UserName>\n      <UserId>AIDA{number:017}</UserId>\n      \
         <CreateDate>{date}</CreateDate>\n"
    );
    if !tags.is_empty() {
        text += "      <Tags>\n";
        for Tag { key, value, .. } in tags {
            text += &format!(
                "        <member>\n          <Value>{value}</Value>\n          <Key>{key}</Key>\n        </member>\n"
            );
        }
        text += "      </Tags>\n";
    }
    text.replace("<Value></Value>", "<Value/>") + "    </User>\n"
}

fn result(action: &str, content: &str) -> Answer {
    success(action, &format!("  <{action}Result>\n{content}  </{action}Result>\n"))
}

fn success(action: &str, result: &str) -> Answer {
    xml(format!(
        "<{action}Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n{result}  \
         <ResponseMetadata>\n    <RequestId>{ID}</RequestId>\n  </ResponseMetadata>\n</{action}Response>\n"
    ))
}

fn xml(body: String) -> Answer {
    let headers = [("Content-Type", "text/xml"), ("x-amzn-RequestId", ID)];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Answer { status: 200, headers: headers.into(), body: body.into() }
}
