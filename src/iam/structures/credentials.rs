//! TABLE: certificates, keys, service-specific credentials and MFA devices.

use std::borrow::Cow;

use crate::iam::enums::Status;
use crate::iam::structures::User;
use crate::schema::block::structure;
use crate::types::blob::Blob;
use crate::types::tag::Tag;
use crate::types::text::Secret;
use crate::types::timestamp::Timestamp;

structure! {
    /// A server certificate with its body and chain
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServerCertificate.html)).
    ServerCertificate {
        /// The server certificate's name, path, ID and dates.
        server_certificate_metadata: ServerCertificateMetadata<'a> = "ServerCertificateMetadata",
        /// The certificate, in PEM form.
        certificate_body: Cow<'a, str> = "CertificateBody",
        /// The certificates up to the root, in PEM form.
        certificate_chain: Option<Cow<'a, str>> = "CertificateChain",
        /// The tags.
        tags: Option<Vec<Tag<'a>>> = "Tags",
    }
}

structure! {
    /// A server certificate without its body, chain and private key
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServerCertificateMetadata.html)).
    ServerCertificateMetadata {
        /// The path.
        path: Cow<'a, str> = "Path",
        /// The server certificate's name.
        server_certificate_name: Cow<'a, str> = "ServerCertificateName",
        /// The server certificate's ID.
        server_certificate_id: Cow<'a, str> = "ServerCertificateId",
        /// The server certificate's ARN.
        arn: Cow<'a, str> = "Arn",
        /// When the certificate was uploaded.
        upload_date: Option<Timestamp> = "UploadDate",
        /// When the certificate expires.
        expiration: Option<Timestamp> = "Expiration",
    }
}

structure! {
    /// An X.509 signing certificate of a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SigningCertificate.html)).
    SigningCertificate {
        /// The name of the certificate's owner.
        user_name: Cow<'a, str> = "UserName",
        /// The signing certificate's ID.
        certificate_id: Cow<'a, str> = "CertificateId",
        /// The certificate, in PEM form.
        certificate_body: Cow<'a, str> = "CertificateBody",
        /// Whether it may be used.
        status: Status<'a> = "Status",
        /// When it was uploaded.
        upload_date: Option<Timestamp> = "UploadDate",
    }
}

structure! {
    /// An SSH public key
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SSHPublicKey.html)).
    SshPublicKey {
        /// The name of the key's owner.
        user_name: Cow<'a, str> = "UserName",
        /// The SSH public key's ID.
        ssh_public_key_id: Cow<'a, str> = "SSHPublicKeyId",
        /// The MD5 fingerprint of the key.
        fingerprint: Cow<'a, str> = "Fingerprint",
        /// The key itself, in `ssh-rsa` or PEM form.
        ssh_public_key_body: Cow<'a, str> = "SSHPublicKeyBody",
        /// Whether it may be used.
        status: Status<'a> = "Status",
        /// When it was uploaded.
        upload_date: Option<Timestamp> = "UploadDate",
    }
}

structure! {
    /// An SSH public key without its body and fingerprint
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SSHPublicKeyMetadata.html)).
    SshPublicKeyMetadata {
        /// The name of the key's owner.
        user_name: Cow<'a, str> = "UserName",
        /// The SSH public key's ID.
        ssh_public_key_id: Cow<'a, str> = "SSHPublicKeyId",
        /// Whether it may be used.
        status: Status<'a> = "Status",
        /// When it was uploaded.
        upload_date: Timestamp = "UploadDate",
    }
}

structure! {
    /// A user's credential for one AWS service, with its secret
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServiceSpecificCredential.html)).
    ServiceSpecificCredential {
        /// When the credential was created.
        create_date: Timestamp = "CreateDate",
        /// When the credential expires, if it does.
        expiration_date: Option<Timestamp> = "ExpirationDate",
        /// The service that the credential is for.
        service_name: Cow<'a, str> = "ServiceName",
        /// The user name that IAM made for the service.
        service_user_name: Option<Cow<'a, str>> = "ServiceUserName",
        /// The password that IAM made for the service.
        service_password: Option<Secret<'a>> = "ServicePassword",
        /// The public part of an API key.
        service_credential_alias: Option<Cow<'a, str>> = "ServiceCredentialAlias",
        /// The secret part of an API key, only when just created.
        service_credential_secret: Option<Secret<'a>> = "ServiceCredentialSecret",
        /// The credential's ID.
        service_specific_credential_id: Cow<'a, str> = "ServiceSpecificCredentialId",
        /// The name of the credential's owner.
        user_name: Cow<'a, str> = "UserName",
        /// Whether it may be used.
        status: Status<'a> = "Status",
    }
}

structure! {
    /// A user's credential for one AWS service, without its secret
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServiceSpecificCredentialMetadata.html)).
    ServiceSpecificCredentialMetadata {
        /// The name of the credential's owner.
        user_name: Cow<'a, str> = "UserName",
        /// Whether it may be used.
        status: Status<'a> = "Status",
        /// The user name that IAM made for the service.
        service_user_name: Option<Cow<'a, str>> = "ServiceUserName",
        /// The public part of an API key.
        service_credential_alias: Option<Cow<'a, str>> = "ServiceCredentialAlias",
        /// When the credential was created.
        create_date: Timestamp = "CreateDate",
        /// When the credential expires, if it does.
        expiration_date: Option<Timestamp> = "ExpirationDate",
        /// The credential's ID.
        service_specific_credential_id: Cow<'a, str> = "ServiceSpecificCredentialId",
        /// The service that the credential is for.
        service_name: Cow<'a, str> = "ServiceName",
    }
}

structure! {
    /// An MFA device that a user has
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_MFADevice.html)).
    MfaDevice {
        /// The name of the device's owner.
        user_name: Cow<'a, str> = "UserName",
        /// The MFA device's serial number, for a virtual one its ARN.
        serial_number: Cow<'a, str> = "SerialNumber",
        /// When the device was given to its user.
        enable_date: Timestamp = "EnableDate",
    }
}

structure! {
    /// A virtual MFA device
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_VirtualMFADevice.html)).
    VirtualMfaDevice {
        /// The MFA device's serial number, for a virtual one its ARN.
        serial_number: Cow<'a, str> = "SerialNumber",
        /// The device's secret seed, as base32 text.
        base32_string_seed: Option<Blob> = "Base32StringSeed",
        /// A QR code of the seed, as a PNG image.
        qr_code_png: Option<Blob> = "QRCodePNG",
        /// The user who has the device, if any.
        user: Option<User<'a>> = "User",
        /// When the device was given to its user, if it was.
        enable_date: Option<Timestamp> = "EnableDate",
        /// The tags.
        tags: Option<Vec<Tag<'a>>> = "Tags",
    }
}
