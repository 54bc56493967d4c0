//! What the tag operations mean, and where tags are seen.

use iam_codec::{Resource, ResourceType, Response, Tag, TagPage};

use super::{Emulator, REQUEST_ID, Refusal, error, pairs, refusal};

#[test]
fn creates_echo_their_tags_in_the_order_of_the_request() {
    for resource_type in ResourceType::ALL {
        let emulator = Emulator::new();
        let sent = pairs(&[("b", "1"), ("abc", ""), ("a", "2")]);
        let (resource, echoed) = emulator.create(*resource_type, Some(sent.clone())).unwrap();
        assert_eq!(echoed, Some(sent), "{resource:?}");
        let sorted: &[_] = match resource_type {
            ResourceType::User | ResourceType::Role => &[("b", "1"), ("abc", ""), ("a", "2")],
            _ => &[("a", "2"), ("b", "1"), ("abc", "")],
        };
        assert_eq!(emulator.tags(&resource), pairs(sorted), "{resource:?}");
    }
}

#[test]
fn reads_show_tags_as_iam_does() {
    for resource_type in ResourceType::ALL {
        let (emulator, resource) = Emulator::with(*resource_type);
        let none = match resource_type {
            ResourceType::User | ResourceType::Role | ResourceType::MfaDevice => None,
            _ => Some(Vec::new()),
        };
        assert_eq!(emulator.get(&resource).unwrap(), none, "{resource:?}");
        emulator.tag(&resource, &[("a", "1")]).unwrap();
        let shown = match resource_type {
            ResourceType::MfaDevice => None,
            _ => Some(pairs(&[("a", "1")])),
        };
        assert_eq!(emulator.get(&resource).unwrap(), shown, "{resource:?}");
    }
}

#[test]
fn a_create_without_tags_echoes_none() {
    for resource_type in ResourceType::ALL {
        for tags in [None, Some(Vec::new())] {
            let (_, echoed) = Emulator::new().create(*resource_type, tags).unwrap();
            assert_eq!(echoed, None, "{resource_type:?}");
        }
    }
}

#[test]
fn what_exists_cannot_be_created_and_what_is_deleted_can() {
    for resource_type in ResourceType::ALL {
        let (emulator, resource) = Emulator::with(*resource_type);
        let named = match resource_type {
            ResourceType::Policy | ResourceType::SamlProvider => "anika",
            ResourceType::OpenIdConnectProvider => "https://oidc.example.com/id/A1B2",
            _ => resource.identifier(),
        };
        let exists = Resource::new(*resource_type, named).already_exists();
        let message = exists.message.as_deref().unwrap();
        assert_eq!(
            emulator.create(*resource_type, None).unwrap_err(),
            refusal(409, "EntityAlreadyExists", message),
        );
        emulator.delete(&resource).unwrap();
        assert_eq!(emulator.get(&resource).unwrap_err().1, "NoSuchEntity");
        assert_eq!(emulator.delete(&resource).unwrap_err().1, "NoSuchEntity");
        emulator.create(*resource_type, None).unwrap();
    }
}

#[test]
fn a_refused_create_leaves_nothing_behind() {
    for resource_type in ResourceType::ALL {
        let emulator = Emulator::new();
        let twice = pairs(&[("a", "1"), ("a", "2")]);
        assert_eq!(emulator.create(*resource_type, Some(twice)).unwrap_err().1, "InvalidInput");
        emulator.create(*resource_type, None).unwrap();
    }
}

#[test]
fn an_overwritten_key_takes_the_new_spelling() {
    for resource_type in ResourceType::ALL {
        let (emulator, resource) = Emulator::with(*resource_type);
        emulator.tag(&resource, &[("dept", "1"), ("b", "2")]).unwrap();
        emulator.tag(&resource, &[("Dept", "3")]).unwrap();
        let expected: &[_] = match resource_type {
            ResourceType::User | ResourceType::Role => &[("Dept", "3"), ("b", "2")],
            _ => &[("Dept", "3"), ("b", "2"), ("dept", "1")],
        };
        assert_eq!(emulator.tags(&resource), pairs(expected), "{resource:?}");
    }
}

