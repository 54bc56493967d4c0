//! The MFA devices of callers.

use std::borrow::Cow;

use iam_codec::{ErrorCode, Secret};

use super::Sts;
use crate::outcome::{Outcome, failure};

impl Sts<'_> {
    /// Refuses a device that is not the caller's (recorded), or half of what is needed. Every code of the
    /// caller's own device is right, since the emulator does not compute them.
    pub(super) fn check_device(
        &self,
        serial_number: &Option<Cow<'_, str>>,
        code: &Option<Secret<'_>>,
    ) -> Outcome<()> {
        let is_right = match (serial_number, code) {
            (None, None) => true,
            (Some(serial_number), Some(_)) => self.has_device(serial_number),
            _ => false,
        };
        if is_right {
            return Ok(());
        }
        let message = "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your \
                       MFA serial number is valid and associated with this user.";
        failure(ErrorCode::ACCESS_DENIED, message)
    }

    fn has_device(&self, serial_number: &str) -> bool {
        let account = self.accounts.get(&self.caller.account);
        let device = account.and_then(|account| account.mfa_devices.get(serial_number));
        device.is_some_and(|device| device.owner.is_some() && device.owner == self.caller.user_name)
    }
}
