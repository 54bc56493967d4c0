//! The macro `service!`: a list of operations becomes a service.
//!
//! It makes `SERVICE`, `Action`, `Request` and `OperationResult`, with thin methods over the functions of
//! this layer, which know a service by the traits of [`service`](crate::message::service) alone.

pub(crate) mod action;
pub(crate) mod operation;
pub(crate) mod request;
pub(crate) mod result;

/// Makes a service of a list of operations:
///
/// ```text
/// service! {
///     /// AWS Identity and Access Management.
///     "iam" "2010-05-08" "https://iam.amazonaws.com/doc/2010-05-08/";
///     in "iam_codec", like GetUser: "Action=GetUser&…", and not "Action=GetUser&…";
///     CreateRole = "CreateRole" -> CreateRoleResult,
///     DeleteRole = "DeleteRole",
/// }
/// ```
///
/// Behind the namespace comes what sets the service apart: calls of the methods of
/// [`Service`](crate::Service) that change it, such as `quoting_values(&[])`.
///
/// The second line serves the examples of the documentation: where the types are found, and the bodies of
/// a request that is valid and of one that breaks a constraint. The operations, whose blocks are in the
/// same module, are in alphabetical order of their names on the wire.
macro_rules! service {
    (
        $(#[$doc:meta])*
        $service:literal $version:literal $namespace:literal $($setting:ident($($value:expr),*))*;
        in $path:literal, like $Like:ident: $valid:literal, and not $invalid:literal;
        $($rows:tt)*
    ) => {
        $(#[$doc])*
        pub static SERVICE: $crate::wire::service::Service =
            $crate::wire::service::Service::new($service, $version, $namespace)
                $(.$setting($($value),*))*;

        $crate::message::list::action::action! {
            in $path, like $Like: $valid, and not $invalid;
            $($rows)*
        }
        $crate::message::list::request::request! {
            in $path, like $Like: $valid, and not $invalid;
            $($rows)*
        }
        $crate::message::list::result::result! { $($rows)* }
        $crate::message::list::operation::operations! { $($rows)* }
    };
}
pub(crate) use service;

#[cfg(test)]
#[expect(dead_code, unreachable_pub, reason = "a service has more than a test needs")]
mod tests {
    //! A service of two operations. No other line of the crate knows of it.

    use std::borrow::Cow;

    use crate::message::service::{FastPage, FastPath, Rules};
    use crate::schema::block::operation;
    use crate::schema::rows::{integers, texts};
    use crate::schema::shape::Form::Any;
    use crate::{ErrorResponse, Failure, Operation, Reply};

    texts! {
        CAT_NAME = 1..=5, Any;
    }
    integers! {
        LIVES = 1..=9;
    }

    operation! {
        /// Feeds a cat.
        FeedCat {
            /// The name.
            cat_name: Cow<'a, str> = "CatName": CAT_NAME,
            /// How many lives it has.
            lives: Option<i32> = "Lives": LIVES,
        } -> FeedCatResult {
            /// What it says.
            purr: Option<Cow<'a, str>> = "Purr",
        }
        errors: NO_SUCH_ENTITY
    }

    operation! {
        /// Lets a cat out.
        ReleaseCat {
            /// The name.
            cat_name: Cow<'a, str> = "CatName": CAT_NAME,
        }
        errors: NO_SUCH_ENTITY, SERVICE_FAILURE
    }

    service! {
        /// Cats as a service.
        "cats" "2030-01-02" "https://cats.example.com/doc/2030-01-02/";
        in "cats", like FeedCat: "", and not "";
        FeedCat = "FeedCat" -> FeedCatResult,
        ReleaseCat = "ReleaseCat",
    }

    impl Rules for Action {}
    impl FastPath<'_, Action> for Request<'_> {}
    impl FastPage<'_, Action> for OperationResult<'_> {}

    #[test]
    fn decodes_and_encodes_its_own_operations() {
        let body = "Action=FeedCat&Version=2030-01-02&CatName=tom&Lives=7";
        let Ok(Request::FeedCat(request)) = Request::decode(body.as_bytes()) else { panic!() };
        assert_eq!((&*request.cat_name, request.lives), ("tom", Some(7)));
        assert_eq!(request.encode(), body);
        assert_eq!(Request::from(request).action(), Some(Action::FeedCat));
        assert_eq!(Action::ALL, [Action::FeedCat, Action::ReleaseCat]);
    }

    #[test]
    fn refuses_what_breaks_its_limits_and_other_versions() {
        let message =
            |body: &[u8]| Failure::from(Request::decode(body).unwrap_err()).message.unwrap();
        assert_eq!(
            message(b"Action=FeedCat&Version=2030-01-02&CatName=toomuch&Lives=10"),
            "2 validation errors detected: Value at 'lives' failed to satisfy constraint: Member must have \
             value less than or equal to 9; Value at 'catName' failed to satisfy constraint: Member must \
             have length less than or equal to 5",
        );
        assert_eq!(
            message(b"Action=FeedCat&Version=2010-05-08&CatName=tom"),
            "Could not find operation FeedCat for version 2010-05-08",
        );
    }

    #[test]
    fn what_another_service_has_is_unknown_to_it() {
        let body = b"Action=GetUser&Version=2010-05-08&UserName=anika";
        let Ok(Request::Other(other)) = Request::decode(body) else { panic!() };
        assert_eq!(other.action(), "GetUser");
        assert_eq!(other.invalid_action().to_response("id").service(), &SERVICE);
    }

    #[test]
    fn answers_in_its_own_namespace() {
        let xml = FeedCat::response(Cow::Borrowed("prr"), "id").encode().unwrap();
        assert_eq!(
            xml,
            "<FeedCatResponse xmlns=\"https://cats.example.com/doc/2030-01-02/\">\n  <FeedCatResult>\n    \
             <Purr>prr</Purr>\n  </FeedCatResult>\n  <ResponseMetadata>\n    <RequestId>id</RequestId>\n  \
             </ResponseMetadata>\n</FeedCatResponse>\n",
        );
        let Ok(Reply::Response(response)) = FeedCat::decode_reply(xml.as_bytes()) else { panic!() };
        assert_eq!(response.result.purr.as_deref(), Some("prr"));
        let xml = ReleaseCat::response((), "id").encode().unwrap();
        assert!(xml.starts_with(
            "<ReleaseCatResponse xmlns=\"https://cats.example.com/doc/2030-01-02/\">"
        ));
    }

    #[test]
    fn errs_in_its_own_namespace() {
        let error = Request::decode(b"Action=ReleaseCat&Version=2030-01-02").unwrap_err();
        let xml = error.to_response("id").encode();
        assert!(
            xml.starts_with("<ErrorResponse xmlns=\"https://cats.example.com/doc/2030-01-02/\">"),
            "{xml}",
        );
        let error = ErrorResponse::of(&SERVICE, "Hungry", "id");
        assert_eq!(error.encode().matches("cats.example.com").count(), 1);
    }
}
