//! [`Ids`]: the ids, keys and secrets of what is created, all from a seed and a count.

use data_encoding::{BASE32, BASE64};
use sha1::{Digest, Sha1};
use uuid::{Builder, Uuid};

/// Gives out ids. The same seed and count give the same id.
pub(crate) struct Ids<'s> {
    seed: u64,
    count: &'s mut u64,
}

impl<'s> Ids<'s> {
    pub(crate) fn new(seed: u64, count: &'s mut u64) -> Self {
        Ids { seed, count }
    }

    fn bytes(&mut self) -> [u8; 20] {
        *self.count += 1;
        let digest = Sha1::new().chain_update(self.seed.to_be_bytes());
        digest.chain_update(self.count.to_be_bytes()).finalize().into()
    }

    /// A unique id: the prefix of its type, such as `AIDA` for users, and 17 letters and digits.
    pub(crate) fn unique(&mut self, prefix: &str) -> String {
        format!("{prefix}{}", &BASE32.encode(&self.bytes())[..17])
    }

    /// An access key's id: a prefix, and 16 letters and digits that say which account it belongs to.
    pub(crate) fn access_key(&mut self, prefix: &str, account: &str) -> String {
        let mut bytes = self.bytes();
        let account: u64 = account.parse().unwrap_or_default();
        let head = NEW_FORM | account << 7 | u64::from(bytes[5] & 0x7F);
        bytes[..6].copy_from_slice(&head.to_be_bytes()[2..]);
        format!("{prefix}{}", BASE32.encode(&bytes[..10]))
    }

    pub(crate) fn uuid(&mut self) -> Uuid {
        let [bytes @ .., _, _, _, _] = self.bytes();
        Builder::from_random_bytes(bytes).into_uuid()
    }

    /// A secret of this many characters, as secret access keys have them.
    pub(crate) fn secret(&mut self, length: usize) -> String {
        let mut secret = String::new();
        while secret.len() < length {
            secret += &BASE64.encode(&self.bytes()[..18]);
        }
        secret.truncate(length);
        secret
    }
}

/// The bit that tells ids of access keys that name their account from older ones.
const NEW_FORM: u64 = 1 << 47;

/// The account that an access key's id names, if it is of the form that names one.
pub(crate) fn account_of_key(id: &str) -> Option<String> {
    let bytes = BASE32.decode(id.get(4..20)?.as_bytes()).ok()?;
    let head = bytes[..6].iter().fold(0, |head, byte| head << 8 | u64::from(*byte));
    let account = (head & !NEW_FORM) >> 7;
    let names_one = id.len() == 20 && head & NEW_FORM != 0 && account < 1_000_000_000_000;
    names_one.then(|| format!("{account:012}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unique_ids_have_21_characters_and_follow_from_the_seed() {
        let ids = |seed| Ids::new(seed, &mut 0).unique("AIDA");
        assert_eq!(ids(0).len(), 21);
        assert_eq!(ids(0), ids(0));
        assert_ne!(ids(0), ids(1));
    }

    #[test]
    fn an_access_key_names_its_account() {
        let id = Ids::new(7, &mut 0).access_key("AKIA", "123456789012");
        assert_eq!(id.len(), 20);
        assert_eq!(account_of_key(&id).as_deref(), Some("123456789012"));
    }

    /// The first is the one of AWS's documentation, which is older than the form that names accounts.
    #[test]
    fn other_access_keys_name_no_account() {
        for id in
            ["AKIAIOSFODNN7EXAMPLE", "test", "", "AKIAQAAAAAAAEXAMPLE1", "AKIAé7777777777777777"]
        {
            assert_eq!(account_of_key(id), None, "{id}");
        }
    }

    #[test]
    fn secrets_have_the_length_that_is_asked_for() {
        for length in [0, 1, 40, 60, 152] {
            assert_eq!(Ids::new(0, &mut 0).secret(length).len(), length);
        }
    }
}
