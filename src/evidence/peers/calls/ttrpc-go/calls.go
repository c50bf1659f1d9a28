// Calls with Go's ttrpc, through the functions that code generated for it calls.
package main

import (
	"context"
	"net"
	"strings"
	"time"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/types"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

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
	failed := asked.Failure.err()
	server, err := ttrpc.NewServer()
	check(err)
	server.Register("evolution.calls.Calls", map[string]ttrpc.Method{
		"Reply":      reply(small),
		"ReplyLarge": reply(large),
		"Sleep": unary(func() (*types.BytesValue, error) {
			time.Sleep(3 * time.Second)
			return small, nil
		}),
		"Fail": unary(func() (*types.BytesValue, error) { return nil, failed }),
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
	return outcome{Code: nameOf(failed.Code()), Message: failed.Message(), Lines: detailLines(failed)}
}
