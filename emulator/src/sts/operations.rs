//! From a request to its operation.

use iam_codec::Operation;
use iam_codec::sts::{Request, Response};

use super::{Serve, Sts};
use crate::outcome::Outcome;

/// Makes the way from a request to its operation.
macro_rules! serve {
    ($($Operation:ident)*) => {
        /// Serves a request, whose response gets this id.
        pub(crate) fn serve<'r>(
            request: &Request<'_>,
            sts: &mut Sts<'_>,
            id: &'r str,
        ) -> Outcome<Response<'r>> {
            Ok(match request {
                $(Request::$Operation(request) => request.respond(request.serve(sts)?, id),)*
                Request::Other(request) => return Err(request.invalid_action().into()),
                request => return Err(request.not_implemented()),
            })
        }
    };
}

serve! {
    GetCallerIdentity GetAccessKeyInfo
    AssumeRole AssumeRoleWithSaml AssumeRoleWithWebIdentity AssumeRoot
    GetSessionToken GetFederationToken GetWebIdentityToken
}
