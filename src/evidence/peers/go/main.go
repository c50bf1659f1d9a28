// Answers with google.golang.org/protobuf, through the reflection that its generated messages have.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"log"
	"sort"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "peers/proto2"
	_ "peers/proto3"
)

func main() {
	answerAll(func(fullName string) message {
		messageType, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(fullName))
		if err != nil {
			log.Fatal(err)
		}
		return generated{messageType.New()}
	})
}

type generated struct {
	protoreflect.Message
}

func (m generated) readBinary(input []byte) error {
	return withPlainSpace(proto.Unmarshal(input, m.Interface()))
}

func (m generated) readJSON(input string, ignoreUnknown bool) error {
	options := protojson.UnmarshalOptions{DiscardUnknown: ignoreUnknown}
	return withPlainSpace(options.Unmarshal([]byte(input), m.Interface()))
}

func (m generated) readText(input string) error {
	return withPlainSpace(prototext.Unmarshal([]byte(input), m.Interface()))
}

func (m generated) binary() ([]byte, error) {
	written, err := proto.MarshalOptions{Deterministic: true}.Marshal(m.Interface())
	return written, withPlainSpace(err)
}

// The library puts spaces at places that differ from build to build, so that nobody relies on them: they are left out.
func (m generated) json() (string, error) {
	written, err := protojson.Marshal(m.Interface())
	if err != nil {
		return "", withPlainSpace(err)
	}
	var text bytes.Buffer
	err = json.Compact(&text, written)
	return text.String(), err
}

// The library separates its prefix by a space in some builds, and by a no-break space in others.
func withPlainSpace(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(strings.ReplaceAll(err.Error(), "proto:\u00a0", "proto: "))
}

func (m generated) reading() object {
	read := object{}
	for _, field := range byNumber(m.Descriptor().Fields()) {
		if isTold(m, field) {
			read = append(read, property{string(field.Name()), fieldValue(field, m.Get(field))})
		}
	}
	return read
}

func byNumber(fields protoreflect.FieldDescriptors) []protoreflect.FieldDescriptor {
	sorted := make([]protoreflect.FieldDescriptor, fields.Len())
	for i := range sorted {
		sorted[i] = fields.Get(i)
	}
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].Number() < sorted[j].Number() })
	return sorted
}

func isTold(m protoreflect.Message, field protoreflect.FieldDescriptor) bool {
	hasDefaultInstead := !field.HasPresence() && field.Cardinality() != protoreflect.Repeated
	return hasDefaultInstead || m.Has(field)
}

func fieldValue(field protoreflect.FieldDescriptor, value protoreflect.Value) interface{} {
	switch {
	case field.IsMap():
		var pairs []pair
		value.Map().Range(func(key protoreflect.MapKey, item protoreflect.Value) bool {
			pairs = append(pairs, pair{single(field.MapKey(), key.Value()), single(field.MapValue(), item)})
			return true
		})
		return mapValue(pairs)
	case field.IsList():
		items := make([]interface{}, value.List().Len())
		for i := range items {
			items[i] = single(field, value.List().Get(i))
		}
		return items
	}
	return single(field, value)
}

func single(field protoreflect.FieldDescriptor, value protoreflect.Value) interface{} {
	switch field.Kind() {
	case protoreflect.BoolKind:
		return value.Bool()
	case protoreflect.EnumKind:
		return signedValue(int64(value.Enum()))
	case protoreflect.FloatKind:
		return floatValue(float32(value.Float()))
	case protoreflect.DoubleKind:
		return doubleValue(value.Float())
	case protoreflect.StringKind:
		return stringValue(value.String())
	case protoreflect.BytesKind:
		return bytesValue(value.Bytes())
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return generated{value.Message()}.reading()
	case protoreflect.Uint32Kind, protoreflect.Uint64Kind, protoreflect.Fixed32Kind, protoreflect.Fixed64Kind:
		return unsignedValue(value.Uint())
	}
	return signedValue(value.Int())
}

func (m generated) copied() message {
	to := m.New()
	m.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.IsMap():
			entries := to.Mutable(field).Map()
			value.Map().Range(func(key protoreflect.MapKey, item protoreflect.Value) bool {
				entries.Set(key, copiedValue(field.MapValue(), item))
				return true
			})
		case field.IsList():
			items := to.Mutable(field).List()
			for i := 0; i < value.List().Len(); i++ {
				items.Append(copiedValue(field, value.List().Get(i)))
			}
		default:
			to.Set(field, copiedValue(field, value))
		}
		return true
	})
	return generated{to}
}

func copiedValue(field protoreflect.FieldDescriptor, value protoreflect.Value) protoreflect.Value {
	if field.Message() == nil {
		return value
	}
	return protoreflect.ValueOfMessage(generated{value.Message()}.copied().(generated).Message)
}
