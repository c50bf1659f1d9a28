// What build scripts write for a message of a library that has no reflection, or whose reflection cannot set fields.

use std::fmt::Write;

/// A field as generated code has it: a member of the struct, or of the enum that is a oneof.
pub struct Field<'a> {
    pub name: &'a str,
    /// For a member of a oneof: the field of the oneof, and the path of the member in its enum.
    pub oneof: Option<(&'a str, String)>,
}

/// The code that tells and copies the fields of the message at a path, in the order given.
pub fn implementation(path: &str, fields: &[Field]) -> String {
    let (mut told, mut copied) = (String::new(), String::new());
    for Field { name, oneof } in fields {
        let (tell, copy) = match oneof {
            None => (
                format!("tell(&mut reading, \"{name}\", &self.{name});"),
                format!("copy.{name} = self.{name}.copied();"),
            ),
            Some((oneof, member)) => {
                let chosen = format!("if let Some({member}(member)) = &self.{oneof}");
                (
                    format!("{chosen} {{ tell(&mut reading, \"{name}\", member); }}"),
                    format!("{chosen} {{ copy.{oneof} = Some({member}(member.copied())); }}"),
                )
            }
        };
        writeln!(told, "{tell}").unwrap();
        writeln!(copied, "{copy}").unwrap();
    }
    format!(
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
        }}\n"
    )
}
