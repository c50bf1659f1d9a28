// Answers with prost. An enum is a plain i32 in its messages, so what is read is the number. A required field is a plain
// member, too: it has its default where it was not sent.

mod protocol;

use protocol::{answer, answer_all, in_one_line, map, tell, Answer, Field, Message};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

mod proto2 {
    include!(concat!(env!("OUT_DIR"), "/peers.proto2.rs"));
}

mod proto3 {
    include!(concat!(env!("OUT_DIR"), "/peers.proto3.rs"));
}

include!(concat!(env!("OUT_DIR"), "/fields.rs"));

fn main() {
    answer_all(answer_for);
}

impl<M: prost::Message + Default + Field> Message for M {
    fn read_binary(input: &[u8]) -> Result<Self, String> {
        M::decode(input).map_err(in_one_line)
    }
    fn binary(&self) -> Result<Vec<u8>, String> {
        Ok(self.encode_to_vec())
    }
}

impl<K: Field + Ord, V: Field> Field for BTreeMap<K, V> {
    fn value(&self) -> Option<Value> {
        map(self.iter())
    }
    fn copied(&self) -> Self {
        self.iter()
            .map(|(key, value)| (key.copied(), value.copied()))
            .collect()
    }
}
