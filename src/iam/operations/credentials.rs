//! TABLE: SSH public keys, signing certificates and service-specific credentials.

use std::borrow::Cow;

use crate::iam::enums::{Encoding, Status};
use crate::iam::limits::{
    CERTIFICATE_BODY, CERTIFICATE_ID, CREDENTIAL_AGE_DAYS, CREDENTIAL_STATUS, EXISTING_USER_NAME,
    MARKER, MAX_ITEMS, PUBLIC_KEY_ID, PUBLIC_KEY_MATERIAL, SERVICE_SPECIFIC_CREDENTIAL_ID,
    USER_NAME,
};
use crate::iam::structures::{
    ServiceSpecificCredential, ServiceSpecificCredentialMetadata, SigningCertificate, SshPublicKey,
    SshPublicKeyMetadata,
};
use crate::schema::block::operation;

operation! {
    /// Creates a user's credential for one AWS service
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html)).
    CreateServiceSpecificCredential {
        /// The name of the credential's owner.
        user_name: Cow<'a, str> = "UserName": USER_NAME,
        /// The service that the credential is for.
        service_name: Cow<'a, str> = "ServiceName",
        /// After how many days it expires, never by default.
        credential_age_days: Option<i32> = "CredentialAgeDays": CREDENTIAL_AGE_DAYS,
    } -> CreateServiceSpecificCredentialResult {
        /// The new credential, with its secret this one time.
        service_specific_credential: Option<ServiceSpecificCredential<'a>> = "ServiceSpecificCredential",
    }
    errors: LIMIT_EXCEEDED, NO_SUCH_ENTITY, NOT_SUPPORTED_SERVICE
}

operation! {
    /// Deletes a user's SSH public key
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteSSHPublicKey.html)).
    DeleteSshPublicKey {
        /// The name of the key's owner.
        user_name: Cow<'a, str> = "UserName": USER_NAME,
        /// The SSH public key's ID.
        ssh_public_key_id: Cow<'a, str> = "SSHPublicKeyId": PUBLIC_KEY_ID,
    }
    errors: NO_SUCH_ENTITY
}

operation! {
    /// Deletes a user's credential for one AWS service
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServiceSpecificCredential.html)).
    DeleteServiceSpecificCredential {
        /// The name of the credential's owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": USER_NAME,
        /// The credential's ID.
        service_specific_credential_id: Cow<'a, str> = "ServiceSpecificCredentialId": SERVICE_SPECIFIC_CREDENTIAL_ID,
    }
    errors: NO_SUCH_ENTITY
}

operation! {
    /// Deletes a user's signing certificate
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteSigningCertificate.html)).
    DeleteSigningCertificate {
        /// The name of the certificate's owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": EXISTING_USER_NAME,
        /// The signing certificate's ID.
        certificate_id: Cow<'a, str> = "CertificateId": CERTIFICATE_ID,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, CONCURRENT_MODIFICATION, SERVICE_FAILURE
}

operation! {
    /// Gets a user's SSH public key
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetSSHPublicKey.html)).
    GetSshPublicKey {
        /// The name of the key's owner.
        user_name: Cow<'a, str> = "UserName": USER_NAME,
        /// The SSH public key's ID.
        ssh_public_key_id: Cow<'a, str> = "SSHPublicKeyId": PUBLIC_KEY_ID,
        /// The form in which to return the key.
        encoding: Encoding<'a> = "Encoding",
    } -> GetSshPublicKeyResult {
        /// The SSH public key.
        ssh_public_key: Option<SshPublicKey<'a>> = "SSHPublicKey",
    }
    errors: NO_SUCH_ENTITY, UNRECOGNIZED_PUBLIC_KEY_ENCODING
}

operation! {
    /// Lists a user's SSH public keys, without the keys themselves
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSSHPublicKeys.html)).
    ListSshPublicKeys {
        /// The name of the keys' owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": USER_NAME,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListSshPublicKeysResult {
        /// The SSH public keys.
        ssh_public_keys: Option<Vec<SshPublicKeyMetadata<'a>>> = "SSHPublicKeys",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY
}

operation! {
    /// Lists a user's credentials for single AWS services, without their secrets
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServiceSpecificCredentials.html)).
    ListServiceSpecificCredentials {
        /// The name of the credentials' owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": USER_NAME,
        /// The service whose credentials to list, all by default.
        service_name: Option<Cow<'a, str>> = "ServiceName",
        /// Whether to list those of all users; excludes `UserName`.
        all_users: Option<bool> = "AllUsers",
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListServiceSpecificCredentialsResult {
        /// The credentials, without their secrets.
        service_specific_credentials: Option<Vec<ServiceSpecificCredentialMetadata<'a>>> = "ServiceSpecificCredentials",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
    }
    errors: NO_SUCH_ENTITY, NOT_SUPPORTED_SERVICE
}

