//! TABLE: server certificates.

use std::borrow::Cow;

use crate::iam::limits::{
    CERTIFICATE_BODY, CERTIFICATE_CHAIN, MARKER, MAX_ITEMS, PATH, PATH_PREFIX, PRIVATE_KEY,
    SERVER_CERTIFICATE_NAME, TAGS,
};
use crate::iam::structures::{ServerCertificate, ServerCertificateMetadata};
use crate::schema::block::operation;
use crate::types::tag::Tag;
use crate::types::text::Secret;

operation! {
    /// Deletes a server certificate
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServerCertificate.html)).
    DeleteServerCertificate {
        /// The server certificate's name.
        server_certificate_name: Cow<'a, str> = "ServerCertificateName": SERVER_CERTIFICATE_NAME,
    }
    errors: NO_SUCH_ENTITY, DELETE_CONFLICT, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Gets a server certificate
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServerCertificate.html)).
    GetServerCertificate {
        /// The server certificate's name.
        server_certificate_name: Cow<'a, str> = "ServerCertificateName": SERVER_CERTIFICATE_NAME,
    } -> GetServerCertificateResult {
        /// The server certificate.
        server_certificate: ServerCertificate<'a> = "ServerCertificate",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Lists the server certificates
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServerCertificates.html)).
    ListServerCertificates {
        /// How the path must begin, `/` (all) by default.
        path_prefix: Option<Cow<'a, str>> = "PathPrefix": PATH_PREFIX,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListServerCertificatesResult {
        /// The server certificates.
        server_certificate_metadata_list: Vec<ServerCertificateMetadata<'a>> = "ServerCertificateMetadataList",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: SERVICE_FAILURE
}

operation! {
    /// Changes the name or the path of a server certificate
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateServerCertificate.html)).
    UpdateServerCertificate {
        /// The server certificate's current name.
        server_certificate_name: Cow<'a, str> = "ServerCertificateName": SERVER_CERTIFICATE_NAME,
        /// The new path, unchanged by default.
        new_path: Option<Cow<'a, str>> = "NewPath": PATH,
        /// The certificate's new name, unchanged by default.
        new_server_certificate_name: Option<Cow<'a, str>> = "NewServerCertificateName": SERVER_CERTIFICATE_NAME,
    }
    errors: NO_SUCH_ENTITY, ENTITY_ALREADY_EXISTS, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Uploads a server certificate with its private key
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadServerCertificate.html)).
    UploadServerCertificate {
        /// The path, `/` by default.
        path: Option<Cow<'a, str>> = "Path": PATH,
        /// The new certificate's name.
        server_certificate_name: Cow<'a, str> = "ServerCertificateName": SERVER_CERTIFICATE_NAME,
        /// The certificate, in PEM form.
        certificate_body: Cow<'a, str> = "CertificateBody": CERTIFICATE_BODY,
        /// The private key, in PEM form.
        private_key: Secret<'a> = "PrivateKey": PRIVATE_KEY,
        /// The certificates up to the root, in PEM form.
        certificate_chain: Option<Cow<'a, str>> = "CertificateChain": CERTIFICATE_CHAIN,
        /// The tags of the new certificate.
        tags: Option<Vec<Tag<'a>>> = "Tags": TAGS,
    } -> UploadServerCertificateResult {
        /// The new certificate's name, path, ID and dates.
        server_certificate_metadata: Option<ServerCertificateMetadata<'a>> = "ServerCertificateMetadata",
        /// The new certificate's tags, sorted by key.
        tags: Option<Vec<Tag<'a>>> = "Tags",
    }
    errors: LIMIT_EXCEEDED, INVALID_INPUT, ENTITY_ALREADY_EXISTS, MALFORMED_CERTIFICATE,
            KEY_PAIR_MISMATCH, CONCURRENT_MODIFICATION, SERVICE_FAILURE
}
