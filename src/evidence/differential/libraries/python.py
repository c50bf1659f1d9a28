"""Reads messages `a.M`: a line of JSON with descriptors and bytes in, a line of JSON with what they say out."""

import base64
import json
import struct
import sys

from google.protobuf import descriptor_pb2, descriptor_pool
from google.protobuf.descriptor import FieldDescriptor

try:
    from google.protobuf.message_factory import GetMessageClass
except ImportError:  # Before version 4.22.
    from google.protobuf.message_factory import MessageFactory

    def GetMessageClass(descriptor):
        return MessageFactory(descriptor_pool.DescriptorPool()).GetPrototype(descriptor)


FLOATS = (FieldDescriptor.CPPTYPE_FLOAT, FieldDescriptor.CPPTYPE_DOUBLE)


def singular(field, value):
    if field.cpp_type == FieldDescriptor.CPPTYPE_MESSAGE:
        return message(value)
    if field.cpp_type == FieldDescriptor.CPPTYPE_ENUM:
        known = field.enum_type.values_by_number.get(value)
        return {"kind": "enum", "number": value, "name": known.name if known else None}
    if field.cpp_type == FieldDescriptor.CPPTYPE_STRING:
        raw = value if isinstance(value, bytes) else value.encode("utf-8", "surrogateescape")
        return {"kind": "bytes", "hex": raw.hex()}
    if field.cpp_type in FLOATS:
        return {"kind": "number", "text": "d" + struct.pack(">d", value).hex()}
    return {"kind": "number", "text": str(int(value))}


def is_map(field):
    return field.message_type is not None and field.message_type.GetOptions().map_entry


def entry(field, key, value):
    by_name = field.message_type.fields_by_name
    return {
        "kind": "message",
        "hex": "",
        "fields": {"1": singular(by_name["key"], key), "2": singular(by_name["value"], value)},
    }


def read_field(of, field):
    value = getattr(of, field.name)
    if is_map(field):
        items = [entry(field, key, value[key]) for key in value]
        return {"kind": "list", "items": sorted(items, key=lambda item: json.dumps(item["fields"]["1"]))}
    if field.label == FieldDescriptor.LABEL_REPEATED:
        return {"kind": "list", "items": [singular(field, item) for item in value]}
    if field.cpp_type == FieldDescriptor.CPPTYPE_MESSAGE and not of.HasField(field.name):
        return {"kind": "unset"}
    return singular(field, value)


def message(of):
    return {
        "kind": "message",
        "hex": of.SerializePartialToString(deterministic=True).hex(),
        "fields": {str(field.number): read_field(of, field) for field in of.DESCRIPTOR.fields},
    }


def read(of_class, raw):
    of = of_class()
    try:
        of.ParseFromString(raw)
        return message(of) if of.IsInitialized() else "rejected"
    except Exception:  # Each back end has its own, and a string of proto2 is decoded when it is asked for.
        return "rejected"


def class_of(descriptors):
    pool = descriptor_pool.DescriptorPool()
    try:
        for file in descriptor_pb2.FileDescriptorSet.FromString(base64.b64decode(descriptors)).file:
            pool.Add(file)
    except TypeError:
        return None
    return GetMessageClass(pool.FindMessageTypeByName("a.M"))


def main():
    for line in sys.stdin:
        asked = json.loads(line)
        of_class = class_of(asked["set"])
        results = of_class and [read(of_class, bytes.fromhex(raw)) for raw in asked["messages"]]
        print(json.dumps(results))


main()