operation! {
    /// Lists a user's signing certificates
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSigningCertificates.html)).
    ListSigningCertificates {
        /// The name of the certificates' owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": EXISTING_USER_NAME,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListSigningCertificatesResult {
        /// The signing certificates.
        certificates: Vec<SigningCertificate<'a>> = "Certificates",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Replaces the password of a user's credential for one AWS service
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ResetServiceSpecificCredential.html)).
    ResetServiceSpecificCredential {
        /// The name of the credential's owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": USER_NAME,
        /// The credential's ID.
        service_specific_credential_id: Cow<'a, str> = "ServiceSpecificCredentialId": SERVICE_SPECIFIC_CREDENTIAL_ID,
    } -> ResetServiceSpecificCredentialResult {
        /// The credential, with its new password this one time.
        service_specific_credential: Option<ServiceSpecificCredential<'a>> = "ServiceSpecificCredential",
    }
    errors: NO_SUCH_ENTITY
}

operation! {
    /// Makes a user's SSH public key active or inactive
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateSSHPublicKey.html)).
    UpdateSshPublicKey {
        /// The name of the key's owner.
        user_name: Cow<'a, str> = "UserName": USER_NAME,
        /// The SSH public key's ID.
        ssh_public_key_id: Cow<'a, str> = "SSHPublicKeyId": PUBLIC_KEY_ID,
        /// Whether the key may be used from now on.
        status: Status<'a> = "Status",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT
}

operation! {
    /// Makes a user's credential for one AWS service active or inactive
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateServiceSpecificCredential.html)).
    UpdateServiceSpecificCredential {
        /// The name of the credential's owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": USER_NAME,
        /// The credential's ID.
        service_specific_credential_id: Cow<'a, str> = "ServiceSpecificCredentialId": SERVICE_SPECIFIC_CREDENTIAL_ID,
        /// Whether the credential may be used from now on.
        status: Status<'a> = "Status": CREDENTIAL_STATUS,
    }
    errors: NO_SUCH_ENTITY
}

operation! {
    /// Makes a user's signing certificate active or inactive
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateSigningCertificate.html)).
    UpdateSigningCertificate {
        /// The name of the certificate's owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": EXISTING_USER_NAME,
        /// The signing certificate's ID.
        certificate_id: Cow<'a, str> = "CertificateId": CERTIFICATE_ID,
        /// Whether the certificate may be used from now on.
        status: Status<'a> = "Status",
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE, INVALID_INPUT
}

operation! {
    /// Uploads an SSH public key for a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSSHPublicKey.html)).
    UploadSshPublicKey {
        /// The name of the key's owner.
        user_name: Cow<'a, str> = "UserName": USER_NAME,
        /// The key itself, in `ssh-rsa` or PEM form.
        ssh_public_key_body: Cow<'a, str> = "SSHPublicKeyBody": PUBLIC_KEY_MATERIAL,
    } -> UploadSshPublicKeyResult {
        /// The new key.
        ssh_public_key: Option<SshPublicKey<'a>> = "SSHPublicKey",
    }
    errors: LIMIT_EXCEEDED, NO_SUCH_ENTITY, INVALID_PUBLIC_KEY, DUPLICATE_SSH_PUBLIC_KEY,
            UNRECOGNIZED_PUBLIC_KEY_ENCODING
}

operation! {
    /// Uploads a signing certificate for a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSigningCertificate.html)).
    UploadSigningCertificate {
        /// The name of the certificate's owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": EXISTING_USER_NAME,
        /// The certificate, in PEM form.
        certificate_body: Cow<'a, str> = "CertificateBody": CERTIFICATE_BODY,
    } -> UploadSigningCertificateResult {
        /// The new certificate.
        certificate: SigningCertificate<'a> = "Certificate",
    }
    errors: LIMIT_EXCEEDED, ENTITY_ALREADY_EXISTS, MALFORMED_CERTIFICATE, INVALID_CERTIFICATE,
            DUPLICATE_CERTIFICATE, NO_SUCH_ENTITY, CONCURRENT_MODIFICATION, SERVICE_FAILURE
}
