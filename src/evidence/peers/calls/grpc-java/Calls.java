import com.google.gson.Gson;
import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls with grpc-java, through the functions that code generated for it calls. */
public final class Calls {
  static final class Failure {
    String message;
    String status;
  }

  static final class Request {
    /** "do" is a word of Java. */
    @com.google.gson.annotations.SerializedName("do")
    String kind;

    Failure failure;
    String address;
    String path;
    String as;
    int[] sizes;
    long deadline;
  }

  static final class Serving {
    String address;
  }

  static final class Outcome {
    String code = "OK";
    String message = "";
    int messages;
    List<String> lines = new ArrayList<>();
  }

  private static final BytesValue SMALL = zeros(3);
  private static final BytesValue LARGE = zeros(5 * 1024 * 1024);
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private static BytesValue zeros(int size) {
    return BytesValue.of(ByteString.copyFrom(new byte[size]));
  }

  private static MethodDescriptor<BytesValue, BytesValue> method(MethodType type, String path) {
    return MethodDescriptor.<BytesValue, BytesValue>newBuilder()
        .setType(type)
        .setFullMethodName(path.substring(1))
        .setRequestMarshaller(ProtoUtils.marshaller(BytesValue.getDefaultInstance()))
        .setResponseMarshaller(ProtoUtils.marshaller(BytesValue.getDefaultInstance()))
        .build();
  }

  private static final class Service {
    private final ServerServiceDefinition.Builder definition =
        ServerServiceDefinition.builder("evolution.calls.Calls");

    private static String path(String name) {
      return "/evolution.calls.Calls/" + name;
    }

    void unary(String name, ServerCalls.UnaryMethod<BytesValue, BytesValue> handler) {
      definition.addMethod(method(MethodType.UNARY, path(name)), ServerCalls.asyncUnaryCall(handler));
    }

    void stream(String name, int count) {
      definition.addMethod(
          method(MethodType.SERVER_STREAMING, path(name)),
          ServerCalls.asyncServerStreamingCall(
              (BytesValue request, StreamObserver<BytesValue> responses) -> {
                for (int sent = 0; sent < count; sent++) {
                  responses.onNext(SMALL);
                }
                responses.onCompleted();
              }));
    }

    void collect(String name) {
      definition.addMethod(
          method(MethodType.CLIENT_STREAMING, path(name)),
          ServerCalls.asyncClientStreamingCall(
              (StreamObserver<BytesValue> responses) ->
                  new StreamObserver<BytesValue>() {
                    @Override
                    public void onNext(BytesValue request) {}

                    @Override
                    public void onError(Throwable error) {}

                    @Override
                    public void onCompleted() {
                      reply(responses, SMALL);
                    }
                  }));
    }
  }

  private static void reply(StreamObserver<BytesValue> responses, BytesValue message) {
    responses.onNext(message);
    responses.onCompleted();
  }

  private static Serving serve(Request asked) throws Exception {
    Service service = new Service();
    service.unary("Reply", (request, responses) -> reply(responses, SMALL));
    service.unary("ReplyLarge", (request, responses) -> reply(responses, LARGE));
    service.unary(
        "Sleep",
        (request, responses) -> {
          sleep();
          reply(responses, SMALL);
        });
    Metadata trailers = new Metadata();
    trailers.put(DETAILS, bytes(asked.failure.status));
    service.unary(
        "Fail",
        (request, responses) ->
            responses.onError(
                Status.FAILED_PRECONDITION
                    .withDescription(asked.failure.message)
                    .asRuntimeException(trailers)));
    service.stream("StreamNone", 0);
    service.stream("StreamOne", 1);
    service.stream("StreamTwo", 2);
    service.collect("Collect");
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(service.definition.build())
            .build()
            .start();
    Serving serving = new Serving();
    serving.address = "127.0.0.1:" + server.getPort();
    return serving;
  }

  private static void sleep() {
    try {
      Thread.sleep(3000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) Integer.parseInt(hex.substring(2 * index, 2 * index + 2), 16);
    }
    return bytes;
  }

  private static String hex(byte[] bytes) {
    StringBuilder digits = new StringBuilder();
    for (byte value : bytes) {
      digits.append(String.format("%02x", value));
    }
    return digits.toString();
  }

  private static Outcome call(Request asked) throws Exception {
    ManagedChannel channel = NettyChannelBuilder.forTarget(asked.address).usePlaintext().build();
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(asked.deadline, TimeUnit.MILLISECONDS);
    Outcome outcome = new Outcome();
    try {
      switch (asked.as) {
        case "server-streaming":
          Iterator<BytesValue> responses =
              ClientCalls.blockingServerStreamingCall(
                  channel, method(MethodType.SERVER_STREAMING, asked.path), options, zeros(asked.sizes[0]));
          while (responses.hasNext()) {
            responses.next();
            outcome.messages++;
          }
          break;
        case "client-streaming":
          clientStreaming(channel, options, asked, outcome);
          break;
        default:
          ClientCalls.blockingUnaryCall(
              channel, method(MethodType.UNARY, asked.path), options, zeros(asked.sizes[0]));
          outcome.messages = 1;
      }
    } catch (StatusRuntimeException error) {
      fill(outcome, error);
    } finally {
      channel.shutdownNow();
    }
    return outcome;
  }

  private static void clientStreaming(
      ManagedChannel channel, CallOptions options, Request asked, Outcome outcome) throws Exception {
    CompletableFuture<Throwable> done = new CompletableFuture<>();
    StreamObserver<BytesValue> requests =
        ClientCalls.asyncClientStreamingCall(
            channel.newCall(method(MethodType.CLIENT_STREAMING, asked.path), options),
            new StreamObserver<BytesValue>() {
              @Override
              public void onNext(BytesValue response) {
                outcome.messages++;
              }

              @Override
              public void onError(Throwable error) {
                done.complete(error);
              }

              @Override
              public void onCompleted() {
                done.complete(null);
              }
            });
    for (int size : asked.sizes) {
      requests.onNext(zeros(size));
    }
    requests.onCompleted();
    Throwable error = done.get();
    if (error != null) {
      throw (StatusRuntimeException) error;
    }
  }

  private static void fill(Outcome outcome, StatusRuntimeException error) {
    outcome.code = error.getStatus().getCode().name();
    String description = error.getStatus().getDescription();
    outcome.message = description == null ? "" : description;
    if (error.getStatus().getCause() != null) {
      outcome.lines.add("getCause(): " + error.getStatus().getCause());
    }
    byte[] details = error.getTrailers() == null ? null : error.getTrailers().get(DETAILS);
    if (details != null) {
      outcome.lines.add("getTrailers()[\"grpc-status-details-bin\"]: " + hex(details));
    }
  }

  public static void main(String[] args) throws Exception {
    Gson gson = new Gson();
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Request asked = gson.fromJson(line, Request.class);
      System.out.println(gson.toJson(asked.kind.equals("serve") ? serve(asked) : call(asked)));
    }
    // Handlers may still be running.
    System.exit(0);
  }
}
