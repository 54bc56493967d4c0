//! Cases for runners in other languages.

use crate::parity::suite::Suite;

impl Suite {
    /// File names and their JSON.
    pub fn export(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}
