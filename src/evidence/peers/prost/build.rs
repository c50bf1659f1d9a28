// Generates the messages, and for each what its fields are: prost has no reflection.

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
    let (mut told, mut copied) = (String::new(), String::new());
    for field in fields {
        let name = field.name();
        if field.oneof_index.is_some() && !field.proto3_optional() {
            let oneof = message.oneof_decl[field.oneof_index() as usize].name();
            let member = format!(
                "{inside}::{}::{}",
                oneof.to_upper_camel_case(),
                name.to_upper_camel_case()
            );
            let chosen = format!("if let Some({member}(member)) = &self.{oneof}");
            writeln!(
                told,
                "{chosen} {{ tell(&mut reading, \"{name}\", member); }}"
            )
            .unwrap();
            writeln!(
                copied,
                "{chosen} {{ copy.{oneof} = Some({member}(member.copied())); }}"
            )
            .unwrap();
        } else {
            writeln!(told, "tell(&mut reading, \"{name}\", &self.{name});").unwrap();
            writeln!(copied, "copy.{name} = self.{name}.copied();").unwrap();
        }
    }
    writeln!(
        code,
        "impl Field for {path} {{
            fn value(&self) -> Option<Value> {{
                let mut reading = Map::new();
                {told}
                Some(reading.into())
            }}
            fn copied(&self) -> Self {{
                let mut copy = Self::default();
                {copied}
                copy
            }}
        }}"
    )
    .unwrap();
}

fn is_map_entry(message: &DescriptorProto) -> bool {
    message
        .options
        .as_ref()
        .map_or(false, |options| options.map_entry())
}
