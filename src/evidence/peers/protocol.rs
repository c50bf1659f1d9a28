// What the peers written in Rust share: requests in, answers out, and values in the form that protocol.ts describes.

use serde_json::{json, Map, Value};
use std::fmt::{Display, Write as _};
use std::io::{stdin, stdout, BufRead, BufWriter, Write as _};
use std::panic::{catch_unwind, set_hook, AssertUnwindSafe};

/// A message, as a library reads and writes it.
pub trait Message: Field + Sized {
    fn read_binary(input: &[u8]) -> Result<Self, String>;
    fn binary(&self) -> Result<Vec<u8>, String>;
}

/// What is in a field. A message is, too.
pub trait Field {
    /// The value, unless the field tells that it was not set.
    fn value(&self) -> Option<Value>;
    /// The same, with each declared field that is set assigned anew.
    fn copied(&self) -> Self;
}

/// Answers a request for one type of message.
pub type Answer = fn(&Value) -> Value;

pub fn answer_all(answer_for: fn(&str) -> Option<Answer>) {
    set_hook(Box::new(|_| {}));
    let mut output = BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let answer = answer_for(text(&request["message"])).expect("a message of the schemas");
        writeln!(output, "{}", answer(&request)).unwrap();
    }
    output.flush().unwrap();
}

pub fn answer<M: Message>(request: &Value) -> Value {
    let message = match caught(|| read::<M>(request)) {
        Ok(message) => message,
        Err(error) => return json!({ "id": request["id"], "error": error }),
    };
    let mut answer = Map::new();
    answer.insert("id".into(), request["id"].clone());
    for output in request["to"].as_array().unwrap() {
        let made = caught(|| make(text(output), &message));
        let made = made.unwrap_or_else(|error| json!({ "error": error }));
        answer.insert(text(output).into(), made);
    }
    Value::Object(answer)
}

const NO_JSON: &str = "no ProtoJSON";

fn read<M: Message>(request: &Value) -> Result<M, String> {
    match text(&request["from"]) {
        "binary" => M::read_binary(&from_hex(text(&request["input"]))),
        _ => Err(NO_JSON.into()),
    }
}

fn make<M: Message>(output: &str, message: &M) -> Result<Value, String> {
    match output {
        "reading" => Ok(message.value().into()),
        "binary" => Ok(hex(&message.binary()?).into()),
        "copy" => Ok(hex(&message.copied().binary()?).into()),
        _ => Err(NO_JSON.into()),
    }
}

/// Turns a panic of the library into an error.
fn caught<T>(act: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|reason| {
        let words = reason.downcast_ref::<&str>().map(|words| words.to_string());
        let words = words.or_else(|| reason.downcast_ref::<String>().cloned());
        Err(format!("panic: {}", words.unwrap_or_default()))
    })
}

pub fn in_one_line(error: impl Display) -> String {
    error.to_string().replace('\n', " ")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn from_hex(digits: &str) -> Vec<u8> {
    let bytes = (0..digits.len()).step_by(2);
    bytes
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").unwrap();
        digits
    })
}

/// Adds a field of a message to its reading.
pub fn tell(reading: &mut Map<String, Value>, name: &str, field: &impl Field) {
    if let Some(value) = field.value() {
        reading.insert(name.into(), value);
    }
}

macro_rules! scalar {
    ($type:ty, |$value:ident| $form:expr) => {
        impl Field for $type {
            fn value(&self) -> Option<Value> {
                let $value = self;
                Some($form.into())
            }
            fn copied(&self) -> Self {
                self.clone()
            }
        }
    };
}

scalar!(bool, |value| *value);
scalar!(i32, |value| value.to_string());
scalar!(i64, |value| value.to_string());
scalar!(u32, |value| value.to_string());
scalar!(u64, |value| value.to_string());
scalar!(f32, |value| or_nan(
    value.is_nan(),
    format!("{:#010x}", value.to_bits())
));
scalar!(f64, |value| or_nan(
    value.is_nan(),
    format!("{:#018x}", value.to_bits())
));
scalar!(String, |value| format!("\"{value}"));
scalar!(Vec<u8>, |value| format!("h{}", hex(value)));

fn or_nan(is_nan: bool, bits: String) -> String {
    if is_nan {
        "NaN".into()
    } else {
        bits
    }
}

impl<T: Field> Field for Option<T> {
    fn value(&self) -> Option<Value> {
        self.as_ref().and_then(T::value)
    }
    fn copied(&self) -> Self {
        self.as_ref().map(T::copied)
    }
}

impl<T: Field> Field for Vec<T> {
    fn value(&self) -> Option<Value> {
        list(self)
    }
    fn copied(&self) -> Self {
        self.iter().map(T::copied).collect()
    }
}

pub fn list<T: Field>(items: &[T]) -> Option<Value> {
    let values: Vec<Value> = items.iter().filter_map(T::value).collect();
    (!values.is_empty()).then(|| values.into())
}

pub fn map<'a, K: Field + 'a, V: Field + 'a>(
    entries: impl Iterator<Item = (&'a K, &'a V)>,
) -> Option<Value> {
    let mut pairs: Vec<(Value, Value)> = entries
        .filter_map(|(key, value)| Some((key.value()?, value.value()?)))
        .collect();
    // The order that JavaScript gives to strings.
    pairs.sort_by_cached_key(|(key, _)| text(key).encode_utf16().collect::<Vec<u16>>());
    (!pairs.is_empty()).then(|| json!(pairs))
}
