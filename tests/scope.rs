//! Who signed a request and for which service: by its headers, its query string, its version and its action.
#![cfg(feature = "http")]

use http::header::{AUTHORIZATION, HeaderMap};
use iam_codec::{CredentialScope, Params, SERVICE, Service, sts};

const OF_IAM: &str = "AKIA/20260101/us-east-1/iam/aws4_request";
const OF_STS: &str = "ASIA/20260101/eu-west-1/sts/aws4_request";

/// The service of a request with these headers and this query string.
fn signed_for(authorizations: &[&str], query: &str) -> Option<String> {
    let mut headers = HeaderMap::new();
    for authorization in authorizations {
        headers.append(AUTHORIZATION, authorization.parse().unwrap());
    }
    CredentialScope::of(&headers, query).map(|scope| scope.service.into_owned())
}

#[test]
fn one_header_counts_and_without_one_the_query_string() {
    let query = format!("Action=GetUser&X-Amz-Credential={}", OF_STS.replace('/', "%2F"));
    let header = format!("AWS4-HMAC-SHA256 Credential={OF_IAM}, SignedHeaders=host, Signature=0");
    for (headers, service) in [
        (&[][..], Some("sts")),
        (&[&header[..]], Some("iam")),
        (&[&header.replace(", ", ",")], Some("iam")),
        (&[&header.replace("Credential=", "A=b, Credential=")], Some("iam")),
        (&[&header.replace("HMAC-SHA256", "ECDSA-P256-SHA256")], Some("iam")),
        (&[&header, &header], None),
        (&[&header, "AWS4-HMAC-SHA256"], None),
        // What is not a signature of this kind hides the one of the query string all the same.
        (&["AWS AKIA:c2lnbmF0dXJl"], None),
        (&["Bearer abc"], None),
        (&["AWS3-HMAC-SHA256 Credential=a/b/iam/aws4_request"], None),
        (&["AWS4-HMAC-SHA256 SignedHeaders=host"], None),
        (&["AWS4-HMAC-SHA256"], None),
    ] {
        assert_eq!(signed_for(headers, &query).as_deref(), service, "{headers:?}");
        let alone = signed_for(headers, "Action=GetUser");
        assert_eq!(alone.as_deref(), service.filter(|service| *service == "iam"), "{headers:?}");
    }
}

/// A scope tells, then a version, then an action; each one hides those behind it, whatever it says.
#[test]
fn the_first_that_names_a_service_counts_though_nobody_has_it() {
    let (iam, sts) = (Some(&SERVICE), Some(&sts::SERVICE));
    let scopes = [
        (None, None),
        (Some(OF_IAM), iam),
        (Some(OF_STS), sts),
        (Some("A/b/s3/aws4_request"), None),
    ];
    let versions = [
        (None, None),
        (Some(""), None),
        (Some("2010-05-08"), iam),
        (Some("2011-06-15"), sts),
        (Some("2012-11-05"), None),
    ];
    let actions = [
        (None, None),
        (Some(""), None),
        (Some("GetUser"), iam),
        (Some("AssumeRole"), sts),
        (Some("A"), None),
    ];
    for (scope, of_scope) in scopes {
        for (version, of_version) in versions {
            for (action, of_action) in actions {
                let pairs = [("X-Amz-Credential", scope), ("Version", version), ("Action", action)];
                let given = pairs.into_iter().filter_map(|(name, value)| Some((name, value?)));
                let params: Params<'_> = given.collect();
                let expected = match (scope, version) {
                    (Some(_), _) => of_scope,
                    (None, None | Some("")) => of_action,
                    (None, Some(_)) => of_version,
                };
                assert_eq!(Service::of(&params), expected, "{pairs:?}");
            }
        }
    }
}
