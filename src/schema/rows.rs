//! The rows of a service's limits: what the tables of limits are written with. Each row gives a static, and
//! its words as a macro of the same name (see [`words`](crate::schema::words)).

use crate::schema::shape::{IntegerShape, Shape, TextShape};

/// No greatest length.
pub(crate) const UNLIMITED: usize = usize::MAX;

/// No constraint.
pub(crate) static ANY: Shape = Shape::Any;

/// `NAME = shortest..=longest, form;`, in code points.
macro_rules! texts {
    ($($(#[$doc:meta])* $NAME:ident = $min:tt..=$max:tt, $form:ident $(($($of:tt)*))?;)*) => {
        $(
            $(#[$doc])* pub(crate) static $NAME: $crate::schema::shape::Shape =
                $crate::schema::shape::Shape::Text($crate::schema::shape::TextShape {
                    min: $min,
                    max: $max,
                    form: $form $(($($of)*))?,
                });
            $crate::schema::words::in_words! { $NAME:
                $crate::schema::words::length!($min, $max),
                $crate::schema::words::form!($form $(($($of)*))?)
            }
        )*
    };
}
pub(crate) use texts;

/// `NAME = least..=greatest;`
macro_rules! integers {
    ($($(#[$doc:meta])* $NAME:ident = $min:literal..=$max:literal;)*) => {
        $(
            $(#[$doc])* pub(crate) static $NAME: $crate::schema::shape::Shape =
                $crate::schema::shape::Shape::Integer($crate::schema::shape::IntegerShape {
                    min: $min,
                    max: $max,
                });
            $crate::schema::words::in_words! { $NAME: $min, " to ", $max }
        )*
    };
}
pub(crate) use integers;

/// `NAME = fewest..=most of MEMBER;`, and behind `each` how AWS words any bad member if it names the
/// list and all constraints of its members, in this order (recorded for `TagKeys`, `ClientIDList`,
/// `ThumbprintList` and `Audience`).
macro_rules! lists {
    ($($(#[$doc:meta])* $NAME:ident = $min:tt..=$max:tt of $member:ident
        $(, each [$($each:expr),*])?;)*) => {
        $(
            $(#[$doc])* pub(crate) static $NAME: $crate::schema::shape::Shape =
                $crate::schema::shape::Shape::List($crate::schema::shape::ListShape {
                    min: $min,
                    max: $max,
                    member: &$member,
                    each: &[$($($each),*)?],
                });
            $crate::schema::words::in_words! { $NAME:
                $crate::schema::words::count!($min, $max, "members"),
                $crate::schema::words::each!(", each of ", $member)
            }
        )*
    };
}
pub(crate) use lists;

/// `NAME = fewest..=most of KEY: VALUE, each [of keys]: [of values];`
macro_rules! maps {
    ($($(#[$doc:meta])* $NAME:ident = 0..=$max:tt of $key:ident: $value:ident,
        each [$($each_key:expr),*]: [$($each_value:expr),*];)*) => {
        $(
            $(#[$doc])* pub(crate) static $NAME: $crate::schema::shape::Shape =
                $crate::schema::shape::Shape::Map($crate::schema::shape::MapShape {
                    max: $max,
                    key: &$key,
                    value: &$value,
                    each_key: &[$($each_key),*],
                    each_value: &[$($each_value),*],
                });
            $crate::schema::words::in_words! { $NAME:
                $crate::schema::words::count!(0, $max, "entries"),
                $crate::schema::words::each!(", each key of ", $key),
                $crate::schema::words::each!(", each value of ", $value)
            }
        )*
    };
}
pub(crate) use maps;

/// The shape of a text, which its row is.
pub(crate) const fn text(row: &'static Shape) -> &'static TextShape {
    match row {
        Shape::Text(shape) => shape,
        _ => panic!("not a text"),
    }
}

/// The same of an integer.
pub(crate) const fn integer(row: &'static Shape) -> &'static IntegerShape {
    match row {
        Shape::Integer(shape) => shape,
        _ => panic!("not an integer"),
    }
}
