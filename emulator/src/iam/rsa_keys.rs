//! RSA public keys in their two spellings: `ssh-rsa AAAA…`, and PEM.

use data_encoding::{BASE64, HEXLOWER};
use md5::{Digest, Md5};

const SSH: &str = "ssh-rsa";
const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const END: &str = "-----END PUBLIC KEY-----";

/// `SEQUENCE { OBJECT IDENTIFIER rsaEncryption, NULL }`
const ALGORITHM: &[u8] = b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00";

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;

/// An RSA public key. Both numbers begin with a zero byte where their highest bit is set.
#[derive(PartialEq)]
pub(crate) struct RsaKey {
    modulus: Vec<u8>,
    exponent: Vec<u8>,
}

impl RsaKey {
    /// Reads either spelling.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.trim_start().starts_with(BEGIN) {
            Self::from_pem(text)
        } else {
            Self::from_ssh(text)
        }
    }

    fn from_ssh(text: &str) -> Option<Self> {
        let mut words = text.split_ascii_whitespace();
        let blob = (words.next()? == SSH).then(|| words.next())??;
        let blob = BASE64.decode(blob.as_bytes()).ok()?;
        let mut rest = &*blob;
        let name = string(&mut rest)?;
        let (exponent, modulus) = (string(&mut rest)?.to_vec(), string(&mut rest)?.to_vec());
        (name == SSH.as_bytes() && rest.is_empty()).then_some(RsaKey { modulus, exponent })
    }

    fn from_pem(text: &str) -> Option<Self> {
        let body = text.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
        let body: String = body.split_ascii_whitespace().collect();
        let der = BASE64.decode(body.as_bytes()).ok()?;
        let mut info = value(SEQUENCE, &mut &*der)?;
        let bits = value(BIT_STRING, &mut info.strip_prefix(ALGORITHM).inspect(|_| info = &[])?)?;
        let mut key = value(SEQUENCE, &mut bits.strip_prefix(&[0])?)?;
        let (modulus, exponent) = (value(INTEGER, &mut key)?, value(INTEGER, &mut key)?);
        Some(RsaKey { modulus: modulus.to_vec(), exponent: exponent.to_vec() })
    }

    /// How many bits the modulus has.
    pub(crate) fn bits(&self) -> usize {
        let zeros = self.modulus.iter().take_while(|byte| **byte == 0).count();
        let first = self.modulus.get(zeros).map_or(0, |byte| byte.leading_zeros() as usize);
        (self.modulus.len() - zeros) * 8 - first
    }

    fn blob(&self) -> Vec<u8> {
        let parts = [SSH.as_bytes(), &self.exponent, &self.modulus];
        let length = |part: &[u8]| u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes();
        parts.iter().flat_map(|part| [&length(part)[..], part].concat()).collect()
    }

    pub(crate) fn to_ssh(&self) -> String {
        format!("{SSH} {}", BASE64.encode(&self.blob()))
    }

    /// The PEM, with a line feed at its end (recorded).
    pub(crate) fn to_pem(&self) -> String {
        let numbers = [tlv(INTEGER, &self.modulus), tlv(INTEGER, &self.exponent)].concat();
        let bits = [&[0], &*tlv(SEQUENCE, &numbers)].concat();
        let info = tlv(SEQUENCE, &[ALGORITHM, &tlv(BIT_STRING, &bits)].concat());
        let text = BASE64.encode(&info);
        let lines: Vec<_> = text.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
        format!("{BEGIN}\n{}\n{END}\n", lines.join("\n"))
    }

    /// The MD5 of the key, in pairs of hexadecimal digits.
    pub(crate) fn fingerprint(&self) -> String {
        let digest = Md5::digest(self.blob());
        let pairs: Vec<_> = digest.iter().map(|byte| HEXLOWER.encode(&[*byte])).collect();
        pairs.join(":")
    }
}

/// Takes a string of SSH: four bytes of length, then the string.
fn string<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (string, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(string)
}

/// Takes a value of DER with this tag.
fn value<'b>(tag: u8, rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (&first, after) = rest.strip_prefix(&[tag])?.split_first()?;
    let (length, after) = match first {
        0..=0x7F => (usize::from(first), after),
        0x81..=0x83 => {
            let (digits, after) = after.split_at_checked(usize::from(first - 0x80))?;
            (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), after)
        }
        _ => return None,
    };
    let (value, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(value)
}

/// A value of DER with its tag and length.
fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = value.len().to_be_bytes();
    let digits = &length[length.iter().take_while(|digit| **digit == 0).count()..];
    let mut out = vec![tag];
    match value.len() {
        0..=0x7F => out.push(length[length.len() - 1]),
        _ => {
            out.push(0x80 | u8::try_from(digits.len()).unwrap_or_default());
            out.extend(digits);
        }
    }
    out.extend(value);
    out
}
