"""Answers the requests of ../protocol.ts with Python's protobuf, whichever back end the environment chooses."""

import json
import os
import re
import struct
import sys

from google.protobuf import json_format, symbol_database, text_format
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.internal import api_implementation

import proto2_pb2  # noqa: F401  Importing it registers its messages.
import proto3_pb2  # noqa: F401


def is_map(field):
    return field.message_type is not None and field.message_type.GetOptions().map_entry


def read_text(text):
    # The C++ back end hands out the bytes of text that is not valid.
    if isinstance(text, bytes):
        return "'" + text.hex()
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "'" + text.encode("utf-8", "surrogatepass").hex()
    return '"' + text


def read_float(value, layout):
    return "NaN" if value != value else "0x" + struct.pack(layout, value).hex()


READERS = {
    FieldDescriptor.TYPE_BOOL: lambda value: value,
    FieldDescriptor.TYPE_STRING: read_text,
    FieldDescriptor.TYPE_BYTES: lambda value: "h" + value.hex(),
    FieldDescriptor.TYPE_FLOAT: lambda value: read_float(value, ">f"),
    FieldDescriptor.TYPE_DOUBLE: lambda value: read_float(value, ">d"),
    FieldDescriptor.TYPE_MESSAGE: lambda value: read_message(value),
    FieldDescriptor.TYPE_GROUP: lambda value: read_message(value),
}


def read_value(field, value):
    # Whatever has no reader of its own is an integer or an enum.
    return READERS.get(field.type, str)(value)


def read_map(field, entries):
    of = field.message_type.fields_by_name
    pairs = [[read_value(of["key"], key), read_value(of["value"], entries[key])] for key in entries]
    return sorted(pairs, key=lambda pair: str(pair[0]).encode("utf-16-be", "surrogatepass"))


def read_message(message):
    reading = {}
    for field in sorted(message.DESCRIPTOR.fields, key=lambda field: field.number):
        if field.has_presence and not message.HasField(field.name):
            continue
        value = getattr(message, field.name)
        if field.label != FieldDescriptor.LABEL_REPEATED:
            reading[field.name] = read_value(field, value)
        elif len(value) > 0:
            is_list = not is_map(field)
            reading[field.name] = [read_value(field, item) for item in value] if is_list else read_map(field, value)
    return reading


def copy_list(field, source, target):
    for item in source:
        if field.message_type is None:
            target.append(item)
        else:
            copy_fields(item, target.add())


def copy_map(field, source, target):
    for key in source:
        if field.message_type.fields_by_name["value"].message_type is None:
            target[key] = source[key]
        else:
            copy_fields(source[key], target[key])


def copy_fields(source, target):
    """Assigns each declared field that is set. Whole messages are never copied, so no unknown field travels."""
    for field, value in source.ListFields():
        if is_map(field):
            copy_map(field, value, getattr(target, field.name))
        elif field.label == FieldDescriptor.LABEL_REPEATED:
            copy_list(field, value, getattr(target, field.name))
        elif field.message_type is not None:
            getattr(target, field.name).SetInParent()
            copy_fields(value, getattr(target, field.name))
        else:
            setattr(target, field.name, value)


def copy(message):
    target = type(message)()
    copy_fields(message, target)
    return target


def to_hex(message):
    return message.SerializeToString(deterministic=True).hex()


def to_json(message):
    # Without sorting, the C++ back end lists the entries of a map in an order of chance.
    return json_format.MessageToJson(message, indent=None, sort_keys=True)


OUTPUTS = {
    "reading": read_message,
    "binary": to_hex,
    "json": to_json,
    "copy": lambda message: to_hex(copy(message)),
}


def parse(request):
    message = symbol_database.Default().GetSymbol(request["message"])()
    if request["from"] == "binary":
        message.ParseFromString(bytes.fromhex(request["input"]))
    elif request["from"] == "text":
        text_format.Parse(request["input"], message)
    else:
        json_format.Parse(request["input"], message, ignore_unknown_fields=request["ignoreUnknown"])
    return message


def failure(exception):
    # Some exceptions hold an object of the library; its address is another one in each run.
    text = re.sub(r" at 0x[0-9a-f]+", "", f"{type(exception).__name__}: {exception}")
    return {"error": " ".join(text.split())}


def output(message, name):
    try:
        return OUTPUTS[name](message)
    except Exception as exception:
        return failure(exception)


def answer(request):
    try:
        message = parse(request)
    except Exception as exception:
        return {"id": request["id"], **failure(exception)}
    return {"id": request["id"], **{name: output(message, name) for name in request["to"]}}


def main():
    if api_implementation.Type() != os.environ["PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION"]:
        sys.exit(f"this Python has the back end {api_implementation.Type()} only")
    for line in sys.stdin.buffer:
        print(json.dumps(answer(json.loads(line))))


main()