#[test]
fn lists_by_hash_or_as_sent() {
    let sent = [("abc", "1"), ("b", "2"), ("z", "3"), ("ключ", "4"), ("A", "5"), ("Team", "6")];
    for resource_type in ResourceType::ALL {
        let (emulator, resource) = Emulator::with(*resource_type);
        emulator.tag(&resource, &sent).unwrap();
        let tags = emulator.tags(&resource);
        let keys: Vec<_> = tags.iter().map(|tag| &*tag.key).collect();
        let expected = match resource_type {
            ResourceType::User | ResourceType::Role => ["abc", "b", "z", "ключ", "A", "Team"],
            _ => ["A", "Team", "b", "z", "abc", "ключ"],
        };
        assert_eq!(keys, expected, "{resource:?}");
    }
}

#[test]
fn counts_tags_after_the_merge() {
    for resource_type in ResourceType::ALL {
        let (emulator, resource) = Emulator::with(*resource_type);
        let keys: Vec<_> = (1..=50).map(|i| format!("key{i:02}")).collect();
        let all: Vec<_> = keys.iter().map(|key| (&**key, "v")).collect();
        emulator.tag(&resource, &all).unwrap();
        emulator.tag(&resource, &[("key50", "overwritten")]).unwrap();
        let before = emulator.tags(&resource);
        assert_eq!(before.len(), 50);

        let refused = emulator.tag(&resource, &[("key01", "lost"), ("key51", "v")]).unwrap_err();
        let message = "The number of tags has reached the maximum limit.";
        assert_eq!(refused, refusal(409, "LimitExceeded", message));
        assert_eq!(emulator.tags(&resource), before);
    }
}

#[test]
fn untags_by_the_same_rule_and_ignores_absent_keys() {
    for resource_type in ResourceType::ALL {
        let (emulator, resource) = Emulator::with(*resource_type);
        emulator.tag(&resource, &[("a", "1"), ("b", "2")]).unwrap();
        let keys = vec!["A".into(), "absent".into(), "b".into(), "b".into()];
        let answer = emulator.post(&resource.clone().untag(keys).encode());
        let expected: &[_] = match resource_type {
            ResourceType::User | ResourceType::Role => &[],
            // Recorded in September 2026: of these alone, every key must be there.
            ResourceType::ServerCertificate => &[("a", "1"), ("b", "2")],
            _ => &[("a", "1")],
        };
        let status = if *resource_type == ResourceType::ServerCertificate { 400 } else { 200 };
        assert_eq!(answer.status, status, "{resource:?}");
        assert_eq!(emulator.tags(&resource), pairs(expected), "{resource:?}");
    }
}

#[test]
fn pages_lead_from_marker_to_marker_to_the_end() {
    for resource_type in ResourceType::ALL {
        let (emulator, resource) = Emulator::with(*resource_type);
        let sent = [("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"), ("e", "5")];
        emulator.tag(&resource, &sent).unwrap();

        let (mut marker, mut collected, mut sizes) = (None, Vec::new(), Vec::new());
        loop {
            let page = emulator.list(&resource, marker, Some(2)).unwrap();
            assert_eq!(page.is_truncated, page.marker.is_some());
            sizes.push(page.tags.len());
            collected.extend(page.tags);
            marker = page.marker.map(String::from);
            if marker.is_none() {
                break;
            }
        }
        assert_eq!(sizes, [2, 2, 1]);
        assert_eq!(collected, pairs(&sent));
    }
}

#[test]
fn a_page_that_ends_with_the_list_has_no_marker() {
    let (emulator, user) = Emulator::with(ResourceType::User);
    emulator.tag(&user, &[("a", "1"), ("b", "2")]).unwrap();
    let page = emulator.list(&user, None, Some(2)).unwrap();
    assert_eq!((page.tags.len(), page.is_truncated, page.marker), (2, false, None));
}

#[test]
fn a_marker_outlives_the_page_before_it() {
    let (emulator, user) = Emulator::with(ResourceType::User);
    emulator.tag(&user, &[("a", "1"), ("b", "2"), ("c", "3")]).unwrap();
    let marker = emulator.list(&user, None, Some(2)).unwrap().marker.map(String::from);
    let request = user.clone().untag(vec!["a".into(), "b".into()]);
    emulator.post(&request.encode());
    let page = emulator.list(&user, marker, Some(2)).unwrap();
    assert_eq!(page.tags, pairs(&[("c", "3")]));
}

