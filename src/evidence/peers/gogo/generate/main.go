// Writes the code of gogo/protobuf for the files of a descriptor set: generate SET FOLDER [-without-unrecognized].
// It is what protoc-gen-gogo does. As a plugin it would not get that far: protoc refuses `optional` in proto3 for plugins
// that do not say that they know it. In a descriptor set such a field is the only member of a oneof, which gogo knows.
package main

import (
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/gogo/protobuf/proto"
	"github.com/gogo/protobuf/protoc-gen-gogo/descriptor"
	plugin "github.com/gogo/protobuf/protoc-gen-gogo/plugin"
	"github.com/gogo/protobuf/vanity"
	"github.com/gogo/protobuf/vanity/command"
)

func main() {
	files, folder, options := schemas(os.Args[1]), os.Args[2], os.Args[3:]
	for _, file := range files {
		if strings.HasPrefix(file.GetPackage(), "peers.") {
			if len(options) > 0 {
				withoutUnrecognized(file)
			}
			generate(file, files, folder)
		}
	}
}

func generate(file *descriptor.FileDescriptorProto, files []*descriptor.FileDescriptorProto, folder string) {
	response := command.Generate(&plugin.CodeGeneratorRequest{
		FileToGenerate: []string{file.GetName()},
		Parameter: proto.String("Mgoogle/protobuf/any.proto=github.com/gogo/protobuf/types," +
			"Mgoogle/protobuf/field_mask.proto=github.com/gogo/protobuf/types"),
		ProtoFile: files,
	})
	for _, generated := range response.File {
		write(filepath.Join(folder, generated.GetName()), generated.GetContent())
	}
}

// Stands for the code in the 1.x agent of Kata Containers: its messages had no member for unknown fields.
func withoutUnrecognized(file *descriptor.FileDescriptorProto) {
	vanity.TurnOffGoUnrecognizedAll(file)
}

func schemas(path string) []*descriptor.FileDescriptorProto {
	content, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	var set descriptor.FileDescriptorSet
	if err := proto.Unmarshal(content, &set); err != nil {
		log.Fatal(err)
	}
	return set.File
}

func write(path, content string) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		log.Fatal(err)
	}
}
