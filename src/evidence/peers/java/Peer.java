import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import peers.proto2.Proto2File;
import peers.proto3.Proto3File;

/** Answers the requests of ../protocol.ts with protobuf-java: reads by descriptors, copies by generated accessors. */
public final class Peer {
  private static final TypeRegistry TYPES =
      TypeRegistry.newBuilder()
          .add(Proto2File.getDescriptor().getMessageTypes())
          .add(Proto3File.getDescriptor().getMessageTypes())
          .build();

  private static String readFloat(float value) {
    return Float.isNaN(value) ? "NaN" : String.format("0x%08x", Float.floatToRawIntBits(value));
  }

  private static String readDouble(double value) {
    return Double.isNaN(value) ? "NaN" : String.format("0x%016x", Double.doubleToRawLongBits(value));
  }

  private static byte[] codePointBytes(int codePoint) {
    // UTF-8 has no bytes for half of a surrogate pair; it is told in the form that they would have.
    boolean isHalf = Character.isBmpCodePoint(codePoint) && Character.isSurrogate((char) codePoint);
    if (!isHalf) return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    return new byte[] {
      (byte) (0xe0 | codePoint >> 12), (byte) (0x80 | codePoint >> 6 & 0x3f), (byte) (0x80 | codePoint & 0x3f)
    };
  }

  private static String readText(String text) {
    if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) return "\"" + text;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    text.codePoints().forEach(codePoint -> bytes.writeBytes(codePointBytes(codePoint)));
    return "'" + HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static JsonElement readValue(FieldDescriptor field, Object value) {
    return switch (field.getType()) {
      case BOOL -> new JsonPrimitive((Boolean) value);
      case FLOAT -> new JsonPrimitive(readFloat((Float) value));
      case DOUBLE -> new JsonPrimitive(readDouble((Double) value));
      case STRING -> new JsonPrimitive(readText((String) value));
      case BYTES -> new JsonPrimitive("h" + HexFormat.of().formatHex(((ByteString) value).toByteArray()));
      case ENUM -> new JsonPrimitive(Integer.toString(((EnumValueDescriptor) value).getNumber()));
      case MESSAGE, GROUP -> readMessage((Message) value);
      // Java has no unsigned integers: an accessor gives the bits, which the library prints as unsigned.
      case UINT32, FIXED32 -> new JsonPrimitive(Integer.toUnsignedString((Integer) value));
      case UINT64, FIXED64 -> new JsonPrimitive(Long.toUnsignedString((Long) value));
      default -> new JsonPrimitive(value.toString());
    };
  }

  private static JsonArray readEntry(Message entry) {
    JsonArray pair = new JsonArray();
    for (FieldDescriptor field : entry.getDescriptorForType().getFields()) {
      pair.add(readValue(field, entry.getField(field)));
    }
    return pair;
  }

  private static JsonArray readMap(List<?> entries) {
    List<JsonArray> pairs = new ArrayList<>();
    for (Object entry : entries) pairs.add(readEntry((Message) entry));
    pairs.sort(Comparator.comparing(pair -> pair.get(0).getAsString()));
    JsonArray map = new JsonArray();
    pairs.forEach(map::add);
    return map;
  }

  private static JsonArray readList(FieldDescriptor field, List<?> items) {
    JsonArray list = new JsonArray();
    for (Object item : items) list.add(readValue(field, item));
    return list;
  }

  private static boolean isShown(Message message, FieldDescriptor field) {
    if (field.isRepeated()) return message.getRepeatedFieldCount(field) > 0;
    return !field.hasPresence() || message.hasField(field);
  }

  private static JsonObject readMessage(Message message) {
    List<FieldDescriptor> fields = new ArrayList<>(message.getDescriptorForType().getFields());
    fields.sort(Comparator.comparingInt(FieldDescriptor::getNumber));
    JsonObject reading = new JsonObject();
    for (FieldDescriptor field : fields) {
      if (!isShown(message, field)) continue;
      Object value = message.getField(field);
      reading.add(
          field.getName(),
          field.isMapField() ? readMap((List<?>) value)
              : field.isRepeated() ? readList(field, (List<?>) value)
              : readValue(field, value));
    }
    return reading;
  }

