//! The actions of identity policies: `vendor:action`.

use std::borrow::Cow;

use crate::policy::sentences::identity as sentences;

/// IAM's sentence for an action, if it does not take it. The part behind the colon is not judged, nor
/// is the vendor compared with a list.
pub(super) fn judge(action: &str) -> Result<(), Cow<'static, str>> {
    let mut colons = action.bytes().enumerate().filter(|(_, byte)| *byte == b':');
    match (colons.next(), colons.next()) {
        (None, _) if action == "*" => Ok(()),
        (None, _) => Err(sentences::NO_VENDOR.into()),
        (Some((colon, _)), None) => judge_vendor(&action[..colon]),
        (Some(_), Some(_)) => Err(sentences::COLONS.into()),
    }
}

fn judge_vendor(vendor: &str) -> Result<(), Cow<'static, str>> {
    // The sources disagree about a vendor that is one asterisk.
    if vendor == "*" {
        return Ok(());
    }
    let is_vendor = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    if !vendor.is_empty() && vendor.bytes().all(is_vendor) {
        return Ok(());
    }
    match vendor.contains(['*', '?']) {
        true => Err(sentences::VENDOR_WILDCARD.into()),
        false => Err(sentences::vendor(vendor).into()),
    }
}
