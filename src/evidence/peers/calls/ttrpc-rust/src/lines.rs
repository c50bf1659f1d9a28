//! The lines that both programs read and write, and what their services share.

use protobuf::well_known_types::BytesValue;
use protobuf::Message;
use serde::{Deserialize, Serialize};
use std::io::BufRead;
use ttrpc::{Code, Error, Response, Status};

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub enum Request {
    Serve { socket: String, failure: Failure },
    Call(Call),
}

#[derive(Deserialize)]
pub struct Failure {
    status: String,
}

#[derive(Deserialize)]
pub struct Call {
    pub address: String,
    path: String,
    #[serde(rename = "as")]
    kind: String,
    sizes: Vec<usize>,
    deadline: i64,
}

#[derive(Serialize)]
pub struct Serving {
    pub address: String,
}

#[derive(Serialize)]
pub struct Outcome {
    code: String,
    message: String,
    messages: u32,
    lines: Vec<String>,
}

pub fn requests() -> impl Iterator<Item = Request> {
    std::io::stdin()
        .lock()
        .lines()
        .map(|line| serde_json::from_str(&line.unwrap()).unwrap())
}

pub fn print(answer: &impl Serialize) {
    println!("{}", serde_json::to_string(answer).unwrap());
}

pub fn bytes(size: usize) -> BytesValue {
    let mut message = BytesValue::new();
    message.set_value(vec![0; size]);
    message
}

impl Failure {
    /// What `Fail` ends with. ttRPC's `Status` has the fields of `google.rpc.Status`.
    pub fn status(&self) -> Status {
        let digits = self.status.as_bytes().chunks(2);
        let bytes: Vec<u8> = digits
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect();
        Status::parse_from_bytes(&bytes).unwrap()
    }
}

/// A method of the service.
#[derive(Clone)]
pub enum Method {
    Reply,
    ReplyLarge,
    Sleep,
    Fail(Status),
}

pub fn methods(failure: &Failure) -> Vec<(String, Method)> {
    let calls = |name: &str| format!("/evolution.calls.Calls/{}", name);
    vec![
        (calls("Reply"), Method::Reply),
        (calls("ReplyLarge"), Method::ReplyLarge),
        (calls("Sleep"), Method::Sleep),
        (calls("Fail"), Method::Fail(failure.status())),
        ("/grpc.AgentService/UpdateContainer".to_string(), Method::Reply),
    ]
}

impl Method {
    /// The response, as the macros of ttrpc make it of what a handler returns.
    pub fn response(&self) -> Response {
        let mut response = Response::new();
        match self {
            Method::Fail(status) => response.set_status(status.clone()),
            _ => {
                response.set_status(ttrpc::get_status(Code::OK, ""));
                let size = if let Method::ReplyLarge = self { 5 * 1024 * 1024 } else { 3 };
                response.set_payload(bytes(size).write_to_bytes().unwrap());
            }
        }
        response
    }
}

impl Call {
    /// The request, as the macros of ttrpc make it.
    pub fn request(&self) -> ttrpc::Request {
        let path: Vec<&str> = self.path.split('/').collect();
        let mut request = ttrpc::Request::new();
        request.set_service(path[1].to_string());
        request.set_method(path[2].to_string());
        request.set_timeout_nano(self.deadline * 1_000_000);
        request.set_payload(bytes(self.sizes[0]).write_to_bytes().unwrap());
        request
    }

    pub fn outcome(&self, result: ttrpc::Result<Response>) -> Outcome {
        let error = match result {
            Ok(_) => {
                return Outcome { code: "OK".to_string(), message: String::new(), messages: 1, lines: vec![] }
            }
            Err(error) => error,
        };
        let mut lines = vec![];
        let (code, message) = match &error {
            Error::RpcStatus(status) => {
                for (index, detail) in status.get_details().iter().enumerate() {
                    let value: String = detail.value.iter().map(|byte| format!("{:02x}", byte)).collect();
                    lines.push(format!("details[{}]: {} {}", index, detail.type_url, value));
                }
                (format!("{:?}", status.get_code()), status.get_message().to_string())
            }
            other => ("NO_STATUS".to_string(), other.to_string()),
        };
        if self.kind == "fallback" {
            lines.push(fallback(&error).to_string());
        }
        Outcome { code, message, messages: 0, lines }
    }
}

/// What Kata's Go runtime does with an error of `UpdateEphemeralMounts`, with this library.
fn fallback(error: &Error) -> &'static str {
    match error {
        Error::RpcStatus(status) if status.get_code() == Code::UNIMPLEMENTED => "fallback: the error is ignored",
        _ => "no fallback: the error is returned",
    }
}
