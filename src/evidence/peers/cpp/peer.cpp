// Answers the requests of ../protocol.ts with libprotobuf.
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/type_resolver_util.h>

#include <algorithm>
#include <cmath>
#include <codecvt>
#include <cstring>
#include <iostream>
#include <locale>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "proto2.pb.h"
#include "proto3.pb.h"

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::LogLevel;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::Reflection;
using google::protobuf::util::Status;
using Json = nlohmann::ordered_json;

namespace {

// What the library logged last. Its functions for bytes tell success or failure only, and log the reason if any.
std::string logged;

void KeepLog(LogLevel, const char*, int, const std::string& message) { logged = message; }

std::string OneLine(const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

// Throws when `done` is false: with what the library logged meanwhile, else with what it returned.
void Check(bool done, const std::string& call) {
  if (!done) throw std::runtime_error(logged.empty() ? call + " returned false" : logged);
}

void Check(const Status& status) {
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

std::string ToHex(const std::string& bytes) {
  static const char digits[] = "0123456789abcdef";
  std::string hex;
  for (unsigned char byte : bytes) hex.append({digits[byte >> 4], digits[byte & 15]});
  return hex;
}

std::string FromHex(const std::string& hex) {
  std::string bytes;
  for (size_t at = 0; at < hex.size(); at += 2) bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
  return bytes;
}

template <typename Bits, typename Float>
std::string ReadFloat(Float value) {
  if (std::isnan(value)) return "NaN";
  Bits bits;
  std::memcpy(&bits, &value, sizeof bits);
  std::string bytes;
  for (int shift = 8 * sizeof bits - 8; shift >= 0; shift -= 8) bytes += static_cast<char>(bits >> shift);
  return "0x" + ToHex(bytes);
}

std::string ReadText(const std::string& text) {
  return google::protobuf::internal::IsStructurallyValidUTF8(text.data(), text.size()) ? "\"" + text
                                                                                       : "'" + ToHex(text);
}

Json ReadMessage(const Message& message);

// The value of a field; of a list, the one at `index`.
Json ReadValue(const Message& message, const FieldDescriptor* field, int index) {
  const Reflection* reflection = message.GetReflection();
#define GET(Type) \
  (field->is_repeated() ? reflection->GetRepeated##Type(message, field, index) : reflection->Get##Type(message, field))
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return std::to_string(GET(Int32));
    case FieldDescriptor::CPPTYPE_INT64:
      return std::to_string(GET(Int64));
    case FieldDescriptor::CPPTYPE_UINT32:
      return std::to_string(GET(UInt32));
    case FieldDescriptor::CPPTYPE_UINT64:
      return std::to_string(GET(UInt64));
    case FieldDescriptor::CPPTYPE_ENUM:
      return std::to_string(GET(EnumValue));
    case FieldDescriptor::CPPTYPE_BOOL:
      return GET(Bool);
    case FieldDescriptor::CPPTYPE_FLOAT:
      return ReadFloat<uint32_t>(GET(Float));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return ReadFloat<uint64_t>(GET(Double));
    case FieldDescriptor::CPPTYPE_STRING:
      return field->type() == FieldDescriptor::TYPE_BYTES ? "h" + ToHex(GET(String)) : ReadText(GET(String));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ReadMessage(GET(Message));
  }
#undef GET
  throw std::logic_error("a type without a reader");
}

std::u16string SortKey(const Json& pair) {
  const Json& key = pair[0];
  std::wstring_convert<std::codecvt_utf8_utf16<char16_t>, char16_t> convert;
  return convert.from_bytes(key.is_boolean() ? key.dump() : key.get<std::string>());
}

// Reflection shows a map as a list of messages with a key and a value.
Json ReadMap(const Message& message, const FieldDescriptor* field) {
  std::vector<Json> pairs;
  for (int index = 0; index < message.GetReflection()->FieldSize(message, field); index++) {
    const Message& entry = message.GetReflection()->GetRepeatedMessage(message, field, index);
    pairs.push_back(Json::array({ReadValue(entry, field->message_type()->map_key(), 0),
                                 ReadValue(entry, field->message_type()->map_value(), 0)}));
  }
  std::sort(pairs.begin(), pairs.end(), [](const Json& a, const Json& b) { return SortKey(a) < SortKey(b); });
  return pairs;
}

Json ReadList(const Message& message, const FieldDescriptor* field) {
  Json list = Json::array();
  for (int index = 0; index < message.GetReflection()->FieldSize(message, field); index++)
    list.push_back(ReadValue(message, field, index));
  return list;
}

std::vector<const FieldDescriptor*> FieldsByNumber(const Descriptor* descriptor) {
  std::vector<const FieldDescriptor*> fields;
  for (int index = 0; index < descriptor->field_count(); index++) fields.push_back(descriptor->field(index));
  std::sort(fields.begin(), fields.end(),
            [](const FieldDescriptor* a, const FieldDescriptor* b) { return a->number() < b->number(); });
  return fields;
}

Json ReadMessage(const Message& message) {
  const Reflection* reflection = message.GetReflection();
  Json reading = Json::object();
  for (const FieldDescriptor* field : FieldsByNumber(message.GetDescriptor())) {
    if (field->is_repeated() ? reflection->FieldSize(message, field) == 0
                             : field->has_presence() && !reflection->HasField(message, field))
      continue;
    reading[field->name()] = field->is_map()        ? ReadMap(message, field)
                             : field->is_repeated() ? ReadList(message, field)
                                                    : ReadValue(message, field, 0);
  }
  return reading;
}

void CopyFields(const Message& source, Message* target);

// Assigns the value of a field; of a list, appends the one at `index`.
void CopyValue(const Message& source, Message* target, const FieldDescriptor* field, int index) {
  const Reflection* from = source.GetReflection();
  const Reflection* to = target->GetReflection();
#define COPY(Type)                                                                 \
  if (field->is_repeated())                                                        \
    to->Add##Type(target, field, from->GetRepeated##Type(source, field, index));   \
  else                                                                             \
    to->Set##Type(target, field, from->Get##Type(source, field));                  \
  return
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      COPY(Int32);
    case FieldDescriptor::CPPTYPE_INT64:
      COPY(Int64);
    case FieldDescriptor::CPPTYPE_UINT32:
      COPY(UInt32);
    case FieldDescriptor::CPPTYPE_UINT64:
      COPY(UInt64);
    case FieldDescriptor::CPPTYPE_ENUM:
      COPY(EnumValue);
    case FieldDescriptor::CPPTYPE_BOOL:
      COPY(Bool);
    case FieldDescriptor::CPPTYPE_FLOAT:
      COPY(Float);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      COPY(Double);
    case FieldDescriptor::CPPTYPE_STRING:
      COPY(String);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (field->is_repeated())
        CopyFields(from->GetRepeatedMessage(source, field, index), to->AddMessage(target, field));
      else
        CopyFields(from->GetMessage(source, field), to->MutableMessage(target, field));
  }
#undef COPY
}

// Assigns each declared field that is set. Whole messages are never copied, so no unknown field travels.
void CopyFields(const Message& source, Message* target) {
  std::vector<const FieldDescriptor*> fields;
  source.GetReflection()->ListFields(source, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? source.GetReflection()->FieldSize(source, field) : 1;
    for (int index = 0; index < count; index++) CopyValue(source, target, field, index);
  }
}

std::unique_ptr<Message> NewMessage(const Descriptor* descriptor) {
  return std::unique_ptr<Message>(MessageFactory::generated_factory()->GetPrototype(descriptor)->New());
}

std::string ToBytes(const Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream output(&stream);
  output.SetSerializationDeterministic(true);
  Check(message.SerializeToCodedStream(&output), "SerializeToCodedStream");
  output.Trim();
  return bytes;
}

std::string TypeUrl(const Message& message) { return "type.googleapis.com/" + message.GetDescriptor()->full_name(); }

// MessageToJsonString does the same with bytes that have maps in an order of chance.
std::string ToJson(const Message& message) {
  static google::protobuf::util::TypeResolver* resolver =
      google::protobuf::util::NewTypeResolverForDescriptorPool("type.googleapis.com", DescriptorPool::generated_pool());
  std::string json;
  Check(google::protobuf::util::BinaryToJsonString(resolver, TypeUrl(message), ToBytes(message), &json));
  return json;
}

std::string ToCopy(const Message& message) {
  std::unique_ptr<Message> copy = NewMessage(message.GetDescriptor());
  CopyFields(message, copy.get());
  return ToHex(ToBytes(*copy));
}

std::unique_ptr<Message> Parse(const Json& request) {
  const Descriptor* descriptor = DescriptorPool::generated_pool()->FindMessageTypeByName(request["message"]);
  std::unique_ptr<Message> message = NewMessage(descriptor);
  const std::string input = request["input"];
  if (request["from"] == "binary") {
    Check(message->ParseFromString(FromHex(input)), "ParseFromString");
  } else if (request["from"] == "text") {
    Check(google::protobuf::TextFormat::ParseFromString(input, message.get()), "TextFormat::ParseFromString");
  } else {
    google::protobuf::util::JsonParseOptions options;
    options.ignore_unknown_fields = request["ignoreUnknown"];
    Check(google::protobuf::util::JsonStringToMessage(input, message.get(), options));
  }
  return message;
}

Json MakeOutput(const Message& message, const std::string& name) {
  if (name == "reading") return ReadMessage(message);
  if (name == "binary") return ToHex(ToBytes(message));
  if (name == "json") return ToJson(message);
  return ToCopy(message);
}

Json Failure(const std::exception& error) { return {{"error", OneLine(error.what())}}; }

Json OutputOrFailure(const Message& message, const std::string& name) {
  logged.clear();
  try {
    return MakeOutput(message, name);
  } catch (const std::exception& error) {
    return Failure(error);
  }
}

Json Answer(const Json& request) {
  Json answer = {{"id", request["id"]}};
  logged.clear();
  try {
    const std::unique_ptr<Message> message = Parse(request);
    for (const std::string name : request["to"]) answer[name] = OutputOrFailure(*message, name);
  } catch (const std::exception& error) {
    answer.update(Failure(error));
  }
  return answer;
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  google::protobuf::SetLogHandler(KeepLog);
  for (std::string line; std::getline(std::cin, line);) {
    // Text that is not valid may stand in ProtoJSON; the answer has replacement characters for it.
    std::cout << Answer(Json::parse(line)).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  }
}
