//! TABLE: the enumerations, one block each.

use crate::schema::block::enumeration;

enumeration! {
    /// Whose identity a web identity token is about.
    WebIdentityTokenSubjectMode {
        /// The identity in AWS that asks for the token.
        AwsIdentity = "AWSIdentity",
        /// The identity outside of AWS that the session was made for.
        OriginIdentity = "OriginIdentity",
    }
}
