//! Every format of one report, word for word, and the numbers up to which the formats list things.

mod borders;
mod formats;
mod sample;
