// Calls with gRPC's C++ library, through the classes that code generated for it uses.
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/wrappers.pb.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/client_unary_call.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/impl/rpc_service_method.h>
#include <grpcpp/impl/service_type.h>
#include <grpcpp/support/method_handler.h>
#include <grpcpp/support/sync_stream.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using google::protobuf::BytesValue;
using google::protobuf::Struct;
using google::protobuf::Value;
using grpc::internal::RpcMethod;

namespace {

BytesValue Zeros(size_t size) {
  BytesValue message;
  message.set_value(std::string(size, '\0'));
  return message;
}

std::string FromHex(const std::string& hex) {
  std::string bytes;
  for (size_t at = 0; at < hex.size(); at += 2) bytes.push_back(std::stoi(hex.substr(at, 2), nullptr, 16));
  return bytes;
}

std::string ToHex(const std::string& bytes) {
  static const char digits[] = "0123456789abcdef";
  std::string hex;
  for (unsigned char byte : bytes) hex.append({digits[byte >> 4], digits[byte & 15]});
  return hex;
}

class Calls : public grpc::Service {
 public:
  explicit Calls(const Struct& failure) {
    const std::string message = failure.fields().at("message").string_value();
    const std::string status = FromHex(failure.fields().at("status").string_value());
    Unary("/evolution.calls.Calls/Reply", [](BytesValue* reply) {
      *reply = Zeros(3);
      return grpc::Status::OK;
    });
    Unary("/evolution.calls.Calls/ReplyLarge", [](BytesValue* reply) {
      *reply = Zeros(5 * 1024 * 1024);
      return grpc::Status::OK;
    });
    Unary("/evolution.calls.Calls/Sleep", [](BytesValue* reply) {
      std::this_thread::sleep_for(std::chrono::seconds(3));
      *reply = Zeros(3);
      return grpc::Status::OK;
    });
    Unary("/evolution.calls.Calls/Fail", [message, status](BytesValue*) {
      return grpc::Status(grpc::StatusCode::FAILED_PRECONDITION, message, status);
    });
    Stream("/evolution.calls.Calls/StreamNone", 0);
    Stream("/evolution.calls.Calls/StreamOne", 1);
    Stream("/evolution.calls.Calls/StreamTwo", 2);
    AddMethod(new grpc::internal::RpcServiceMethod(
        "/evolution.calls.Calls/Collect", RpcMethod::CLIENT_STREAMING,
        new grpc::internal::ClientStreamingHandler<Calls, BytesValue, BytesValue>(
            [](Calls*, grpc::ServerContext*, grpc::ServerReader<BytesValue>* reader, BytesValue* reply) {
              BytesValue message;
              while (reader->Read(&message)) continue;
              *reply = Zeros(3);
              return grpc::Status::OK;
            },
            this)));
  }

 private:
  void Unary(const char* path, std::function<grpc::Status(BytesValue*)> handle) {
    AddMethod(new grpc::internal::RpcServiceMethod(
        path, RpcMethod::NORMAL_RPC,
        new grpc::internal::RpcMethodHandler<Calls, BytesValue, BytesValue>(
            [handle](Calls*, grpc::ServerContext*, const BytesValue*, BytesValue* reply) { return handle(reply); },
            this)));
  }

  void Stream(const char* path, int count) {
    AddMethod(new grpc::internal::RpcServiceMethod(
        path, RpcMethod::SERVER_STREAMING,
        new grpc::internal::ServerStreamingHandler<Calls, BytesValue, BytesValue>(
            [count](Calls*, grpc::ServerContext*, const BytesValue*, grpc::ServerWriter<BytesValue>* writer) {
              for (int sent = 0; sent < count; ++sent) writer->Write(Zeros(3));
              return grpc::Status::OK;
            },
            this)));
  }
};

std::vector<std::unique_ptr<Calls>> services;
std::vector<std::unique_ptr<grpc::Server>> servers;

Struct Serve(const Struct& request) {
  int port = 0;
  services.push_back(std::make_unique<Calls>(request.fields().at("failure").struct_value()));
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(services.back().get());
  servers.push_back(builder.BuildAndStart());
  Struct serving;
  (*serving.mutable_fields())["address"].set_string_value("127.0.0.1:" + std::to_string(port));
  return serving;
}

// The names that the specification gives; the library has no function for them.
std::string NameOf(grpc::StatusCode code) {
  static const char* const names[] = {"OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED",
                                      "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
                                      "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL",
                                      "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED"};
  return names[code];
}

Struct OutcomeOf(const grpc::Status& status, int messages) {
  Struct outcome;
  auto& fields = *outcome.mutable_fields();
  fields["code"].set_string_value(NameOf(status.error_code()));
  fields["message"].set_string_value(status.error_message());
  fields["messages"].set_number_value(messages);
  auto* lines = fields["lines"].mutable_list_value();
  if (!status.error_details().empty()) {
    lines->add_values()->set_string_value("error_details(): " + ToHex(status.error_details()));
  }
  return outcome;
}

Struct Call(const Struct& request) {
  const auto& fields = request.fields();
  const std::string path = fields.at("path").string_value();
  const std::string as = fields.at("as").string_value();
  std::vector<BytesValue> requests;
  for (const Value& size : fields.at("sizes").list_value().values()) {
    requests.push_back(Zeros(static_cast<size_t>(size.number_value())));
  }
  auto channel = grpc::CreateChannel(fields.at("address").string_value(), grpc::InsecureChannelCredentials());
  grpc::ClientContext context;
  const auto deadline = std::chrono::milliseconds(static_cast<int>(fields.at("deadline").number_value()));
  context.set_deadline(std::chrono::system_clock::now() + deadline);
  BytesValue response;
  if (as == "server-streaming") {
    RpcMethod method(path.c_str(), RpcMethod::SERVER_STREAMING, channel);
    std::unique_ptr<grpc::ClientReader<BytesValue>> reader(
        grpc::internal::ClientReaderFactory<BytesValue>::Create(channel.get(), method, &context, requests[0]));
    int messages = 0;
    while (reader->Read(&response)) ++messages;
    return OutcomeOf(reader->Finish(), messages);
  }
  if (as == "client-streaming") {
    RpcMethod method(path.c_str(), RpcMethod::CLIENT_STREAMING, channel);
    std::unique_ptr<grpc::ClientWriter<BytesValue>> writer(
        grpc::internal::ClientWriterFactory<BytesValue>::Create(channel.get(), method, &context, &response));
    for (const BytesValue& message : requests) writer->Write(message);
    writer->WritesDone();
    const grpc::Status status = writer->Finish();
    return OutcomeOf(status, status.ok() ? 1 : 0);
  }
  RpcMethod method(path.c_str(), RpcMethod::NORMAL_RPC, channel);
  const grpc::Status status = grpc::internal::BlockingUnaryCall<BytesValue, BytesValue>(channel.get(), method, &context,
                                                                                        requests[0], &response);
  return OutcomeOf(status, status.ok() ? 1 : 0);
}

}  // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    Struct request;
    if (!google::protobuf::util::JsonStringToMessage(line, &request).ok()) return 1;
    const Struct answer = request.fields().at("do").string_value() == "serve" ? Serve(request) : Call(request);
    std::string json;
    if (!google::protobuf::util::MessageToJsonString(answer, &json).ok()) return 1;
    std::cout << json << std::endl;
  }
  // Handlers may still be running.
  std::_Exit(0);
}
