package gocases

import (
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"
)

// Claims are the tests of one SDK.
type Claims struct {
	Call Call
	// Typed says that the SDK has a type for each code that operations declare.
	Typed bool
	// DropsEmptyLists says that the SDK makes nil of a list that is there and empty.
	DropsEmptyLists bool
}

// EachResource runs a claim for all types of resources that can have tags.
func EachResource(t *testing.T, claim func(*testing.T, *Case)) {
	for i := range All.Resources {
		row := &All.Resources[i]
		t.Run(row.Name(), func(t *testing.T) { claim(t, row) })
	}
}

// Life creates a resource with tags, reads, lists, untags, tags and deletes it.
func (c Claims) Life(t *testing.T, row *Case) {
	input := Object{"Tags": All.Tags}
	for name, value := range row.Create.Life {
		input[name] = value
	}
	created := c.ok(t, row.Create.Operation, input)
	same(t, "the tags of "+row.Create.Operation, At(row.Create.Tags, created), All.Tags)
	id := At(row.Create.Identifier, created)
	named := Object{row.Parameter: id}
	tags := func() any { return At(row.Get.Tags, c.ok(t, row.Get.Operation, named)) }

	same(t, "all tags", tags(), row.Listed())
	found := 0
	for _, item := range At(row.All.Items, c.ok(t, row.All.Operation, Object{})).([]any) {
		if At(row.All.Identifier, item.(Object)) == id {
			found++
		}
	}
	same(t, row.All.Operation, found, 1)

	c.ok(t, row.Untag, Object{row.Parameter: id, "TagKeys": All.AsStored})
	if !c.DropsEmptyLists {
		same(t, "no tags", tags(), row.Get.WithoutTags)
	}
	c.ok(t, row.Tag, Object{row.Parameter: id, "Tags": []Tag{{"dept", "legal"}}})
	same(t, "one tag", tags(), []Tag{{"dept", "legal"}})
	c.ok(t, row.Delete, named)
	_, refusal := c.Call(row.Get.Operation, named)
	if refusal == nil || refusal.Code != "NoSuchEntity" {
		t.Errorf("%s after %s: %+v", row.Get.Operation, row.Delete, refusal)
	}
}

// Pages lists the tags of a shared resource by markers.
func (c Claims) Pages(t *testing.T, row *Case) {
	named := Object{row.Parameter: row.Identifier}
	c.ok(t, row.Tag, Object{row.Parameter: row.Identifier, "Tags": All.Tags})
	defer c.ok(t, row.Untag, Object{row.Parameter: row.Identifier, "TagKeys": All.AsStored})

	var sizes []int
	var tags []any
	page := Object{row.Parameter: row.Identifier, "MaxItems": 4}
	for page["Marker"] != nil || len(sizes) == 0 {
		output := c.ok(t, row.List, page)
		same(t, "IsTruncated", output["IsTruncated"], output["Marker"] != nil)
		sizes = append(sizes, len(output["Tags"].([]any)))
		tags = append(tags, output["Tags"].([]any)...)
		page["Marker"] = output["Marker"]
	}
	same(t, "sizes", sizes, []int{4, 4, 3})
	same(t, "tags", tags, row.Listed())
	named["Marker"] = "foreign"
	c.refused(t, row.List, named, 400, "ValidationError", All.BadMarker)
}

// Refuses what is not there, equal keys, and the fifty-first tag.
func (c Claims) Refuses(t *testing.T, row *Case) {
	missing := Object{row.Parameter: row.Missing}
	c.refused(t, row.List, missing, 404, "NoSuchEntity", row.NoSuchEntity)
	var equal, many []Tag
	for _, key := range row.Duplicates {
		equal = append(equal, Tag{key, "v"})
	}
	for n := 0; n < 50; n++ {
		many = append(many, Tag{fmt.Sprintf("key%d", n), "v"})
	}
	input := func(tags []Tag) Object { return Object{row.Parameter: row.Identifier, "Tags": tags} }
	c.refused(t, row.Tag, input(equal), 400, "InvalidInput", row.DuplicateKeys)
	c.ok(t, row.Tag, input(many))
	one := []Tag{{"one more", "v"}}
	c.refused(t, row.Tag, input(one), 409, "LimitExceeded", All.LimitExceeded)
	var keys []string
	for _, tag := range many {
		keys = append(keys, tag.Key)
	}
	c.ok(t, row.Untag, Object{row.Parameter: row.Identifier, "TagKeys": keys})
}

// Session makes the calls of session.json.
func (c Claims) Session(t *testing.T) {
	for _, step := range Session {
		output, refusal := c.Call(step.Call, step.Input)
		if step.Refuses != nil {
			same(t, step.Call, refusal != nil, true)
			same(t, step.Call, []string{refusal.Code, refusal.Message}, step.Refuses)
			continue
		}
		if refusal != nil {
			t.Fatalf("%s: %+v", step.Call, *refusal)
		}
		gives(t, step.Call, output, step.Gives)
	}
}

// NotServed says so of an operation, in words and with status 501.
func (c Claims) NotServed(t *testing.T) {
	refused := All.NotServed
	c.refused(t, refused.Operation, refused.Input, 501, refused.Code, refused.Message)
}

func (c Claims) ok(t *testing.T, operation string, input any) Object {
	t.Helper()
	output, refusal := c.Call(operation, input)
	if refusal != nil {
		t.Fatalf("%s: %+v", operation, *refusal)
	}
	return output
}

func (c Claims) refused(t *testing.T, operation string, input any, status int, code, message string) {
	t.Helper()
	_, refusal := c.Call(operation, input)
	if refusal == nil {
		t.Fatalf("%s is accepted", operation)
	}
	expected := Refusal{Code: code, Message: message, RequestID: refusal.RequestID, Status: status}
	isDeclared := code != "ValidationError" && code != "NotImplemented"
	if c.Typed && isDeclared {
		expected.Exception = code + "Exception"
	}
	same(t, operation, *refusal, expected)
	same(t, "the length of the request id", len(refusal.RequestID), 36)
}

// At is what is at `User.UserName`.
func At(path string, output any) any {
	for _, name := range strings.Split(path, ".") {
		object, _ := output.(Object)
		output = object[name]
	}
	return output
}

// Holds an output against what is expected of some of its members; nil is an absent member.
func gives(t *testing.T, path string, output, expected any) {
	t.Helper()
	if text, isText := output.(string); isText && reflect.ValueOf(expected).Kind() == reflect.Map {
		output = policy(t, text)
	}
	switch expected := expected.(type) {
	case Object:
		object, _ := output.(Object)
		for name, value := range expected {
			gives(t, path+"."+name, object[name], value)
		}
	case []any:
		list, _ := output.([]any)
		same(t, path, len(list), len(expected))
		for i, value := range expected {
			gives(t, fmt.Sprintf("%s[%d]", path, i), list[i], value)
		}
	default:
		same(t, path, output, expected)
	}
}

// A policy, which the SDKs leave as it is.
func policy(t *testing.T, encoded string) (document Object) {
	text, err := url.QueryUnescape(encoded)
	if err == nil {
		err = json.Unmarshal([]byte(text), &document)
	}
	if err != nil {
		t.Fatal(err)
	}
	return document
}

// Compares by JSON, in which tags of all kinds are the same.
func same(t *testing.T, what string, found, expected any) {
	t.Helper()
	one, _ := json.Marshal(found)
	other, _ := json.Marshal(expected)
	if string(one) != string(other) {
		t.Fatalf("%s: %s, not %s", what, one, other)
	}
}
