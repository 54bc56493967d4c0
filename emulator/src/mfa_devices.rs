//! Virtual MFA devices, and the users who have them. Any two codes enable a device.

use iam_codec::operations::*;
use iam_codec::structures::{AssignmentStatus, MfaDevice, User, VirtualMfaDevice};
use iam_codec::{Blob, ErrorCode, Resource, ResourceType};

use crate::answer::{Outcome, Serve, failure};
use crate::pages::page;
use crate::store::{Store, arn, conflict_if, path_or_root};
use crate::tags::{if_any, stored};
use crate::users::name_of;

/// The picture of a seed, which no app can read here: one white pixel.
const QR_CODE: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\
    \x00\x00\x00\x0aIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\xb18\xf6\x14\x00\x00\x00\x00IEND\xaeB`\x82";

impl Store {
    fn mfa_device_mut(&mut self, serial_number: &str) -> Outcome<&mut VirtualMfaDevice<'static>> {
        let missing = || Resource::MfaDevice(serial_number.into()).not_found();
        self.mfa_devices.get_mut(serial_number).ok_or_else(missing)
    }

    /// The devices that a user has enabled.
    pub(crate) fn mfa_devices_of(
        &self,
        user_name: &str,
    ) -> impl Iterator<Item = &VirtualMfaDevice<'static>> {
        let is_owner = move |user: &User<'_>| name_of(user) == user_name;
        self.mfa_devices.values().filter(move |device| device.user.as_ref().is_some_and(is_owner))
    }

    /// Tells the devices that their user has another name.
    pub(crate) fn rename_mfa_owner(&mut self, user_name: &str, renamed: &User<'static>) {
        let users = self.mfa_devices.values_mut().filter_map(|device| device.user.as_mut());
        for user in users.filter(|user| name_of(user) == user_name) {
            *user = User { permissions_boundary: None, tags: None, ..renamed.clone() };
        }
    }
}

impl<'a> Serve<'a> for CreateVirtualMfaDevice<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<CreateVirtualMfaDeviceResult<'static>> {
        let CreateVirtualMfaDevice { path, virtual_mfa_device_name, tags, .. } =
            self.clone().into_owned();
        let serial_number = arn("mfa", &path_or_root(path), &virtual_mfa_device_name);
        if iam.mfa_devices.contains_key(&*serial_number) {
            return Err(Resource::MfaDevice(serial_number).already_exists());
        }
        let device = VirtualMfaDevice {
            serial_number: serial_number.clone(),
            tags: stored(&tags, ResourceType::MfaDevice),
            ..Default::default()
        };
        iam.mfa_devices.insert(serial_number.to_string(), device.clone());
        let seed = format!("{}{}", iam.new_id(""), iam.new_id(""));
        let virtual_mfa_device = VirtualMfaDevice {
            base32_string_seed: Some(Blob::from(seed.into_bytes())),
            qr_code_png: Some(Blob::from(QR_CODE.to_vec())),
            tags: if_any(tags),
            ..device
        };
        Ok(CreateVirtualMfaDeviceResult { virtual_mfa_device, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListVirtualMfaDevices<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListVirtualMfaDevicesResult<'static>> {
        let devices = iam.mfa_devices.values().filter(|device| match self.assignment_status {
            Some(AssignmentStatus::Assigned) => device.user.is_some(),
            Some(AssignmentStatus::Unassigned) => device.user.is_none(),
            _ => true,
        });
        let devices = devices.map(|device| VirtualMfaDevice { tags: None, ..device.clone() });
        let page = page(self, devices, |device| &device.serial_number)?;
        Ok(ListVirtualMfaDevicesResult {
            virtual_mfa_devices: page.items,
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for DeleteVirtualMfaDevice<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let device = iam.mfa_device_mut(&self.serial_number)?;
        let message = "MFA VirtualDevice in use. Must deactivate first.";
        conflict_if(device.user.is_some(), message)?;
        iam.mfa_devices.remove(&*self.serial_number);
        Ok(())
    }
}

impl<'a> Serve<'a> for EnableMfaDevice<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let now = iam.now;
        let user = iam.user(&self.user_name)?.listed();
        let device = iam.mfa_device_mut(&self.serial_number)?;
        // Recorded from IAM in September 2026.
        if let Some(owner) = &device.user {
            let message = match name_of(owner) == self.user_name {
                true => format!("MFA Device for user {} already exists.", self.user_name),
                false => "MFA Device is already in use.".to_owned(),
            };
            return failure(ErrorCode::ENTITY_ALREADY_EXISTS, message);
        }
        device.user = Some(user);
        device.enable_date = Some(now);
        Ok(())
    }
}

impl<'a> Serve<'a> for DeactivateMfaDevice<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let user_name = iam.user_or_caller(&self.user_name)?;
        iam.user(&user_name)?;
        let device = iam.mfa_device_mut(&self.serial_number)?;
        if device.user.take_if(|user| name_of(user) == user_name).is_none() {
            return failure(ErrorCode::NO_SUCH_ENTITY, "MFA Device invalid for user.");
        }
        device.enable_date = None;
        Ok(())
    }
}

impl<'a> Serve<'a> for ListMfaDevices<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListMfaDevicesResult<'static>> {
        let user_name = iam.user_or_caller(&self.user_name)?;
        iam.user(&user_name)?;
        let devices = iam.mfa_devices_of(&user_name).map(|device| MfaDevice {
            user_name: user_name.clone().into(),
            serial_number: device.serial_number.clone(),
            enable_date: device.enable_date.unwrap_or_default(),
            ..Default::default()
        });
        let page = page(self, devices, |device| &device.serial_number)?;
        Ok(ListMfaDevicesResult {
            mfa_devices: page.items,
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}
