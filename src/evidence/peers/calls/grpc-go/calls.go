// Calls with grpc-go, through the functions that code generated for it calls.
package main

import (
	"context"
	"io"
	"net"
	"time"

	"github.com/golang/protobuf/ptypes/wrappers"
	"google.golang.org/grpc"
	"google.golang.org/grpc/status"
)

var (
	small = &wrappers.BytesValue{Value: make([]byte, 3)}
	large = &wrappers.BytesValue{Value: make([]byte, 5*1024*1024)}
)

func unary(name string, handle func() (*wrappers.BytesValue, error)) grpc.MethodDesc {
	return grpc.MethodDesc{
		MethodName: name,
		Handler: func(_ interface{}, _ context.Context, decode func(interface{}) error, _ grpc.UnaryServerInterceptor) (interface{}, error) {
			if err := decode(new(wrappers.BytesValue)); err != nil {
				return nil, err
			}
			return handle()
		},
	}
}

func streamOf(name string, count int) grpc.StreamDesc {
	return grpc.StreamDesc{
		StreamName:    name,
		ServerStreams: true,
		Handler: func(_ interface{}, stream grpc.ServerStream) error {
			if err := stream.RecvMsg(new(wrappers.BytesValue)); err != nil {
				return err
			}
			for sent := 0; sent < count; sent++ {
				if err := stream.SendMsg(small); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func collect(_ interface{}, stream grpc.ServerStream) error {
	for {
		err := stream.RecvMsg(new(wrappers.BytesValue))
		if err == io.EOF {
			return stream.SendMsg(small)
		}
		if err != nil {
			return err
		}
	}
}

func reply(message *wrappers.BytesValue) func() (*wrappers.BytesValue, error) {
	return func() (*wrappers.BytesValue, error) { return message, nil }
}

func serve(asked request) serving {
	failed := asked.Failure.err()
	server := grpc.NewServer()
	server.RegisterService(&grpc.ServiceDesc{
		ServiceName: "evolution.calls.Calls",
		HandlerType: (*interface{})(nil),
		Methods: []grpc.MethodDesc{
			unary("Reply", reply(small)),
			unary("ReplyLarge", reply(large)),
			unary("Sleep", func() (*wrappers.BytesValue, error) {
				time.Sleep(3 * time.Second)
				return small, nil
			}),
			unary("Fail", func() (*wrappers.BytesValue, error) { return nil, failed }),
		},
		Streams: []grpc.StreamDesc{
			streamOf("StreamNone", 0),
			streamOf("StreamOne", 1),
			streamOf("StreamTwo", 2),
			{StreamName: "Collect", ClientStreams: true, Handler: collect},
		},
	}, struct{}{})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	go func() { check(server.Serve(listener)) }()
	return serving{Address: listener.Addr().String()}
}

func call(asked request) outcome {
	connection, err := grpc.Dial(asked.Address, grpc.WithInsecure())
	check(err)
	defer connection.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(asked.Deadline)*time.Millisecond)
	defer cancel()
	messages, err := 0, error(nil)
	switch asked.As {
	case "server-streaming":
		messages, err = serverStreaming(ctx, connection, asked)
	case "client-streaming":
		err = clientStreaming(ctx, connection, asked)
		messages = 1
	default:
		err = connection.Invoke(ctx, asked.Path, payload(asked.Sizes[0]), new(wrappers.BytesValue))
		messages = 1
	}
	if err != nil {
		if asked.As != "server-streaming" {
			messages = 0
		}
		return failedOutcome(err, messages)
	}
	return outcome{Code: "OK", Messages: messages, Lines: []string{}}
}

func payload(size int) *wrappers.BytesValue {
	return &wrappers.BytesValue{Value: make([]byte, size)}
}

func serverStreaming(ctx context.Context, connection *grpc.ClientConn, asked request) (int, error) {
	stream, err := connection.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, asked.Path)
	if err != nil {
		return 0, err
	}
	if err := stream.SendMsg(payload(asked.Sizes[0])); err != nil {
		return 0, err
	}
	if err := stream.CloseSend(); err != nil {
		return 0, err
	}
	for messages := 0; ; messages++ {
		err := stream.RecvMsg(new(wrappers.BytesValue))
		if err == io.EOF {
			return messages, nil
		}
		if err != nil {
			return messages, err
		}
	}
}

func clientStreaming(ctx context.Context, connection *grpc.ClientConn, asked request) error {
	stream, err := connection.NewStream(ctx, &grpc.StreamDesc{ClientStreams: true}, asked.Path)
	if err != nil {
		return err
	}
	for _, size := range asked.Sizes {
		// The server may have ended the call; CloseAndRecv tells why.
		if err := stream.SendMsg(payload(size)); err != nil && err != io.EOF {
			return err
		}
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	return stream.RecvMsg(new(wrappers.BytesValue))
}

func failedOutcome(err error, messages int) outcome {
	failed, isStatus := status.FromError(err)
	lines := detailLines(failed)
	if !isStatus {
		lines = append(lines, "status.FromError: the error is not a status")
	}
	return outcome{Code: nameOf(failed.Code()), Message: failed.Message(), Messages: messages, Lines: lines}
}