  /** The name of a field in accessors: `ByName` for `by_name`. */
  private static String accessorName(FieldDescriptor field) {
    StringBuilder name = new StringBuilder();
    for (String word : field.getName().split("_")) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  private static boolean takesValues(Method method, int count) {
    if (method.getParameterCount() != count) return false;
    for (Class<?> type : method.getParameterTypes()) {
      if (Message.Builder.class.isAssignableFrom(type)) return false;
    }
    return true;
  }

  /** Calls a generated method. Of those with the same name it is the one that takes values, not builders. */
  private static Object call(Object target, String name, Object... values) throws Exception {
    for (Method method : target.getClass().getMethods()) {
      if (!method.isBridge() && method.getName().equals(name) && takesValues(method, values.length)) {
        try {
          return method.invoke(target, values);
        } catch (InvocationTargetException exception) {
          throw (Exception) exception.getCause();
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static Object copyValue(Object value) throws Exception {
    return value instanceof Message message ? copyFields(message).build() : value;
  }

  private static void copyField(Message source, Message.Builder target, FieldDescriptor field) throws Exception {
    String name = accessorName(field);
    if (field.isMapField()) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) call(source, "get" + name + "Map")).entrySet()) {
        call(target, "put" + name, entry.getKey(), copyValue(entry.getValue()));
      }
    } else if (field.isRepeated()) {
      for (Object item : (List<?>) call(source, "get" + name + "List")) call(target, "add" + name, copyValue(item));
    } else {
      call(target, "set" + name, copyValue(call(source, "get" + name)));
    }
  }

  /** Assigns each declared field that is set. Whole messages are never copied, so no unknown field travels. */
  private static Message.Builder copyFields(Message source) throws Exception {
    Message.Builder target = source.newBuilderForType();
    for (FieldDescriptor field : source.getAllFields().keySet()) copyField(source, target, field);
    return target;
  }

  private static String toHex(Message message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    output.useDeterministicSerialization();
    message.writeTo(output);
    output.flush();
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static JsonElement makeOutput(Message message, String name) throws Exception {
    return switch (name) {
      case "reading" -> readMessage(message);
      case "binary" -> new JsonPrimitive(toHex(message));
      case "json" -> new JsonPrimitive(
          JsonFormat.printer().usingTypeRegistry(TYPES).omittingInsignificantWhitespace().print(message));
      default -> new JsonPrimitive(toHex(copyFields(message).build()));
    };
  }

  private static Message parseJson(Message empty, String input, boolean ignoreUnknown) throws Exception {
    JsonFormat.Parser parser = JsonFormat.parser().usingTypeRegistry(TYPES);
    Message.Builder builder = empty.newBuilderForType();
    (ignoreUnknown ? parser.ignoringUnknownFields() : parser).merge(input, builder);
    return builder.build();
  }

  private static Message parseText(Message empty, String input) throws Exception {
    Message.Builder builder = empty.newBuilderForType();
    TextFormat.merge(input, builder);
    return builder.build();
  }

  private static Message parse(JsonObject request) throws Exception {
    // The schemas give a message's class the full name that the message has.
    Class<?> type = Class.forName(request.get("message").getAsString());
    Message empty = (Message) type.getMethod("getDefaultInstance").invoke(null);
    String input = request.get("input").getAsString();
    return switch (request.get("from").getAsString()) {
      case "binary" -> empty.getParserForType().parseFrom(HexFormat.of().parseHex(input));
      case "text" -> parseText(empty, input);
      default -> parseJson(empty, input, request.get("ignoreUnknown").getAsBoolean());
    };
  }

  private static JsonPrimitive failure(Exception exception) {
    String text = exception.getClass().getSimpleName() + ": " + exception.getMessage();
    return new JsonPrimitive(text.strip().replaceAll("\\s+", " "));
  }

  private static JsonElement outputOrFailure(Message message, String name) {
    try {
      return makeOutput(message, name);
    } catch (Exception exception) {
      JsonObject failed = new JsonObject();
      failed.add("error", failure(exception));
      return failed;
    }
  }

  private static JsonObject answer(JsonObject request) {
    JsonObject answer = new JsonObject();
    answer.add("id", request.get("id"));
    try {
      Message message = parse(request);
      for (JsonElement name : request.getAsJsonArray("to")) {
        answer.add(name.getAsString(), outputOrFailure(message, name.getAsString()));
      }
    } catch (Exception exception) {
      answer.add("error", failure(exception));
    }
    return answer;
  }

  public static void main(String[] arguments) throws IOException {
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintWriter answers = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      answers.println(answer(JsonParser.parseString(line).getAsJsonObject()));
    }
    answers.flush();
  }
}
