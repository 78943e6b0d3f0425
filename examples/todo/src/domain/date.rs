//! A day, written strictly as YYYY-MM-DD.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::{Deserialize, Serialize};

/// A day of the calendar.
///
/// It is read and written as `YYYY-MM-DD` and in no other way, so that a date looks the same in a
/// command, on the screen and in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(civil::Date);

/// Why a text is no [`Date`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The text has another shape than four digits, two digits and two digits.
    #[error("`{0}` is not a date: write YYYY-MM-DD, for example 2023-12-19")]
    Shape(String),
    /// The month is not one of the twelve.
    #[error("`{text}` is not a date: there is no month {month:02}, months are 01 to 12")]
    Month {
        /// The text as it was written.
        text: String,
        /// The month in it.
        month: i8,
    },
    /// The month has no such day.
    #[error("`{text}` is not a date: that month has the days 01 to {last}")]
    Day {
        /// The text as it was written.
        text: String,
        /// The last day of the month.
        last: i8,
    },
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let (year, month, day) = parts(text).ok_or_else(|| DateError::Shape(text.to_owned()))?;
        let first = civil::Date::new(year, month, 1).map_err(|_| DateError::Month {
            text: text.to_owned(),
            month,
        })?;
        let date = civil::Date::new(year, month, day).map_err(|_| DateError::Day {
            text: text.to_owned(),
            last: first.days_in_month(),
        })?;
        Ok(Self(date))
    }
}

/// Year, month and day of a text of the right shape, whatever their values.
fn parts(text: &str) -> Option<(i16, i8, i8)> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let shaped = bytes.iter().enumerate().all(|(place, byte)| match place {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !shaped {
        return None;
    }
    Some((
        text[..4].parse().ok()?,
        text[5..7].parse().ok()?,
        text[8..].parse().ok()?,
    ))
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_printed_as_it_was_written() {
        for text in ["2023-12-19", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(text.parse::<Date>().expect(text).to_string(), text);
        }
    }

    #[test]
    fn dates_are_ordered_by_day() {
        let parse = |text: &str| text.parse::<Date>().expect("a date");
        assert!(parse("2023-12-31") < parse("2024-01-01"));
    }

    #[test]
    fn every_other_shape_is_refused_with_the_right_one() {
        for text in [
            "",
            "2023-2-3",
            "2023-02-3",
            "20230203",
            "2023/02/03",
            "03-02-2023",
            "2023-02-03T00:00",
            " 2023-02-03",
            "2023-02-03 ",
            "+023-02-03",
            "-023-02-03",
            "２０２３-02-03",
            "tomorrow",
        ] {
            let error = text.parse::<Date>().expect_err(text);
            assert_eq!(error, DateError::Shape(text.to_owned()));
            assert!(error.to_string().contains("YYYY-MM-DD"), "{error}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_named() {
        let error = |text: &str| text.parse::<Date>().expect_err(text).to_string();
        assert_eq!(
            error("2023-02-29"),
            "`2023-02-29` is not a date: that month has the days 01 to 28"
        );
        assert!(error("2024-04-31").ends_with("01 to 30"));
        assert!(error("2024-04-00").ends_with("01 to 30"));
        assert!(error("2023-13-01").contains("no month 13"));
        assert!(error("2023-00-01").contains("no month 00"));
    }
}
