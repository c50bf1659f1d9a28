//! Calls with the synchronous half of ttrpc-rust.

mod lines;

use lines::{methods, print, requests, Call, Failure, Method, Outcome, Request, Serving};
use std::collections::HashMap;
use std::os::unix::io::IntoRawFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::thread::sleep;
use std::time::Duration;
use ttrpc::{Client, MethodHandler, Server, TtrpcContext};

impl MethodHandler for Method {
    fn handler(&self, context: TtrpcContext, _: ttrpc::Request) -> ttrpc::Result<()> {
        if let Method::Sleep = self {
            sleep(Duration::from_secs(3));
        }
        ttrpc::response_to_channel(context.mh.stream_id, self.response(), context.res_tx)
    }
}

/// `Server::bind` fails where the kernel has no SO_REUSEPORT for Unix sockets, so the listener is ours.
fn serve(socket: String, failure: Failure) -> (Server, Serving) {
    let listener = UnixListener::bind(&socket).unwrap();
    let handlers: HashMap<String, Box<dyn MethodHandler + Send + Sync>> = methods(&failure)
        .into_iter()
        .map(|(path, method)| (path, Box::new(method) as Box<dyn MethodHandler + Send + Sync>))
        .collect();
    let mut server = Server::new()
        .add_listener(listener.into_raw_fd())
        .unwrap()
        .register_service(handlers);
    server.start().unwrap();
    (server, Serving { address: socket })
}

fn call(call: Call) -> Outcome {
    let client = Client::new(UnixStream::connect(&call.address).unwrap().into_raw_fd());
    call.outcome(client.request(call.request()))
}

fn main() {
    let mut servers = vec![];
    for request in requests() {
        match request {
            Request::Serve { socket, failure } => {
                let (server, serving) = serve(socket, failure);
                servers.push(server);
                print(&serving);
            }
            Request::Call(asked) => print(&call(asked)),
        }
    }
    // Threads of the library may still be running.
    std::process::exit(0);
}
