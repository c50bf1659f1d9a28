//! Calls with the asynchronous half of ttrpc-rust.

mod lines;

use async_trait::async_trait;
use lines::{methods, print, requests, Call, Failure, Method, Outcome, Request, Serving};
use std::collections::HashMap;
use std::os::unix::io::IntoRawFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::time::Duration;
use tokio::time::sleep;
use ttrpc::asynchronous::{convert_response_to_buf, Client, MethodHandler, Server, TtrpcContext};

#[async_trait]
impl MethodHandler for Method {
    async fn handler(&self, context: TtrpcContext, _: ttrpc::Request) -> ttrpc::Result<(u32, Vec<u8>)> {
        if let Method::Sleep = self {
            sleep(Duration::from_secs(3)).await;
        }
        Ok((context.mh.stream_id, convert_response_to_buf(self.response())?))
    }
}

/// `Server::bind` fails where the kernel has no SO_REUSEPORT for Unix sockets, so the listener is ours.
async fn serve(socket: String, failure: Failure) -> (Server, Serving) {
    let listener = UnixListener::bind(&socket).unwrap();
    let handlers: HashMap<String, Box<dyn MethodHandler + Send + Sync>> = methods(&failure)
        .into_iter()
        .map(|(path, method)| (path, Box::new(method) as Box<dyn MethodHandler + Send + Sync>))
        .collect();
    let mut server = Server::new()
        .add_listener(listener.into_raw_fd())
        .unwrap()
        .set_domain_unix()
        .register_service(handlers);
    server.start().await.unwrap();
    (server, Serving { address: socket })
}

async fn call(call: Call) -> Outcome {
    let mut client = Client::new(UnixStream::connect(&call.address).unwrap().into_raw_fd());
    call.outcome(client.request(call.request()).await)
}

#[tokio::main]
async fn main() {
    let mut servers = vec![];
    for request in requests() {
        match request {
            Request::Serve { socket, failure } => {
                let (server, serving) = serve(socket, failure).await;
                servers.push(server);
                print(&serving);
            }
            Request::Call(asked) => print(&call(asked).await),
        }
    }
    // Tasks of the library may still be running.
    std::process::exit(0);
}
