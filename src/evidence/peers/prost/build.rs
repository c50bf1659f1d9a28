// Generates the messages, and for each what its fields are: prost has no reflection.

mod fields;

use fields::{implementation, Field};
use heck::{ToSnakeCase, ToUpperCamelCase};
use prost::Message;
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorSet};
use std::{env, fmt::Write, fs, path::Path};

fn main() {
    let schemas = env::var("SCHEMAS").unwrap();
    let output = env::var("OUT_DIR").unwrap();
    let descriptors = Path::new(&output).join("schemas.binpb");
    println!("cargo:rerun-if-env-changed=SCHEMAS");
    println!("cargo:rerun-if-changed={schemas}");
    prost_build::Config::new()
        // Maps in the order of their keys, as prost offers it, instead of one that differs from run to run.
        .btree_map(["."])
        .file_descriptor_set_path(&descriptors)
        .compile_protos(&["proto2.proto", "proto3.proto"], &[schemas])
        .unwrap();
    let set = FileDescriptorSet::decode(&*fs::read(descriptors).unwrap()).unwrap();
    fs::write(Path::new(&output).join("fields.rs"), generate(&set)).unwrap();
}

fn generate(set: &FileDescriptorSet) -> String {
    let mut code = String::new();
    let mut answers = String::new();
    for file in &set.file {
        let module = match file.package() {
            "google.protobuf" => "prost_types",
            package => package.rsplit('.').next().unwrap(),
        };
        for message in &file.message_type {
            implement(&mut code, module, message);
            let (package, name) = (file.package(), message.name());
            writeln!(
                answers,
                "\"{package}.{name}\" => Some(answer::<{module}::{name}>),"
            )
            .unwrap();
        }
    }
    code + "fn answer_for(message: &str) -> Option<Answer> { match message {"
        + &answers
        + "_ => None } }"
}

fn implement(code: &mut String, module: &str, message: &DescriptorProto) {
    let path = format!("{module}::{}", message.name());
    let inside = format!("{module}::{}", message.name().to_snake_case());
    for nested in message
        .nested_type
        .iter()
        .filter(|nested| !is_map_entry(nested))
    {
        implement(code, &inside, nested);
    }
    let mut fields: Vec<&FieldDescriptorProto> = message.field.iter().collect();
    fields.sort_by_key(|field| field.number());
    let fields: Vec<Field> = fields
        .into_iter()
        .map(|field| Field {
            name: field.name(),
            oneof: oneof_of(field, message).map(|oneof| (oneof, member(&inside, oneof, field))),
        })
        .collect();
    code.push_str(&implementation(&path, &fields));
}

/// An `optional` of proto3 is the only member of a oneof in the descriptor, and not in the code.
fn oneof_of<'a>(field: &FieldDescriptorProto, message: &'a DescriptorProto) -> Option<&'a str> {
    let index = field.oneof_index.filter(|_| !field.proto3_optional())?;
    Some(message.oneof_decl[index as usize].name())
}

fn member(inside: &str, oneof: &str, field: &FieldDescriptorProto) -> String {
    let (oneof, name) = (oneof.to_upper_camel_case(), field.name().to_upper_camel_case());
    format!("{inside}::{oneof}::{name}")
}

fn is_map_entry(message: &DescriptorProto) -> bool {
    message
        .options
        .as_ref()
        .map_or(false, |options| options.map_entry())
}