#[test]
fn refuses_a_marker_that_it_did_not_give() {
    let (emulator, user) = Emulator::with(ResourceType::User);
    let (role, _) = emulator.create(ResourceType::Role, None).unwrap();
    for resource in [&user, &role] {
        emulator.tag(resource, &[("a", "1"), ("b", "2")]).unwrap();
    }
    let of_user = emulator.list(&user, None, Some(1)).unwrap().marker.unwrap();
    for (resource, marker) in [(&user, "foreign"), (&role, &*of_user)] {
        let refused = emulator.list(resource, Some(marker.to_owned()), None).unwrap_err();
        assert_eq!(refused, refusal(400, "ValidationError", "Invalid Marker."));
    }
}

#[test]
fn misses_absent_resources_of_every_type() {
    for resource_type in ResourceType::ALL {
        let (emulator, resource) = Emulator::with(*resource_type);
        emulator.delete(&resource).unwrap();
        let no_such_entity = resource.not_found().to_response(REQUEST_ID);
        let requests = [
            resource.clone().tag(pairs(&[("a", "1")])),
            resource.clone().untag(vec!["a".into()]),
            resource.list_tags(None, None),
        ];
        for request in requests {
            let answer = emulator.post(&request.encode());
            assert_eq!(answer.status, 404);
            assert_eq!(answer.body, no_such_entity.encode());
        }
    }
}

#[test]
fn refuses_duplicate_keys_and_changes_nothing() {
    for resource_type in ResourceType::ALL {
        let (emulator, resource) = Emulator::with(*resource_type);
        let (second, message) = match resource_type {
            ResourceType::User | ResourceType::Role => {
                ("A", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
            }
            _ => ("a", "Duplicate tag keys found."),
        };
        let refused = emulator.tag(&resource, &[("a", "1"), (second, "2")]).unwrap_err();
        assert_eq!(refused, refusal(400, "InvalidInput", message));
        assert_eq!(emulator.tags(&resource), []);
    }
}

#[test]
fn refuses_no_tags_and_where_it_is_recorded_no_keys() {
    for resource_type in ResourceType::ALL {
        let (emulator, resource) = Emulator::with(*resource_type);
        let message = match resource_type {
            ResourceType::User | ResourceType::Role => "Error occurred while validating input. ",
            _ => "The provided tag map must not be null/empty.",
        };
        let refused = emulator.tag(&resource, &[]).unwrap_err();
        assert_eq!(refused, refusal(400, "InvalidInput", message), "{resource:?}");

        let request = resource.clone().untag(Vec::new());
        let answer = emulator.post(&request.encode());
        if matches!(resource_type, ResourceType::User | ResourceType::Role) {
            assert_eq!(answer.status, 200, "{resource:?}");
            continue;
        }
        let message = "The provided tag keys must not be null/empty.";
        assert_eq!(error(&answer), refusal(400, "InvalidInput", message), "{resource:?}");
    }
}

#[test]
fn refuses_to_tag_a_policy_of_aws() {
    let policy = Resource::Policy("arn:aws:iam::aws:policy/ReadOnlyAccess".into());
    let refused = Emulator::new().tag(&policy, &[("a", "1")]).unwrap_err();
    let message = "Cannot update policies outside your own account.";
    assert_eq!(refused, refusal(403, "AccessDenied", message));
}

impl Emulator {
    fn tag(&self, resource: &Resource<'_>, tags: &[(&str, &str)]) -> Result<(), Refusal> {
        let request = resource.clone().tag(pairs(tags));
        let answer = self.post(&request.encode());
        if answer.status == 200 { Ok(()) } else { Err(error(&answer)) }
    }

    fn list(
        &self,
        resource: &Resource<'_>,
        marker: Option<String>,
        max_items: Option<i32>,
    ) -> Result<TagPage<'static>, Refusal> {
        let marker = marker.map(Into::into);
        let request = resource.clone().list_tags(marker, max_items);
        let answer = self.post(&request.encode());
        let Ok(response) = Response::decode(answer.body.as_bytes()) else {
            return Err(error(&answer));
        };
        let (resource_type, page) = response.into_owned().result.into_tag_page().unwrap();
        assert_eq!(resource_type, resource.resource_type());
        Ok(page)
    }

    fn tags(&self, resource: &Resource<'_>) -> Vec<Tag<'static>> {
        self.list(resource, None, None).unwrap().tags
    }
}
