# Answers the requests of ../protocol.ts with Ruby's protobuf.
require 'json'
require 'google/protobuf'
require 'proto2_pb'
require 'proto3_pb'

# What the library shows of a message, in the protocol's form.
module Reading
  module_function

  def text(text)
    text.valid_encoding? ? "\"#{text}" : "'#{text.unpack1('H*')}"
  end

  def float(value, layout)
    value.nan? ? 'NaN' : "0x#{[value].pack(layout).unpack1('H*')}"
  end

  # A getter gives the name of an enum value, and the number where the schema has no name for it.
  def enum(type, value)
    (value.is_a?(Symbol) ? type.lookup_name(value) : value).to_s
  end

  def value(field, value)
    case field.type
    when :bool then value
    when :string then text(value)
    when :bytes then "h#{value.unpack1('H*')}"
    when :float then float(value, 'g')
    when :double then float(value, 'G')
    when :enum then enum(field.subtype, value)
    when :message, :group then message(value)
    else value.to_s
    end
  end

  def map(field, entries)
    key_field = field.subtype.lookup('key')
    value_field = field.subtype.lookup('value')
    pairs = entries.map { |key, item| [value(key_field, key), value(value_field, item)] }
    pairs.sort_by { |key, _| key.to_s.encode('UTF-16BE').b }
  end

  def shown?(message, field)
    return !field.get(message).to_a.empty? if field.label == :repeated

    field.has?(message)
  rescue ArgumentError
    # The library's only way of telling that a field has no presence.
    true
  end

  def message(message)
    fields = message.class.descriptor.select { |field| shown?(message, field) }
    fields.sort_by(&:number).to_h { |field| [field.name, field_value(field, field.get(message))] }
  end

  def field_value(field, content)
    case content
    when Google::Protobuf::Map then map(field, content)
    when Google::Protobuf::RepeatedField then content.map { |item| value(field, item) }
    else value(field, content)
    end
  end
end

# Assigns each declared field that is set. Whole messages are never copied, so no unknown field travels.
module Copy
  module_function

  def value(value)
    value.is_a?(Google::Protobuf::MessageExts) ? message(value) : value
  end

  def field(field, source, target)
    content = field.get(source)
    case content
    when Google::Protobuf::Map then content.each { |key, item| field.get(target)[key] = value(item) }
    when Google::Protobuf::RepeatedField then content.each { |item| field.get(target) << value(item) }
    else field.set(target, value(content))
    end
  end

  def message(source)
    target = source.class.new
    source.class.descriptor.each { |field| field(field, source, target) if Reading.shown?(source, field) }
    target
  end
end

def encode(message)
  message.class.encode(message).unpack1('H*')
end

def output(message, name)
  case name
  when 'reading' then Reading.message(message)
  when 'binary' then encode(message)
  # Text that is not valid may stand in it; the answer has replacement characters for that.
  when 'json' then message.class.encode_json(message).scrub
  when 'copy' then encode(Copy.message(message))
  end
end

def parse(request)
  type = Google::Protobuf::DescriptorPool.generated_pool.lookup(request['message']).msgclass
  if request['from'] == 'binary'
    type.decode([request['input']].pack('H*'))
  else
    type.decode_json(request['input'], ignore_unknown_fields: request['ignoreUnknown'])
  end
end

def failure(error)
  { error: "#{error.class}: #{error.message}".split.join(' ') }
end

def output_or_failure(message, name)
  output(message, name)
rescue StandardError => e
  failure(e)
end

def answer(request)
  message = parse(request)
  { id: request['id'] }.merge(request['to'].to_h { |name| [name, output_or_failure(message, name)] })
rescue StandardError => e
  { id: request['id'] }.merge(failure(e))
end

$stdin.set_encoding('UTF-8')
$stdin.each_line { |line| puts JSON.generate(answer(JSON.parse(line))) }
