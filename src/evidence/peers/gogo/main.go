// Answers with gogo/protobuf. It has no reflection of its own, so the fields are those of the generated structures.
package main

import (
	"log"
	"reflect"
	"sort"
	"strings"

	"github.com/gogo/protobuf/jsonpb"
	"github.com/gogo/protobuf/proto"

	_ "peers/proto2"
	_ "peers/proto3"
)

func main() {
	answerAll(func(fullName string) message {
		pointer := proto.MessageType(fullName)
		if pointer == nil {
			log.Fatalf("no such message: %s", fullName)
		}
		return generated{reflect.New(pointer.Elem()).Elem()}
	})
}

// The structure that a message is in Go.
type generated struct {
	reflect.Value
}

func (m generated) message() proto.Message {
	return m.Addr().Interface().(proto.Message)
}

func (m generated) readBinary(input []byte) error {
	return proto.Unmarshal(input, m.message())
}

// Where JSON names two members of a oneof, jsonpb takes either: it goes through a map, in an order that differs from run to
// run. So does the one unknown name that it complains of. Of many complaints the first in the order of their texts is
// answered, which is the same in every run.
func (m generated) readJSON(input string, ignoreUnknown bool) error {
	reader := jsonpb.Unmarshaler{AllowUnknownFields: ignoreUnknown}
	complaint := reader.Unmarshal(strings.NewReader(input), m.message())
	for try := 0; complaint != nil && try < 64; try++ {
		another := generated{reflect.New(m.Type()).Elem()}
		other := reader.Unmarshal(strings.NewReader(input), another.message())
		if other != nil && other.Error() < complaint.Error() {
			complaint = other
		}
	}
	return complaint
}

func (m generated) readText(input string) error {
	return proto.UnmarshalText(input, m.message())
}

func (m generated) binary() ([]byte, error) {
	var buffer proto.Buffer
	buffer.SetDeterministic(true)
	err := buffer.Marshal(m.message())
	return buffer.Bytes(), err
}

func (m generated) json() (string, error) {
	return (&jsonpb.Marshaler{}).MarshalToString(m.message())
}

// A field as the schema names and numbers it, with its value in Go.
type field struct {
	*proto.Properties
	value reflect.Value
}

func (m generated) reading() object {
	read := object{}
	for _, field := range m.fields() {
		if isTold(field) {
			read = append(read, property{schemaName(field), fieldValue(field.value)})
		}
	}
	return read
}

// The generated code names the field of a group by the group.
func schemaName(field field) string {
	if field.Wire == "group" {
		return strings.ToLower(field.OrigName)
	}
	return field.OrigName
}

// The fields by their numbers; of a oneof, the member that is set.
func (m generated) fields() []field {
	properties := proto.GetProperties(m.Type())
	var fields []field
	for i, declared := range properties.Prop {
		switch {
		case isOneof(m.Type().Field(i)):
			if !m.Field(i).IsNil() {
				fields = append(fields, chosen(properties, m.Field(i).Elem()))
			}
		case declared.Tag > 0:
			fields = append(fields, field{declared, m.Field(i)})
		}
	}
	sort.Slice(fields, func(i, j int) bool { return fields[i].Tag < fields[j].Tag })
	return fields
}

func isOneof(member reflect.StructField) bool {
	_, marked := member.Tag.Lookup("protobuf_oneof")
	return marked
}

// The member of a oneof, which the generated code wraps in a structure of one field.
func chosen(properties *proto.StructProperties, wrapper reflect.Value) field {
	for _, member := range properties.OneofTypes {
		if member.Type == wrapper.Type() {
			return field{member.Prop, wrapper.Elem().Field(0)}
		}
	}
	panic("no member of a oneof: " + wrapper.Type().String())
}

// No field of the schemas is of `bytes` with presence, which alone would be told from a list of bytes by nil.
func isTold(field field) bool {
	switch {
	case isBytes(field.value):
		return true
	case field.value.Kind() == reflect.Slice, field.value.Kind() == reflect.Map:
		return field.value.Len() > 0
	case field.value.Kind() == reflect.Ptr:
		return !field.value.IsNil()
	}
	return true
}

func isBytes(value reflect.Value) bool {
	return value.Kind() == reflect.Slice && value.Type().Elem().Kind() == reflect.Uint8
}

// Where an entry of a map came without its message, there is nil, whose getters give the defaults.
func fieldValue(value reflect.Value) interface{} {
	if isBytes(value) {
		return bytesValue(value.Bytes())
	}
	switch value.Kind() {
	case reflect.Bool:
		return value.Bool()
	case reflect.Int32, reflect.Int64:
		return signedValue(value.Int())
	case reflect.Uint32, reflect.Uint64:
		return unsignedValue(value.Uint())
	case reflect.Float32:
		return floatValue(float32(value.Float()))
	case reflect.Float64:
		return doubleValue(value.Float())
	case reflect.String:
		return stringValue(value.String())
	case reflect.Struct:
		return generated{value}.reading()
	case reflect.Ptr:
		if value.IsNil() {
			return fieldValue(reflect.New(value.Type().Elem()).Elem())
		}
		return fieldValue(value.Elem())
	case reflect.Slice:
		items := make([]interface{}, value.Len())
		for i := range items {
			items[i] = fieldValue(value.Index(i))
		}
		return items
	case reflect.Map:
		var pairs []pair
		for entries := value.MapRange(); entries.Next(); {
			pairs = append(pairs, pair{fieldValue(entries.Key()), fieldValue(entries.Value())})
		}
		return mapValue(pairs)
	}
	panic("no value of a field: " + value.Type().String())
}

func (m generated) copied() message {
	return generated{copiedValue(m.Value)}
}

func copiedValue(from reflect.Value) reflect.Value {
	to := reflect.New(from.Type()).Elem()
	switch from.Kind() {
	case reflect.Struct:
		for i := 0; i < from.NumField(); i++ {
			if isDeclared(from.Type().Field(i)) {
				to.Field(i).Set(copiedValue(from.Field(i)))
			}
		}
	case reflect.Ptr:
		if !from.IsNil() {
			to.Set(reflect.New(from.Type().Elem()))
			to.Elem().Set(copiedValue(from.Elem()))
		}
	case reflect.Interface:
		if !from.IsNil() {
			to.Set(copiedValue(from.Elem()))
		}
	case reflect.Slice:
		if !from.IsNil() {
			to.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
			for i := 0; i < from.Len(); i++ {
				to.Index(i).Set(copiedValue(from.Index(i)))
			}
		}
	case reflect.Map:
		if !from.IsNil() {
			to.Set(reflect.MakeMap(from.Type()))
			for entries := from.MapRange(); entries.Next(); {
				to.SetMapIndex(copiedValue(entries.Key()), copiedValue(entries.Value()))
			}
		}
	default:
		to.Set(from)
	}
	return to
}

// The generator keeps what belongs to the library, unknown fields among it, in members with this prefix.
func isDeclared(member reflect.StructField) bool {
	return !strings.HasPrefix(member.Name, "XXX_")
}
