// Answers with rust-protobuf, version 2. Its maps are written in an order that differs from run to run, and it offers no
// other: only the bytes of a map with one entry can be compared.

// A message whose only field is a group has no member to be read or copied.
#![allow(unused_mut)]

#[macro_use]
mod protocol;

use protobuf::{RepeatedField, SingularField, SingularPtrField};
use protocol::{answer, answer_all, in_one_line, list, map, tell, Answer, Field, Message};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::hash::Hash;

#[allow(warnings)]
mod proto2 {
    include!(concat!(env!("OUT_DIR"), "/proto2.rs"));
}

#[allow(warnings)]
mod proto3 {
    include!(concat!(env!("OUT_DIR"), "/proto3.rs"));
}

include!(concat!(env!("OUT_DIR"), "/fields.rs"));

fn main() {
    answer_all(answer_for);
}

impl<M: protobuf::Message + Field> Message for M {
    fn read_binary(input: &[u8]) -> Result<Self, String> {
        M::parse_from_bytes(input).map_err(in_one_line)
    }
    fn binary(&self) -> Result<Vec<u8>, String> {
        self.write_to_bytes().map_err(in_one_line)
    }
}

impl<T: Field + Default> Field for SingularField<T> {
    fn value(&self) -> Option<Value> {
        self.as_ref().and_then(T::value)
    }
    fn copied(&self) -> Self {
        self.as_ref().map(T::copied).into()
    }
}

impl<T: Field + Default> Field for SingularPtrField<T> {
    fn value(&self) -> Option<Value> {
        self.as_ref().and_then(T::value)
    }
    fn copied(&self) -> Self {
        self.as_ref().map(T::copied).into()
    }
}

impl<T: Field> Field for RepeatedField<T> {
    fn value(&self) -> Option<Value> {
        list(self)
    }
    fn copied(&self) -> Self {
        self.iter().map(T::copied).collect()
    }
}

impl<K: Field + Eq + Hash, V: Field> Field for HashMap<K, V> {
    fn value(&self) -> Option<Value> {
        map(self.iter())
    }
    fn copied(&self) -> Self {
        self.iter()
            .map(|(key, value)| (key.copied(), value.copied()))
            .collect()
    }
}
