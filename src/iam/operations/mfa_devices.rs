//! TABLE: MFA devices, virtual and hardware.

use std::borrow::Cow;

use crate::iam::enums::AssignmentStatus;
use crate::iam::limits::{
    AUTHENTICATION_CODE, EXISTING_USER_NAME, MARKER, MAX_ITEMS, PATH, SERIAL_NUMBER, TAGS,
    USER_NAME, VIRTUAL_MFA_DEVICE_NAME,
};
use crate::iam::structures::{MfaDevice, VirtualMfaDevice};
use crate::schema::block::operation;
use crate::types::map::Map;
use crate::types::tag::Tag;
use crate::types::timestamp::Timestamp;

operation! {
    /// Creates a virtual MFA device, which no user has yet
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateVirtualMFADevice.html)).
    CreateVirtualMfaDevice {
        /// The path, `/` by default.
        path: Option<Cow<'a, str>> = "Path": PATH,
        /// The new device's name.
        virtual_mfa_device_name: Cow<'a, str> = "VirtualMFADeviceName": VIRTUAL_MFA_DEVICE_NAME,
        /// The tags of the new device.
        tags: Option<Vec<Tag<'a>>> = "Tags": TAGS,
    } -> CreateVirtualMfaDeviceResult {
        /// The new device, with its seed.
        virtual_mfa_device: VirtualMfaDevice<'a> = "VirtualMFADevice",
    }
    errors: LIMIT_EXCEEDED, INVALID_INPUT, ENTITY_ALREADY_EXISTS, CONCURRENT_MODIFICATION,
            SERVICE_FAILURE
}

operation! {
    /// Takes an MFA device away from its user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeactivateMFADevice.html)).
    DeactivateMfaDevice {
        /// The name of the device's owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": EXISTING_USER_NAME,
        /// The MFA device's serial number, for a virtual one its ARN.
        serial_number: Cow<'a, str> = "SerialNumber": SERIAL_NUMBER,
    }
    errors: ENTITY_TEMPORARILY_UNMODIFIABLE, NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE,
            CONCURRENT_MODIFICATION
}

operation! {
    /// Deletes a virtual MFA device, which no user may have
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteVirtualMFADevice.html)).
    DeleteVirtualMfaDevice {
        /// The MFA device's serial number, for a virtual one its ARN.
        serial_number: Cow<'a, str> = "SerialNumber": SERIAL_NUMBER,
    }
    errors: NO_SUCH_ENTITY, DELETE_CONFLICT, LIMIT_EXCEEDED, SERVICE_FAILURE,
            CONCURRENT_MODIFICATION
}

operation! {
    /// Gives an MFA device to a user, who then needs it to sign in
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableMFADevice.html)).
    EnableMfaDevice {
        /// The name of the user who gets the device.
        user_name: Cow<'a, str> = "UserName": EXISTING_USER_NAME,
        /// The MFA device's serial number, for a virtual one its ARN.
        serial_number: Cow<'a, str> = "SerialNumber": SERIAL_NUMBER,
        /// A code that the device shows.
        authentication_code1: Cow<'a, str> = "AuthenticationCode1": AUTHENTICATION_CODE,
        /// The code that the device shows next.
        authentication_code2: Cow<'a, str> = "AuthenticationCode2": AUTHENTICATION_CODE,
    }
    errors: ENTITY_ALREADY_EXISTS, ENTITY_TEMPORARILY_UNMODIFIABLE, INVALID_AUTHENTICATION_CODE,
            LIMIT_EXCEEDED, NO_SUCH_ENTITY, SERVICE_FAILURE, CONCURRENT_MODIFICATION
}

operation! {
    /// Gets an MFA device
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetMFADevice.html)).
    GetMfaDevice {
        /// The device's serial number: the ARN of a FIDO security key.
        serial_number: Cow<'a, str> = "SerialNumber": SERIAL_NUMBER,
        /// The name of the device's owner.
        user_name: Option<Cow<'a, str>> = "UserName": USER_NAME,
    } -> GetMfaDeviceResult {
        /// The name of the device's owner.
        user_name: Option<Cow<'a, str>> = "UserName",
        /// The device's serial number: the ARN of a FIDO security key.
        serial_number: Cow<'a, str> = "SerialNumber",
        /// When the device was given to its user.
        enable_date: Option<Timestamp> = "EnableDate",
        /// The device's certifications, such as FIPS or FIDO, by name.
        certifications: Option<Map<Cow<'a, str>, Cow<'a, str>>> = "Certifications",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Lists a user's MFA devices
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListMFADevices.html)).
    ListMfaDevices {
        /// The name of the devices' owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": EXISTING_USER_NAME,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListMfaDevicesResult {
        /// The MFA devices.
        mfa_devices: Vec<MfaDevice<'a>> = "MFADevices",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Lists the account's virtual MFA devices
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListVirtualMFADevices.html)).
    ListVirtualMfaDevices {
        /// Which devices to list, `Any` by default.
        assignment_status: Option<AssignmentStatus<'a>> = "AssignmentStatus",
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListVirtualMfaDevicesResult {
        /// The virtual MFA devices, without their seeds.
        virtual_mfa_devices: Vec<VirtualMfaDevice<'a>> = "VirtualMFADevices",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors:
}

operation! {
    /// Brings an MFA device back in step with the server
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ResyncMFADevice.html)).
    ResyncMfaDevice {
        /// The name of the device's owner.
        user_name: Cow<'a, str> = "UserName": EXISTING_USER_NAME,
        /// The MFA device's serial number, for a virtual one its ARN.
        serial_number: Cow<'a, str> = "SerialNumber": SERIAL_NUMBER,
        /// A code that the device shows.
        authentication_code1: Cow<'a, str> = "AuthenticationCode1": AUTHENTICATION_CODE,
        /// The code that the device shows next.
        authentication_code2: Cow<'a, str> = "AuthenticationCode2": AUTHENTICATION_CODE,
    }
    errors: INVALID_AUTHENTICATION_CODE, NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE,
            CONCURRENT_MODIFICATION
}
