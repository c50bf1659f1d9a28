// What the peers written in Go share: requests in, answers out, and values in the form that protocol.ts describes.
package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"sort"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

type request struct {
	ID            string
	Message       string
	From          string
	Input         string
	IgnoreUnknown bool
	To            []string
}

// A message of one of the libraries, empty at first.
type message interface {
	readBinary(input []byte) error
	readJSON(input string, ignoreUnknown bool) error
	readText(input string) error
	reading() object
	binary() ([]byte, error)
	json() (string, error)
	// A new message to which each declared field that is set was assigned.
	copied() message
}

// An object of JSON whose keys keep their order.
type object []property

type property struct {
	name  string
	value interface{}
}

func (o object) MarshalJSON() ([]byte, error) {
	var text bytes.Buffer
	text.WriteByte('{')
	for i, property := range o {
		if i > 0 {
			text.WriteByte(',')
		}
		name, err := toJSON(property.name)
		if err != nil {
			return nil, err
		}
		value, err := toJSON(property.value)
		if err != nil {
			return nil, err
		}
		text.Write(name)
		text.WriteByte(':')
		text.Write(value)
	}
	text.WriteByte('}')
	return text.Bytes(), nil
}

// Like json.Marshal, which would also escape `<`, `>` and `&`.
func toJSON(value interface{}) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSuffix(text.Bytes(), []byte("\n")), err
}

func answerAll(newMessage func(fullName string) message) {
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	requests := json.NewDecoder(os.Stdin)
	for requests.More() {
		var asked request
		if err := requests.Decode(&asked); err != nil {
			log.Fatal(err)
		}
		line, err := toJSON(answer(asked, newMessage(asked.Message)))
		if err != nil {
			log.Fatal(err)
		}
		output.Write(line)
		output.WriteByte('\n')
	}
}

func answer(asked request, read message) object {
	id := property{"id", asked.ID}
	if err := caught(func() error { return readInput(read, asked) }); err != nil {
		return object{id, {"error", inOneLine(err)}}
	}
	answered := object{id}
	for _, output := range asked.To {
		var value interface{}
		err := caught(func() (err error) {
			value, err = made(output, read)
			return err
		})
		if err != nil {
			value = object{{"error", inOneLine(err)}}
		}
		answered = append(answered, property{output, value})
	}
	return answered
}

func readInput(into message, asked request) error {
	switch asked.From {
	case "json":
		return into.readJSON(asked.Input, asked.IgnoreUnknown)
	case "text":
		return into.readText(asked.Input)
	}
	input, err := hex.DecodeString(asked.Input)
	if err != nil {
		log.Fatal(err)
	}
	return into.readBinary(input)
}

func made(output string, read message) (interface{}, error) {
	switch output {
	case "reading":
		return read.reading(), nil
	case "json":
		return read.json()
	case "binary":
		written, err := read.binary()
		return hex.EncodeToString(written), err
	case "copy":
		written, err := read.copied().binary()
		return hex.EncodeToString(written), err
	}
	log.Fatalf("no such output: %s", output)
	return nil, nil
}

// Turns a panic of the library into an error.
func caught(do func() error) (err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v", reason)
		}
	}()
	return do()
}

func inOneLine(err error) string {
	return strings.ReplaceAll(err.Error(), "\n", " ")
}

func signedValue(value int64) string {
	return strconv.FormatInt(value, 10)
}

func unsignedValue(value uint64) string {
	return strconv.FormatUint(value, 10)
}

func floatValue(value float32) string {
	if value != value {
		return "NaN"
	}
	return fmt.Sprintf("0x%08x", math.Float32bits(value))
}

func doubleValue(value float64) string {
	if math.IsNaN(value) {
		return "NaN"
	}
	return fmt.Sprintf("0x%016x", math.Float64bits(value))
}

func stringValue(value string) string {
	if !utf8.ValidString(value) {
		return "'" + hex.EncodeToString([]byte(value))
	}
	return `"` + value
}

func bytesValue(value []byte) string {
	return "h" + hex.EncodeToString(value)
}

// A key and a value of a map.
type pair [2]interface{}

func mapValue(pairs []pair) []pair {
	sort.Slice(pairs, func(i, j int) bool {
		return precedes(fmt.Sprint(pairs[i][0]), fmt.Sprint(pairs[j][0]))
	})
	return pairs
}

// The order that JavaScript gives to strings.
func precedes(a, b string) bool {
	left, right := utf16.Encode([]rune(a)), utf16.Encode([]rune(b))
	for i := 0; i < len(left) && i < len(right); i++ {
		if left[i] != right[i] {
			return left[i] < right[i]
		}
	}
	return len(left) < len(right)
}
