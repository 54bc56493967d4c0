// Package gocases has the cases that every client runs, for both SDKs for Go: they differ in how a
// call is sent and in what an error is.
package gocases

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
)

// Object is an input or an output, as JSON has it.
type Object = map[string]any

// Call sends the named operation.
type Call func(operation string, input any) (Object, *Refusal)

// Refusal is what an SDK makes of an error.
type Refusal struct {
	// Exception is the name of the SDK's type for the code, if it has types.
	Exception                string
	Code, Message, RequestID string
	Status                   int
}

// Cases is cases.json.
type Cases struct {
	Resources     []Case
	Tags          []Tag
	AsStored      []string  `json:"as_stored"`
	AsHashed      []string  `json:"as_hashed"`
	BadMarker     string    `json:"bad_marker"`
	LimitExceeded string    `json:"limit_exceeded"`
	NotServed     NotServed `json:"not_served"`
}

// Case is a type of resource that can have tags.
type Case struct {
	Tag, Untag, List, Delete       string
	Parameter, Identifier, Missing string
	Create                         struct {
		Operation, Identifier, Tags string
		Life                        Object
	}
	Get struct {
		Operation, Tags string
		WithoutTags     any `json:"without_tags"`
	}
	All           struct{ Operation, Items, Identifier string }
	NoSuchEntity  string `json:"no_such_entity"`
	Duplicates    []string
	DuplicateKeys string `json:"duplicate_keys"`
	Order         string
}

// NotServed is an operation that the emulator does not serve.
type NotServed struct {
	Operation, Code, Message string
	Input                    Object
}

// Step is a call of session.json, with what it gives or how it is refused.
type Step struct {
	Call         string
	Input, Gives Object
	Refuses      []string
}

// Tag is a tag.
type Tag struct{ Key, Value string }

// All are the cases; Session is the session.
var (
	All     = read[Cases]("cases.json")
	Session = read[[]Step]("session.json")
)

func read[T any](name string) (content T) {
	_, here, _, _ := runtime.Caller(0)
	text, err := os.ReadFile(filepath.Join(filepath.Dir(here), "..", name))
	if err == nil {
		err = json.Unmarshal(text, &content)
	}
	if err != nil {
		panic(err)
	}
	return content
}

// Name is `User` of `TagUser`.
func (c *Case) Name() string { return strings.TrimPrefix(c.Tag, "Tag") }

// Listed are all tags, in the order in which this type of resource lists them.
func (c *Case) Listed() (tags []Tag) {
	keys := All.AsStored
	if c.Order == "as_hashed" {
		keys = All.AsHashed
	}
	for _, key := range keys {
		for _, tag := range All.Tags {
			if tag.Key == key {
				tags = append(tags, tag)
			}
		}
	}
	return tags
}

// Invoke calls the client's method of this name, with what comes before the input; refusal reads the
// SDK's error.
func Invoke(client any, operation string, input any, refusal func(error) *Refusal, before ...any) (Object, *Refusal) {
	method := reflect.ValueOf(client).MethodByName(operation)
	sdk := reflect.New(method.Type().In(len(before)).Elem())
	into(input, sdk.Interface())
	var arguments []reflect.Value
	for _, argument := range append(before, sdk.Interface()) {
		arguments = append(arguments, reflect.ValueOf(argument))
	}
	results := method.Call(arguments)
	if err, failed := results[1].Interface().(error); failed {
		return nil, refusal(err)
	}
	return from(results[0].Interface()), nil
}

// Must gives the output of a call that has to succeed.
func Must[T any](output T, err error) T {
	if err != nil {
		panic(err)
	}
	return output
}

// into makes the SDK's input out of JSON.
func into(input, sdk any) {
	text, err := json.Marshal(input)
	if err == nil {
		decoder := json.NewDecoder(strings.NewReader(string(text)))
		decoder.DisallowUnknownFields()
		err = decoder.Decode(sdk)
	}
	if err != nil {
		panic(err)
	}
}

// from makes JSON out of the SDK's output.
func from(sdk any) (output Object) {
	text, err := json.Marshal(sdk)
	if err == nil {
		err = json.Unmarshal(text, &output)
	}
	if err != nil {
		panic(err)
	}
	return output
}
