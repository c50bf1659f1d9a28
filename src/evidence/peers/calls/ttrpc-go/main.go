// Calls with Go's ttrpc, through the functions that code generated for it calls.
package main

import (
	"bufio"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"strings"
	"time"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/types"
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

var (
	small = &types.BytesValue{Value: make([]byte, 3)}
	large = &types.BytesValue{Value: make([]byte, 5*1024*1024)}
)

func unary(handle func() (*types.BytesValue, error)) ttrpc.Method {
	return func(_ context.Context, unmarshal func(interface{}) error) (interface{}, error) {
		if err := unmarshal(new(types.BytesValue)); err != nil {
			return nil, err
		}
		return handle()
	}
}

func reply(message *types.BytesValue) ttrpc.Method {
	return unary(func() (*types.BytesValue, error) { return message, nil })
}

func serve(asked request) serving {
	bytes, err := hex.DecodeString(asked.Failure.Status)
	check(err)
	failed := &spb.Status{}
	check(proto.Unmarshal(bytes, failed))
	server, err := ttrpc.NewServer()
	check(err)
	server.Register("evolution.calls.Calls", map[string]ttrpc.Method{
		"Reply":      reply(small),
		"ReplyLarge": reply(large),
		"Sleep": unary(func() (*types.BytesValue, error) {
			time.Sleep(3 * time.Second)
			return small, nil
		}),
		"Fail": unary(func() (*types.BytesValue, error) { return nil, status.ErrorProto(failed) }),
	})
	server.Register("grpc.AgentService", map[string]ttrpc.Method{"UpdateContainer": reply(small)})
	listener, err := net.Listen("unix", asked.Socket)
	check(err)
	go func() { check(server.Serve(context.Background(), listener)) }()
	return serving{Address: asked.Socket}
}

func call(asked request) outcome {
	connection, err := net.Dial("unix", asked.Address)
	check(err)
	client := ttrpc.NewClient(connection)
	defer client.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(asked.Deadline)*time.Millisecond)
	defer cancel()
	path := strings.Split(asked.Path, "/")
	payload := &types.BytesValue{Value: make([]byte, asked.Sizes[0])}
	err = client.Call(ctx, path[1], path[2], payload, new(types.BytesValue))
	if err == nil {
		return outcome{Code: "OK", Messages: 1, Lines: []string{}}
	}
	answer := failedOutcome(err)
	if asked.As == "fallback" {
		answer.Lines = append(answer.Lines, fallback(err)...)
	}
	return answer
}

// What the Go runtime of Kata Containers 3.2.0 does with an error of UpdateEphemeralMounts.
func fallback(err error) []string {
	if status.Convert(err).Code() == codes.Unimplemented {
		return []string{"fallback: the error is ignored"}
	}
	return []string{"no fallback: the error is returned"}
}

func failedOutcome(err error) outcome {
	failed, isStatus := status.FromError(err)
	if !isStatus {
		return outcome{Code: "NO_STATUS", Message: err.Error(), Lines: []string{}}
	}
	lines := []string{}
	for index, detail := range failed.Details() {
		if unknown, isError := detail.(error); isError {
			lines = append(lines, fmt.Sprintf("Details()[%d] is an error: %v", index, unknown))
		}
	}
	for index, detail := range failed.Proto().GetDetails() {
		lines = append(lines, fmt.Sprintf("Proto().Details[%d]: %s %x", index, detail.TypeUrl, detail.Value))
	}
	return outcome{Code: nameOf(failed.Code()), Message: failed.Message(), Lines: lines}
}

// The names that the specification gives, where Go writes InvalidArgument.
func nameOf(code codes.Code) string {
	for name, number := range map[string]codes.Code{
		"CANCELLED": codes.Canceled, "UNKNOWN": codes.Unknown, "INVALID_ARGUMENT": codes.InvalidArgument,
		"DEADLINE_EXCEEDED": codes.DeadlineExceeded, "NOT_FOUND": codes.NotFound, "ALREADY_EXISTS": codes.AlreadyExists,
		"PERMISSION_DENIED": codes.PermissionDenied, "RESOURCE_EXHAUSTED": codes.ResourceExhausted,
		"FAILED_PRECONDITION": codes.FailedPrecondition, "ABORTED": codes.Aborted, "OUT_OF_RANGE": codes.OutOfRange,
		"UNIMPLEMENTED": codes.Unimplemented, "INTERNAL": codes.Internal, "UNAVAILABLE": codes.Unavailable,
		"DATA_LOSS": codes.DataLoss, "UNAUTHENTICATED": codes.Unauthenticated,
	} {
		if code == number {
			return name
		}
	}
	return strings.ToUpper(code.String())
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
