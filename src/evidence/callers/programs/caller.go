// A user of the older generated code. Each part prints one line.
package main

import (
	"context"
	"fmt"

	"acme/agent"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
)

func main() {
	part("field", field)
	part("field by its name", fieldByName)
	part("device", device)
	part("device by its getter", deviceByGetter)
	part("quota that was not set", quota)
	part("quota by its getter", quotaByGetter)
	part("driver 2", driver)
	part("called", called)
	part("fake client", fakeClient)
	part("Pause is served", serves)
}

func part(name string, run func() string) {
	fmt.Printf("%s: %s\n", name, run())
}

func field() string {
	volume := &agent.Volume{Path: "/data", FsType: "ext4"}
	return volume.FsType
}

func fieldByName() string {
	volume := &agent.Volume{}
	if err := proto.Unmarshal([]byte("\x12\x04ext4"), volume); err != nil {
		return err.Error()
	}
	field := volume.ProtoReflect().Descriptor().Fields().ByName("fs_type")
	if field == nil {
		return "none"
	}
	return volume.ProtoReflect().Get(field).String()
}

func device() string {
	volume := &agent.Volume{Device: "/dev/vdb"}
	return volume.Device
}

func deviceByGetter() string {
	volume := &agent.Volume{}
	if err := proto.Unmarshal([]byte("\x1a\x01a"), volume); err != nil {
		return err.Error()
	}
	return volume.GetDevice()
}

func quota() string {
	volume := &agent.Volume{}
	return fmt.Sprint(volume.Quota + 1)
}

func quotaByGetter() string {
	volume := &agent.Volume{}
	return fmt.Sprint(volume.GetQuota() + 1)
}

func driver() string {
	volume := &agent.Volume{}
	if err := proto.Unmarshal([]byte{0x28, 2}, volume); err != nil {
		return err.Error()
	}
	switch volume.GetDriver() {
	case agent.Driver_DRIVER_UNSPECIFIED:
		return "none"
	case agent.Driver_DRIVER_BLOCK:
		return "block"
	}
	return "unknown " + volume.GetDriver().String()
}

// channel says what is called.
type channel struct{ method string }

func (c *channel) Invoke(_ context.Context, method string, _, _ interface{}, _ ...grpc.CallOption) error {
	c.method = method
	return nil
}

func (c *channel) NewStream(context.Context, *grpc.StreamDesc, string, ...grpc.CallOption) (grpc.ClientStream, error) {
	return nil, nil
}

func called() string {
	own := &channel{}
	if _, err := agent.NewAgentClient(own).Pause(context.Background(), &agent.Volume{}); err != nil {
		return err.Error()
	}
	return own.method
}

// fake stands in for a client in tests.
type fake struct{}

func (fake) Start(context.Context, *agent.Volume, ...grpc.CallOption) (*agent.Done, error) {
	return &agent.Done{}, nil
}

func (fake) Pause(context.Context, *agent.Volume, ...grpc.CallOption) (*agent.Done, error) {
	return &agent.Done{}, nil
}

func fakeClient() string {
	var client agent.AgentClient = fake{}
	if client == nil {
		return "none"
	}
	return "made"
}

type server struct{ agent.UnimplementedAgentServer }

func (server) Start(context.Context, *agent.Volume) (*agent.Done, error) {
	return &agent.Done{}, nil
}

func (server) Pause(context.Context, *agent.Volume) (*agent.Done, error) {
	return &agent.Done{}, nil
}

func serves() string {
	own := grpc.NewServer()
	agent.RegisterAgentServer(own, server{})
	for _, service := range own.GetServiceInfo() {
		for _, method := range service.Methods {
			if method.Name == "Pause" {
				return "yes"
			}
		}
	}
	return "no"
}
