//! The actions of identity policies: `vendor:action`.

use std::borrow::Cow;

use crate::policy::sentences::identity as sentences;

/// IAM's sentence for an action, if it does not take it. What stands behind the colon is not judged, nor
/// is the vendor compared with a list.
pub(super) fn judge(action: &str) -> Result<(), Cow<'static, str>> {
    let Some((vendor, rest)) = action.split_once(':') else {
        return if action == "*" { Ok(()) } else { Err(sentences::NO_VENDOR.into()) };
    };
    if rest.contains(':') {
        return Err(sentences::COLONS.into());
    }
    judge_vendor(vendor)
}

fn judge_vendor(vendor: &str) -> Result<(), Cow<'static, str>> {
    // The sources disagree about a vendor that is one asterisk.
    if vendor == "*" {
        return Ok(());
    }
    if vendor.contains(['*', '?']) {
        return Err(sentences::VENDOR_WILDCARD.into());
    }
    let is_vendor = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    if vendor.is_empty() || !vendor.bytes().all(is_vendor) {
        return Err(sentences::vendor(vendor).into());
    }
    Ok(())
}
