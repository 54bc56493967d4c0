//! Feature `serde`: documents have the names of the AWS CLI, for every operation and at every depth.
//!
//! The CLI makes what `aws iam … --generate-cli-skeleton` prints of the service's model, and so does this
//! test.
#![cfg(feature = "serde")]

use iam_codec::{Action, Reply, Request};
use serde_json::{Value, json};

const REQUEST_ID: &str = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";

#[test]
fn every_request_comes_back_from_its_skeleton() {
    let model = Model::read();
    for action in Action::ALL {
        let document = model.request(*action);
        let json = document.to_string();
        let request: Request<'_> = serde_json::from_str(&json).expect(&json);
        assert_eq!(request.action(), Some(*action));
        assert_eq!(serde_json::to_value(&request).unwrap(), document);
        assert_eq!(serde_json::to_value(request.into_owned()).unwrap(), document);
    }
}

#[test]
fn every_reply_comes_back_from_its_skeleton() {
    let model = Model::read();
    for action in Action::ALL {
        let document = model.response(*action);
        let json = document.to_string();
        let reply: Reply<'_> = serde_json::from_str(&json).expect(&json);
        assert_eq!(serde_json::to_value(&reply).unwrap(), document);
        assert_eq!(serde_json::to_value(reply.into_owned()).unwrap(), document);
    }
}

#[test]
fn a_member_more_is_refused_at_every_depth() {
    let model = Model::read();
    for action in Action::ALL {
        for (pointer, _) in model.structures(*action, "input") {
            let mut document = model.request(*action);
            add(&mut document, &pointer);
            let error = request_error(&document);
            assert!(error.starts_with("unknown member `Nope` of "), "{action}{pointer}: {error}");
        }
        for (pointer, _) in model.structures(*action, "output") {
            let mut document = model.response(*action);
            add(&mut document, &pointer);
            let error = reply_error(&document);
            assert!(error.starts_with("unknown member `Nope` of "), "{action}{pointer}: {error}");
        }
    }
}

#[test]
fn a_required_member_less_is_refused_at_every_depth() {
    let model = Model::read();
    let mut count = 0;
    for action in Action::ALL {
        for (pointer, required) in model.structures(*action, "input") {
            for name in required {
                let mut document = model.request(*action);
                remove(&mut document, &pointer, &name);
                let error = request_error(&document);
                let expected = format!("missing member `{name}` of ");
                assert!(error.starts_with(&expected), "{action}{pointer}: {error}");
                count += 1;
            }
        }
        for (pointer, required) in model.structures(*action, "output") {
            for name in required {
                let mut document = model.response(*action);
                remove(&mut document, &pointer, &name);
                let error = reply_error(&document);
                let expected = format!("missing member `{name}` of ");
                assert!(error.starts_with(&expected), "{action}{pointer}: {error}");
                count += 1;
            }
        }
    }
    assert!(count > 500, "the model requires many members: {count}");
}

fn request_error(document: &Value) -> String {
    let json = document.to_string();
    serde_json::from_str::<Request<'_>>(&json).expect_err(&json).to_string()
}

fn reply_error(document: &Value) -> String {
    let json = document.to_string();
    serde_json::from_str::<Reply<'_>>(&json).expect_err(&json).to_string()
}

fn add(document: &mut Value, pointer: &str) {
    let object = document.pointer_mut(pointer).and_then(Value::as_object_mut);
    object.expect(pointer).insert("Nope".to_owned(), json!([]));
}

fn remove(document: &mut Value, pointer: &str, name: &str) {
    let object = document.pointer_mut(pointer).and_then(Value::as_object_mut);
    object.expect(pointer).remove(name).expect(name);
}

/// The service's model, as botocore has it.
struct Model(Value);

impl Model {
    fn read() -> Self {
        let read = |text| serde_json::from_str::<Value>(text).expect("the model is readable");
        let mut model = read(include_str!("../testdata/model/iam.json"));
        // The wire wins over the model.
        let recorded = read(include_str!("../testdata/model/recorded.json"));
        for (name, shape) in recorded.as_object().into_iter().flatten() {
            model["shapes"][name] = shape.clone();
        }
        Model(model)
    }

    fn request(&self, action: Action) -> Value {
        let mut document = self.skeleton(action, "input");
        document["Action"] = json!(action.as_str());
        document
    }

    fn response(&self, action: Action) -> Value {
        let mut document = self.skeleton(action, "output");
        document["Action"] = json!(action.as_str());
        document["RequestId"] = json!(REQUEST_ID);
        document
    }

    /// Every member of the `input` or `output` of an operation, lists and maps with one of each.
    fn skeleton(&self, action: Action, direction: &str) -> Value {
        self.root(action, direction).map_or(json!({}), |shape| self.value(shape))
    }

    fn root(&self, action: Action, direction: &str) -> Option<&str> {
        self.0["operations"][action.as_str()][direction]["shape"].as_str()
    }

    fn value(&self, shape: &str) -> Value {
        let shape = &self.0["shapes"][shape];
        match text(&shape["type"]) {
            "structure" => self.parts(shape).map(|(name, part)| (name, self.value(part))).collect(),
            "list" => self.parts(shape).map(|(_, part)| self.value(part)).collect(),
            "map" => self.parts(shape).map(|(name, part)| (name, self.value(part))).collect(),
            "string" => shape["enum"].get(0).cloned().unwrap_or(json!("")),
            "integer" => json!(0),
            "boolean" => json!(true),
            "timestamp" => json!("1970-01-01T00:00:00Z"),
            "blob" => json!("YmxvYg=="),
            other => panic!("no type: {other}"),
        }
    }

    /// The members of a structure, the member of a list or the entry of a map, with the shape of each.
    fn parts<'m>(&'m self, shape: &'m Value) -> Box<dyn Iterator<Item = (String, &'m str)> + 'm> {
        match text(&shape["type"]) {
            "structure" => {
                let members = shape["members"].as_object().expect("members").iter();
                Box::new(members.map(|(name, part)| (name.clone(), text(&part["shape"]))))
            }
            "list" => Box::new(std::iter::once(("0".to_owned(), text(&shape["member"]["shape"])))),
            "map" => {
                let key = &self.0["shapes"][text(&shape["key"]["shape"])]["enum"];
                let key = key[0].as_str().unwrap_or("KeyName").to_owned();
                Box::new(std::iter::once((key, text(&shape["value"]["shape"]))))
            }
            _ => Box::new(std::iter::empty()),
        }
    }

    /// Where in a skeleton the structures are, and what each requires.
    fn structures(&self, action: Action, direction: &str) -> Vec<(String, Vec<String>)> {
        let mut structures = Vec::new();
        if let Some(root) = self.root(action, direction) {
            self.find_structures(root, String::new(), &mut structures);
        }
        structures
    }

    fn find_structures(
        &self,
        shape: &str,
        pointer: String,
        found: &mut Vec<(String, Vec<String>)>,
    ) {
        let shape = &self.0["shapes"][shape];
        for (name, part) in self.parts(shape) {
            self.find_structures(part, format!("{pointer}/{name}"), found);
        }
        if shape["type"] == "structure" {
            let required = shape["required"].as_array().into_iter().flatten();
            found.push((pointer, required.map(|name| text(name).to_owned()).collect()));
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}
