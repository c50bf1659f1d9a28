"""A user of the older generated code. Each part prints one line."""

import agent_pb2
import agent_pb2_grpc


def part(name, run):
    try:
        print(f"{name}: {run()}")
    except Exception as thrown:
        print(f"{name}: {type(thrown).__name__}: {thrown}")


def field():
    return agent_pb2.Volume(path="/data", fs_type="ext4").fs_type


def field_by_name():
    return getattr(agent_pb2.Volume.FromString(b"\x12\x04ext4"), "fs_type", "none")


def device():
    return agent_pb2.Volume(device="/dev/vdb").device


def quota():
    return agent_pb2.Volume().quota + 1


def driver():
    flags = {agent_pb2.DRIVER_UNSPECIFIED: "none", agent_pb2.DRIVER_BLOCK: "block"}
    return flags.get(agent_pb2.Volume.FromString(b"\x28\x02").driver, "unknown")


class Channel:
    """Says what is called."""

    def unary_unary(self, method, **kwargs):
        return lambda request: method


def called():
    return agent_pb2_grpc.AgentStub(Channel()).Pause(agent_pb2.Volume())


class Server(agent_pb2_grpc.AgentServicer):
    def Start(self, request, context):
        return agent_pb2.Done()

    def Pause(self, request, context):
        return agent_pb2.Done()


class Registrar:
    """Says which methods a server has."""

    def add_generic_rpc_handlers(self, handlers):
        self.methods = [path.split("/")[-1] for path in handlers[0]._method_handlers]


def server():
    own = Registrar()
    agent_pb2_grpc.add_AgentServicer_to_server(Server(), own)
    return "yes" if "Pause" in own.methods else "no"


part("field", field)
part("field by its name", field_by_name)
part("device", device)
part("quota that was not set", quota)
part("driver 2", driver)
part("called", called)
part("Pause is served", server)
