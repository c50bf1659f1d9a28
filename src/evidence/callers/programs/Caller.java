import acme.agent.v1.AgentGrpc;
import acme.agent.v1.Done;
import acme.agent.v1.Driver;
import acme.agent.v1.Volume;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Callable;

/** A user of the older generated code. Each part prints one line. */
public final class Caller {
  public static void main(String[] args) {
    part("field", () -> Volume.newBuilder().setPath("/data").setFsType("ext4").build().getFsType());
    part("field by its name", Caller::fieldByName);
    part("device", () -> Volume.newBuilder().setDevice("/dev/vdb").build().getDevice());
    part("quota that was not set", () -> Volume.getDefaultInstance().getQuota() + 1);
    part("driver 2", Caller::driver);
    part("called", () -> AgentGrpc.getPauseMethod().getFullMethodName());
    part("Pause is served", Caller::serves);
  }

  private static void part(String name, Callable<Object> run) {
    try {
      System.out.println(name + ": " + run.call());
    } catch (Throwable thrown) {
      System.out.println(name + ": " + thrown);
    }
  }

  private static Volume read(int... bytes) throws Exception {
    byte[] own = new byte[bytes.length];
    for (int at = 0; at < bytes.length; at++) own[at] = (byte) bytes[at];
    return Volume.parseFrom(ByteString.copyFrom(own));
  }

  private static Object fieldByName() throws Exception {
    Volume volume = read(0x12, 4, 'e', 'x', 't', '4');
    FieldDescriptor field = Volume.getDescriptor().findFieldByName("fs_type");
    return field == null ? "none" : volume.getField(field);
  }

  private static String driver() throws Exception {
    return switch (read(0x28, 2).getDriver()) {
      case DRIVER_UNSPECIFIED -> "none";
      case DRIVER_BLOCK -> "block";
      case UNRECOGNIZED -> "unknown";
    };
  }

  private static final class Server extends AgentGrpc.AgentImplBase {
    @Override
    public void start(Volume request, StreamObserver<Done> responses) {
      responses.onCompleted();
    }

    @Override
    public void pause(Volume request, StreamObserver<Done> responses) {
      responses.onCompleted();
    }
  }

  private static String serves() {
    return new Server().bindService().getServiceDescriptor().getMethods().stream()
            .anyMatch(method -> method.getBareMethodName().equals("Pause"))
        ? "yes"
        : "no";
  }
}
