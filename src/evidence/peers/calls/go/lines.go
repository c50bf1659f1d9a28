// What both programs in Go read and write, a line of JSON each.
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"github.com/golang/protobuf/proto"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type failure struct {
	Status string
}

type request struct {
	Do       string
	Socket   string
	Failure  failure
	Address  string
	Path     string
	As       string
	Sizes    []int
	Deadline int
}

type serving struct {
	Address string `json:"address"`
}

type outcome struct {
	Code     string   `json:"code"`
	Message  string   `json:"message"`
	Messages int      `json:"messages"`
	Lines    []string `json:"lines"`
}

// The error that Fail returns.
func (failed failure) err() error {
	bytes, err := hex.DecodeString(failed.Status)
	check(err)
	message := &spb.Status{}
	check(proto.Unmarshal(bytes, message))
	return status.ErrorProto(message)
}

// Where Go writes InvalidArgument, the specification writes INVALID_ARGUMENT.
var names = []string{
	"OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
	"PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
	"INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
}

func nameOf(code codes.Code) string {
	return names[code]
}

// The details of a status, as its two interfaces give them.
func detailLines(failed *status.Status) []string {
	lines := []string{}
	for index, detail := range failed.Details() {
		if unknown, isError := detail.(error); isError {
			lines = append(lines, fmt.Sprintf("Details()[%d] is an error: %v", index, unknown))
		}
	}
	for index, detail := range failed.Proto().GetDetails() {
		lines = append(lines, fmt.Sprintf("Proto().Details[%d]: %s %x", index, detail.TypeUrl, detail.Value))
	}
	return lines
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked request
		check(json.Unmarshal(lines.Bytes(), &asked))
		if asked.Do == "serve" {
			check(answers.Encode(serve(asked)))
		} else {
			check(answers.Encode(call(asked)))
		}
	}
}
