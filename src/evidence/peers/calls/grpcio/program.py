"""Calls with grpcio, through the functions that code generated for it calls."""

import json
import os
import sys
import time
from concurrent import futures

import grpc
from google.protobuf.wrappers_pb2 import BytesValue

SMALL = BytesValue(value=bytes(3))
LARGE = BytesValue(value=bytes(5 * 1024 * 1024))


def sleep(request, context):
    time.sleep(3)
    return SMALL


def fail(failure):
    def handle(request, context):
        status = bytes.fromhex(failure["status"])
        context.set_trailing_metadata((("grpc-status-details-bin", status),))
        context.abort(grpc.StatusCode.FAILED_PRECONDITION, failure["message"])

    return handle


def stream(count):
    def handle(request, context):
        for _ in range(count):
            yield SMALL

    return handle


def collect(requests, context):
    for _ in requests:
        pass
    return SMALL


def serve(request):
    def method(kind, handle):
        return kind(handle, BytesValue.FromString, BytesValue.SerializeToString)

    unary = grpc.unary_unary_rpc_method_handler
    server_streaming = grpc.unary_stream_rpc_method_handler
    handlers = {
        "Reply": method(unary, lambda request, context: SMALL),
        "ReplyLarge": method(unary, lambda request, context: LARGE),
        "Sleep": method(unary, sleep),
        "Fail": method(unary, fail(request["failure"])),
        "StreamNone": method(server_streaming, stream(0)),
        "StreamOne": method(server_streaming, stream(1)),
        "StreamTwo": method(server_streaming, stream(2)),
        "Collect": method(grpc.stream_unary_rpc_method_handler, collect),
    }
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=8))
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler("evolution.calls.Calls", handlers),)
    )
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    # A server without a reference to it is ended.
    running.append(server)
    return {"address": f"127.0.0.1:{port}"}


running = []


def call(request):
    requests = [BytesValue(value=bytes(size)) for size in request["sizes"]]
    timeout = request["deadline"] / 1000
    codec = (BytesValue.SerializeToString, BytesValue.FromString)
    received = []
    with grpc.insecure_channel(request["address"]) as channel:
        try:
            if request["as"] == "server-streaming":
                for message in channel.unary_stream(request["path"], *codec)(requests[0], timeout=timeout):
                    received.append(message)
            elif request["as"] == "client-streaming":
                received.append(channel.stream_unary(request["path"], *codec)(iter(requests), timeout=timeout))
            else:
                received.append(channel.unary_unary(request["path"], *codec)(requests[0], timeout=timeout))
        except grpc.RpcError as error:
            details = [
                f'trailing_metadata()["{key}"]: {value.hex()}'
                for key, value in error.trailing_metadata() or ()
                if key == "grpc-status-details-bin"
            ]
            return outcome(error.code().name, error.details(), received, details)
    return outcome("OK", "", received, [])


def outcome(code, message, received, lines):
    messages = [message for message in received if message is not None]
    if len(messages) < len(received):
        lines = lines + ["the response is None"]
    return {"code": code, "message": message, "messages": len(messages), "lines": lines}


for line in sys.stdin:
    request = json.loads(line)
    answer = serve(request) if request["do"] == "serve" else call(request)
    print(json.dumps(answer), flush=True)
# Handlers may still be running.
os._exit(0)
