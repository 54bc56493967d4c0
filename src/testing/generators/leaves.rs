//! Texts and numbers of requests and results.

use std::borrow::Cow;

use arbitrary::Error::IncorrectFormat;
use arbitrary::Result;

use super::aim::{Aim, Broken};
use super::limit::{Fault, Text};
use super::texts::{WRITABLE, xml_text};
use super::walk::Walk;
use crate::error::constraint::Constraint;
use crate::error::request_error::RequestErrorKind;
use crate::schema::shape::{IntegerShape, Shape};
use crate::types::timestamp::Timestamp;

impl Walk<'_, '_> {
    pub(super) fn text(&mut self, shape: &Shape, aim: Option<Aim<'_>>) -> Result<String> {
        let fault = self.fault(&aim).filter(|fault| *fault != Fault::Missing);
        match (shape, fault) {
            (Shape::Text(shape), Some(Fault::Misformed)) => self.misformed(&Text::of(shape), aim),
            (Shape::Text(shape), Some(fault)) => {
                let (text, constraint) = Text::of(shape).broken(self.u, fault)?;
                self.violate(&aim, constraint);
                Ok(text)
            }
            (Shape::Text(shape), None) => Text::of(shape).draw(self.u),
            _ if self.in_request => WRITABLE.draw(self.u, 0, 300),
            _ => xml_text(self.u),
        }
    }

    /// A text for a member that has texts of its own, of the length that its shape permits.
    pub(super) fn sample(
        &mut self,
        structure: &str,
        member: &str,
        shape: &Shape,
    ) -> Result<String> {
        match ((self.samples)(structure, member), shape) {
            (Some(sampled), Shape::Text(shape)) => Text::sampled(shape, sampled).draw(self.u),
            _ => Err(arbitrary::Error::IncorrectFormat),
        }
    }

    fn misformed(&mut self, text: &Text, aim: Option<Aim<'_>>) -> Result<String> {
        if text.is_free() {
            let (bad, character) = text.unwritable(self.u)?;
            self.broken = Some(Broken::Refused(RequestErrorKind::UnwritableText(character)));
            return Ok(bad);
        }
        let name = aim.map(|aim| aim.path).unwrap_or_default();
        let (bad, sentence) = text.misformed(self.u, &name)?;
        self.broken = Some(Broken::Refused(match text.is_boundary() {
            true => RequestErrorKind::InvalidBoundary(sentence),
            false => RequestErrorKind::InvalidIdentifier(sentence),
        }));
        Ok(bad)
    }

    pub(super) fn enum_text<'a>(
        &mut self,
        texts: &'static [&'static str],
        shape: &Shape,
        aim: Option<Aim<'_>>,
    ) -> Result<Cow<'a, str>> {
        let listed = *self.u.choose(texts)?;
        if self.fault(&aim) == Some(Fault::Unlisted) {
            let named = if matches!(shape, Shape::Unnamed) { &[] } else { texts };
            self.violate(&aim, Constraint::EnumValue(named));
            let other_case = listed.to_lowercase();
            return Ok(match self.u.int_in_range(0..=3)? {
                0 => Cow::Borrowed(""),
                1 => format!("{listed} ").into(),
                2 if !texts.contains(&&*other_case) => other_case.into(),
                _ => format!("x{other_case}").into(),
            });
        }
        match self.in_request || self.u.ratio(3, 4)? {
            true => Ok(Cow::Borrowed(listed)),
            false => Ok(xml_text(self.u)?.into()),
        }
    }

    /// A time of whole seconds, with milliseconds, or with any other number of digits; some at both ends.
    pub(super) fn timestamp(&mut self) -> Result<Timestamp> {
        const LAST: u64 = 253_402_300_799_999;
        let is_at_end = self.u.ratio(1, 8)?;
        let millis =
            if is_at_end { *self.u.choose(&[0, LAST])? } else { self.u.int_in_range(0..=LAST)? };
        let time = Timestamp::from_unix_millis(millis).map_err(|_| IncorrectFormat)?;
        match self.u.int_in_range(0..=7)? {
            0..=3 => Ok(time),
            4..=6 => Ok(time.whole_seconds()),
            _ => {
                let digits = self.u.int_in_range(1..=9)?;
                let fraction = format!("{:09}", self.u.int_in_range(0..=999_999_999)?);
                let whole = time.whole_seconds().to_string();
                let text = whole.replace('Z', &format!(".{}Z", &fraction[..digits]));
                text.parse().map_err(|_| IncorrectFormat)
            }
        }
    }

    pub(super) fn integer(&mut self, shape: &Shape, aim: Option<Aim<'_>>) -> Result<i32> {
        let Shape::Integer(IntegerShape { min: least, max: greatest }) = *shape else {
            return match self.u.ratio(1, 4)? {
                true => self.u.choose(&[i32::MIN, -1, 0, 1, i32::MAX]).copied(),
                false => self.u.arbitrary(),
            };
        };
        let is_near = self.u.arbitrary()?;
        match self.fault(&aim) {
            Some(Fault::TooSmall) => {
                self.violate(&aim, Constraint::MinValue(least));
                if is_near { Ok(least - 1) } else { self.u.int_in_range(i32::MIN..=least - 1) }
            }
            Some(Fault::TooLarge) => {
                self.violate(&aim, Constraint::MaxValue(greatest));
                if is_near {
                    Ok(greatest + 1)
                } else {
                    self.u.int_in_range(greatest + 1..=i32::MAX)
                }
            }
            _ if is_near => self.u.choose(&[least, greatest]).copied(),
            _ => self.u.int_in_range(least..=greatest),
        }
    }
}
