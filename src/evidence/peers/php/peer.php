<?php
// Answers the requests of ../protocol.ts with PHP's protobuf. Its argument is the folder of the generated classes.

use Google\Protobuf\DescriptorPool;
use Google\Protobuf\FieldDescriptor;
use Google\Protobuf\Internal\GPBLabel;
use Google\Protobuf\Internal\GPBType;
use Google\Protobuf\Internal\Message;

spl_autoload_register(function (string $class) use ($argv): void {
    $file = str_replace('\\', '/', $class) . '.php';
    foreach ([$argv[1], '/usr/share/php'] as $folder) {
        if (is_file("$folder/$file")) {
            require_once "$folder/$file";
        }
    }
});

function readText(string $text): string
{
    return preg_match('//u', $text) ? "\"$text" : "'" . bin2hex($text);
}

function readFloat(float $value, string $layout): string
{
    return is_nan($value) ? 'NaN' : '0x' . bin2hex(pack($layout, $value));
}

function readValue(FieldDescriptor $field, mixed $value): mixed
{
    return match ($field->getType()) {
        GPBType::BOOL => $value,
        GPBType::STRING => readText($value),
        GPBType::BYTES => 'h' . bin2hex($value),
        GPBType::FLOAT => readFloat($value, 'G'),
        GPBType::DOUBLE => readFloat($value, 'E'),
        GPBType::MESSAGE => readMessage($value),
        // No integer of PHP is that large: a getter gives the bits, which the library prints as unsigned.
        GPBType::UINT64, GPBType::FIXED64 => sprintf('%u', $value),
        default => (string) $value,
    };
}

function sortKey(bool|string $key): string
{
    return iconv('UTF-8', 'UTF-16BE', is_bool($key) ? json_encode($key) : $key);
}

function readMap(FieldDescriptor $field, iterable $entries): array
{
    [$keyField, $valueField] = fieldsByNumber($field->getMessageType());
    $pairs = [];
    foreach ($entries as $key => $value) {
        $pairs[] = [readValue($keyField, $key), readValue($valueField, $value)];
    }
    usort($pairs, fn(array $a, array $b): int => strcmp(sortKey($a[0]), sortKey($b[0])));
    return $pairs;
}

function readList(FieldDescriptor $field, iterable $items): array
{
    $list = [];
    foreach ($items as $item) {
        $list[] = readValue($field, $item);
    }
    return $list;
}

function fieldsByNumber(object $descriptor): array
{
    $fields = array_map([$descriptor, 'getField'], range(0, $descriptor->getFieldCount() - 1));
    usort($fields, fn(FieldDescriptor $a, FieldDescriptor $b): int => $a->getNumber() - $b->getNumber());
    return $fields;
}

/** A generated method of a field: `getByName` for `by_name`. */
function accessor(string $verb, FieldDescriptor $field): string
{
    return $verb . str_replace('_', '', ucwords($field->getName(), '_'));
}

/** What a program sees: set fields where the library tells whether they are, lists with items, and the others. */
function shownFields(Message $message): array
{
    $descriptor = DescriptorPool::getGeneratedPool()->getDescriptorByClassName($message::class);
    return array_filter(fieldsByNumber($descriptor), function (FieldDescriptor $field) use ($message): bool {
        if ($field->getLabel() === GPBLabel::REPEATED) {
            return count($message->{accessor('get', $field)}()) > 0;
        }
        $has = accessor('has', $field);
        return !method_exists($message, $has) || $message->$has();
    });
}

function readMessage(Message $message): object
{
    $reading = [];
    foreach (shownFields($message) as $field) {
        $content = $message->{accessor('get', $field)}();
        $reading[$field->getName()] = match (true) {
            $field->isMap() => readMap($field, $content),
            $field->getLabel() === GPBLabel::REPEATED => readList($field, $content),
            default => readValue($field, $content),
        };
    }
    return (object) $reading;
}

function copyValue(mixed $value): mixed
{
    return $value instanceof Message ? copyMessage($value) : $value;
}

/** Assigns each declared field that is set. Whole messages are never copied, so no unknown field travels. */
function copyMessage(Message $source): Message
{
    $target = new ($source::class)();
    foreach (shownFields($source) as $field) {
        $get = accessor('get', $field);
        if ($field->getLabel() !== GPBLabel::REPEATED) {
            $target->{accessor('set', $field)}(copyValue($source->$get()));
            continue;
        }
        $copies = $target->$get();
        foreach ($source->$get() as $key => $value) {
            $copies[$field->isMap() ? $key : null] = copyValue($value);
        }
    }
    return $target;
}

function makeOutput(Message $message, string $name): mixed
{
    return match ($name) {
        'reading' => readMessage($message),
        'binary' => bin2hex($message->serializeToString()),
        'json' => $message->serializeToJsonString(),
        'copy' => bin2hex(copyMessage($message)->serializeToString()),
    };
}

function parse(object $request): Message
{
    $message = new (str_replace('.', '\\', ucwords($request->message, '.')))();
    if ($request->from === 'binary') {
        $message->mergeFromString(hex2bin($request->input));
    } else {
        $message->mergeFromJsonString($request->input, $request->ignoreUnknown);
    }
    return $message;
}

function failure(Throwable $error): array
{
    return ['error' => preg_replace('/\s+/', ' ', $error::class . ': ' . $error->getMessage())];
}

function outputOrFailure(Message $message, string $name): mixed
{
    try {
        return makeOutput($message, $name);
    } catch (Throwable $error) {
        return failure($error);
    }
}

function answer(object $request): array
{
    $answer = ['id' => $request->id];
    try {
        $message = parse($request);
    } catch (Throwable $error) {
        return $answer + failure($error);
    }
    foreach ($request->to as $name) {
        $answer[$name] = outputOrFailure($message, $name);
    }
    return $answer;
}

// The library reports some wrong values as errors that end a program.
set_error_handler(function (int $level, string $message): never {
    throw new ErrorException($message);
}, E_USER_ERROR);

// Warnings go to standard error, and not among the answers.
ini_set('display_errors', '0');
ini_set('log_errors', '1');

ob_start(chunk_size: 1 << 16);
while (($line = fgets(STDIN)) !== false) {
    // Text that is not valid may stand in ProtoJSON; the answer has replacement characters for it.
    $flags = JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE;
    echo json_encode(answer(json_decode($line)), $flags), "\n";
}
