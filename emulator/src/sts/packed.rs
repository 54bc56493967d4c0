//! How much room policies and tags take in a session.

use iam_codec::Tag;
use iam_codec::sts::structures::PolicyDescriptorType;

/// What takes room.
#[derive(Default)]
pub(super) struct Packed<'s> {
    pub(super) policy: Option<&'s str>,
    pub(super) policy_arns: Option<&'s [PolicyDescriptorType<'s>]>,
    pub(super) tags: Option<&'s [Tag<'s>]>,
}

impl Packed<'_> {
    /// The room that is taken, in percent; `None` if there is nothing to pack, as in AWS (recorded of
    /// AssumeRole).
    pub(super) fn size(&self) -> Option<i32> {
        let is_empty = self.policy.is_none()
            && self.policy_arns.unwrap_or_default().is_empty()
            && self.tags.unwrap_or_default().is_empty();
        if is_empty { None } else { Some(self.percent()) }
    }

    /// An estimate: AWS packs policies and tags in a form that is not public, and refuses more than 100
    /// percent. Here 2048 bytes are 100 percent, and so is what has more.
    pub(super) fn percent(&self) -> i32 {
        let arns = self.policy_arns.unwrap_or_default().iter();
        let arns = arns.map(|policy| policy.arn.as_deref().unwrap_or_default().len());
        let tags = self.tags.unwrap_or_default().iter().map(|tag| tag.key.len() + tag.value.len());
        let bytes = self.policy.unwrap_or_default().len() + arns.chain(tags).sum::<usize>();
        i32::try_from(bytes.saturating_mul(100).div_ceil(2048)).unwrap_or(100).min(100)
    }
}
