//! MFA devices, virtual and others, and the users who have them.
//!
//! Any two codes enable a device or synchronize it, unless they are equal: the emulator does not
//! compute them. A serial number that is not an ARN is a hardware device, which exists while somebody
//! has it.

use iam_codec::operations::*;
use iam_codec::structures::{self, AssignmentStatus, VirtualMfaDevice};
use iam_codec::{Blob, ErrorCode, Pages, Resource};

use super::tags::sent;
use super::{Iam, Outcome, Serve, conflict_if, failure, path_or_root};
use crate::state::{Account, MfaDevice, Tags};

/// The picture of a seed, which no app can read here: one white pixel.
const QR_CODE: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\
    \x00\x00\x00\x0aIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\xb18\xf6\x14\x00\x00\x00\x00IEND\xaeB`\x82";

/// Virtual devices have an ARN as serial number.
fn is_virtual(serial_number: &str) -> bool {
    serial_number.starts_with("arn:")
}

/// Refuses two codes that no device shows one after the other (recorded of equal ones).
fn check_codes(code1: &str, code2: &str) -> Outcome<()> {
    if code1 != code2 {
        return Ok(());
    }
    let message = "Authentication code for device is not valid.";
    failure(ErrorCode::INVALID_AUTHENTICATION_CODE, message)
}

impl Account {
    fn virtual_device(&self, serial_number: &str, device: &MfaDevice) -> VirtualMfaDevice<'static> {
        let owner = device.owner.as_deref().and_then(|owner| self.users.get(owner));
        VirtualMfaDevice {
            serial_number: serial_number.to_owned().into(),
            user: owner.map(|user| self.listed_user(user)),
            enable_date: device.enabled.map(Into::into),
            ..Default::default()
        }
    }
}

impl Iam<'_> {
    fn mfa_device_mut(&mut self, serial_number: &str) -> Outcome<&mut MfaDevice> {
        let missing = || Resource::MfaDevice(serial_number.to_owned().into()).not_found();
        self.account.mfa_devices.get_mut(serial_number).ok_or_else(missing)
    }

    /// Refuses changes of callers to their own devices if they have one and did not use it (recorded).
    fn needs_own_device(&self, user: &str) -> Outcome<()> {
        let is_own = self.caller.user_name.as_deref() == Some(user);
        let is_used = self.caller.session.as_ref().is_some_and(|session| session.has_mfa);
        if !is_own || is_used || self.account.mfa_devices_of(user).next().is_none() {
            return Ok(());
        }
        let message = "To complete this action, please ensure that you are authenticated with an MFA device \
                       that is enabled for this user.";
        failure(ErrorCode::ACCESS_DENIED, message)
    }

    /// The device of a user.
    fn mfa_device_of_mut(&mut self, user: &str, serial_number: &str) -> Outcome<&mut MfaDevice> {
        let device = self.mfa_device_mut(serial_number)?;
        if device.owner.as_deref() != Some(user) {
            return failure(ErrorCode::NO_SUCH_ENTITY, "MFA Device invalid for user.");
        }
        Ok(device)
    }
}

impl<'a> Serve<'a> for CreateVirtualMfaDevice<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<CreateVirtualMfaDeviceResult<'static>> {
        let path = path_or_root(&self.path);
        let serial_number = iam.account.arn("mfa", &path, &self.virtual_mfa_device_name);
        if iam.account.mfa_devices.contains_key(&serial_number) {
            return Err(Resource::MfaDevice(serial_number.into()).already_exists());
        }
        let tags = Tags::new(self.tags.as_deref());
        let seed = format!("{}{}", iam.ids.unique(""), iam.ids.unique(""));
        let virtual_mfa_device = VirtualMfaDevice {
            serial_number: serial_number.clone().into(),
            base32_string_seed: Some(Blob::from(seed.as_bytes()[..32].to_vec())),
            qr_code_png: Some(Blob::from(QR_CODE.to_vec())),
            tags: sent(&self.tags),
            ..Default::default()
        };
        iam.account.mfa_devices.insert(serial_number, MfaDevice { tags, ..Default::default() });
        Ok(CreateVirtualMfaDeviceResult { virtual_mfa_device, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListVirtualMfaDevices<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListVirtualMfaDevicesResult<'static>> {
        let is_listed = |device: &MfaDevice| match self.assignment_status {
            Some(AssignmentStatus::Assigned) => device.owner.is_some(),
            Some(AssignmentStatus::Unassigned) => device.owner.is_none(),
            _ => true,
        };
        let devices = iam.account.mfa_devices.iter();
        let devices = devices.filter(|(serial, device)| is_virtual(serial) && is_listed(device));
        let page = self.page(devices, |(serial, _)| serial)?;
        let devices = page
            .items
            .into_iter()
            .map(|(serial, device)| iam.account.virtual_device(serial, device));
        Ok(ListVirtualMfaDevicesResult {
            virtual_mfa_devices: devices.collect(),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for DeleteVirtualMfaDevice<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let device = iam.mfa_device_mut(&self.serial_number)?;
        let message = "MFA VirtualDevice in use. Must deactivate first.";
        conflict_if(device.owner.is_some(), message)?;
        iam.account.mfa_devices.remove(&*self.serial_number);
        Ok(())
    }
}

impl<'a> Serve<'a> for EnableMfaDevice<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let now = iam.now;
        let user = iam.user(&self.user_name)?.name.clone();
        iam.needs_own_device(&user)?;
        if is_virtual(&self.serial_number) {
            iam.mfa_device_mut(&self.serial_number)?;
        }
        let device = iam.account.mfa_devices.get(&*self.serial_number);
        // Recorded in September 2026.
        if let Some(owner) = device.and_then(|device| device.owner.as_ref()) {
            let message = match *owner == user {
                true => format!("MFA Device for user {user} already exists."),
                false => "MFA Device is already in use.".to_owned(),
            };
            return failure(ErrorCode::ENTITY_ALREADY_EXISTS, message);
        }
        check_codes(&self.authentication_code1, &self.authentication_code2)?;
        let devices = &mut iam.account.mfa_devices;
        let device = devices.entry(self.serial_number.to_string()).or_default();
        device.owner = Some(user);
        device.enabled = Some(now);
        Ok(())
    }
}

impl<'a> Serve<'a> for ResyncMfaDevice<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let user = iam.user(&self.user_name)?.name.clone();
        iam.mfa_device_of_mut(&user, &self.serial_number)?;
        check_codes(&self.authentication_code1, &self.authentication_code2)
    }
}

impl<'a> Serve<'a> for DeactivateMfaDevice<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let user = iam.user_or_caller(&self.user_name)?;
        iam.needs_own_device(&user)?;
        let device = iam.mfa_device_of_mut(&user, &self.serial_number)?;
        device.owner = None;
        device.enabled = None;
        if !is_virtual(&self.serial_number) {
            iam.account.mfa_devices.remove(&*self.serial_number);
        }
        Ok(())
    }
}

impl<'a> Serve<'a> for GetMfaDevice<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetMfaDeviceResult<'static>> {
        if is_virtual(&self.serial_number) {
            iam.mfa_device_mut(&self.serial_number)?;
            let message = "The MFA device serial number sent in the request is invalid or not supported \
                           by this API. Currently, only hardware FIDO security keys are supported. \
                           Please use the compatible device or API.";
            return failure(ErrorCode::VALIDATION_ERROR, message);
        }
        let user = match &self.user_name {
            Some(name) => Some(iam.user(name)?.name.clone()),
            None => None,
        };
        let device = iam.mfa_device_mut(&self.serial_number)?;
        if user.is_some() && user != device.owner {
            return failure(ErrorCode::NO_SUCH_ENTITY, "MFA Device invalid for user.");
        }
        Ok(GetMfaDeviceResult {
            user_name: device.owner.clone().map(Into::into),
            serial_number: self.serial_number.to_string().into(),
            enable_date: device.enabled.map(Into::into),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for ListMfaDevices<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListMfaDevicesResult<'static>> {
        let user = iam.user_or_caller(&self.user_name)?;
        let page = self.page(iam.account.mfa_devices_of(&user), |(serial, _)| serial)?;
        let devices = page.items.into_iter().map(|(serial, device)| structures::MfaDevice {
            user_name: user.clone().into(),
            serial_number: serial.clone().into(),
            enable_date: device.enabled.unwrap_or_default().into(),
            ..Default::default()
        });
        Ok(ListMfaDevicesResult {
            mfa_devices: devices.collect(),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}
