//! [`Map`]: entries in the order of the document.

use crate::wire::order::sort_as_grown;

/// The entries of a map, in the order in which they are in the body or document.
///
/// A repeated key is kept each time; [`get`](Map::get) finds the first.
///
/// ```
/// use iam_codec::Map;
///
/// let mut map = Map::from_iter([("Users", 27), ("Groups", 15)]);
/// map.push("Users", 28);
/// assert_eq!(map.len(), 3);
/// assert_eq!(map.get(&"Users"), Some(&27));
/// assert_eq!(map.iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["Users", "Groups", "Users"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<K, V>(Vec<(K, V)>);

impl<K, V> Map<K, V> {
    /// The value of the first entry with this key.
    pub fn get(&self, key: &K) -> Option<&V>
    where
        K: PartialEq,
    {
        self.iter().find(|(k, _)| k == key).map(|(_, value)| value)
    }

    /// Adds an entry at the end.
    pub fn push(&mut self, key: K, value: V) {
        self.0.push((key, value));
    }

    /// The same entries in the order in which AWS writes a map such as `SummaryMap`: that of a Java `HashMap`
    /// (recorded in 2026 with 34 keys).
    ///
    /// ```
    /// use iam_codec::Map;
    ///
    /// let map = Map::from_iter([("Users", 1), ("Groups", 2), ("Policies", 3)]).in_hash_order();
    /// assert_eq!(map.iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["Policies", "Groups", "Users"]);
    /// ```
    #[must_use]
    pub fn in_hash_order(mut self) -> Self
    where
        K: ToString,
    {
        sort_as_grown(&mut self.0, |(key, _)| key.to_string());
        self
    }

    /// The entries, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.0.iter()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A new entry at the end, to be filled.
    pub(crate) fn push_default(&mut self) -> (&mut K, &mut V)
    where
        K: Default,
        V: Default,
    {
        let at = self.0.len();
        self.0.push((K::default(), V::default()));
        let (key, value) = &mut self.0[at];
        (key, value)
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Map(Vec::new())
    }
}

impl<K, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Map(entries.into_iter().collect())
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'m, K, V> IntoIterator for &'m Map<K, V> {
    type Item = &'m (K, V);
    type IntoIter = std::slice::Iter<'m, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
