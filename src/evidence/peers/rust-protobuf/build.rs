// Generates the messages, and for each what its fields are: the reflection of this library cannot set fields.

mod fields;

use fields::{implementation, Field};
use protobuf::descriptor::{
    DescriptorProto, FieldDescriptorProto, FieldDescriptorProto_Type, FileDescriptorSet,
};
use protobuf::Message;
use protobuf_codegen::Customize;
use std::{env, fmt::Write, fs, path::Path, process::Command};

const FILES: [&str; 2] = ["proto2.proto", "proto3.proto"];

fn main() {
    let output = env::var("OUT_DIR").unwrap();
    let output = Path::new(&output);
    let set = descriptors(&output.join("schemas.binpb"));
    let files = FILES.map(String::from);
    // Without it, the members of proto2's messages are out of the program's reach.
    let customize = Customize {
        expose_fields: Some(true),
        ..Default::default()
    };
    for generated in protobuf_codegen::gen(set.get_file(), &files, &customize) {
        let code = String::from_utf8(generated.content).unwrap();
        fs::write(
            output.join(generated.name),
            without_attributes_of_file(&code),
        )
        .unwrap();
    }
    fs::write(output.join("fields.rs"), generate(&set)).unwrap();
}

/// Of protoc, in whose descriptors an `optional` of proto3 is the only member of a oneof: this version knows oneofs, but not
/// `optional` there. (The parser of protobuf-codegen-pure passes over the word, and the field loses its presence.)
fn descriptors(path: &Path) -> FileDescriptorSet {
    let schemas = env::var("SCHEMAS").unwrap();
    println!("cargo:rerun-if-env-changed=SCHEMAS");
    println!("cargo:rerun-if-changed={schemas}");
    let status = Command::new(env::var("PROTOC").unwrap())
        .arg("--include_imports")
        .arg(format!("--descriptor_set_out={}", path.display()))
        .arg(format!("--proto_path={schemas}"))
        .args(FILES)
        .status();
    assert!(status.unwrap().success());
    FileDescriptorSet::parse_from_bytes(&fs::read(path).unwrap()).unwrap()
}

/// A file that is included cannot have them.
fn without_attributes_of_file(code: &str) -> String {
    let lines = code.lines().filter(|line| !line.starts_with("#!["));
    lines
        .filter(|line| !line.starts_with("//!"))
        .fold(String::new(), |code, line| code + line + "\n")
}

fn generate(set: &FileDescriptorSet) -> String {
    let mut code = String::new();
    let mut answers = String::new();
    for file in set.get_file() {
        let package = file.get_package();
        let module = match package {
            "google.protobuf" => "protobuf::well_known_types",
            _ => package.rsplit('.').next().unwrap(),
        };
        for declared in file.get_enum_type() {
            let name = declared.get_name();
            writeln!(
                code,
                "scalar!({module}::{name}, |number| protobuf::ProtobufEnum::value(number).to_string());"
            )
            .unwrap();
        }
        for message in file.get_message_type() {
            let path = format!("{module}::{}", message.get_name());
            implement(&mut code, &path, message);
            writeln!(
                answers,
                "\"{package}.{}\" => Some(answer::<{path}>),",
                message.get_name()
            )
            .unwrap();
        }
    }
    code + "fn answer_for(message: &str) -> Option<Answer> { match message {"
        + &answers
        + "_ => None } }"
}

fn implement(code: &mut String, path: &str, message: &DescriptorProto) {
    // The generator passes over groups: such a field has no member.
    let is_member = |field: &&FieldDescriptorProto| {
        field.get_field_type() != FieldDescriptorProto_Type::TYPE_GROUP
    };
    let mut fields: Vec<&FieldDescriptorProto> =
        message.get_field().iter().filter(is_member).collect();
    fields.sort_by_key(|field| field.get_number());
    let fields: Vec<Field> = fields
        .into_iter()
        .map(|field| Field {
            name: field.get_name(),
            oneof: field.has_oneof_index().then(|| {
                let oneof = message.get_oneof_decl()[field.get_oneof_index() as usize].get_name();
                (oneof, format!("{path}_oneof_{oneof}::{}", field.get_name()))
            }),
        })
        .collect();
    code.push_str(&implementation(path, &fields));
}
