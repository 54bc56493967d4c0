//! Operations, their errors, and the error codes.

use super::differences::Differences;
use super::shapes::Operation;
use super::structures::{self, Direction};
use super::subject::{Subject, Tables};
use crate::message::error_code::{ErrorCode, Fault};

impl Subject {
    /// What the tables say otherwise than the model, in words: place, what, and both values.
    pub(crate) fn differences(&self) -> Vec<String> {
        let mut differences = Differences::default();
        compare(self, &mut differences);
        differences.0
    }
}

/// Compares the tables of all operations of a service against its model.
fn compare(subject: &Subject, differences: &mut Differences) {
    let (model, service) = (&subject.model, subject.service);
    differences.hold("service", "version", service.version(), &model.metadata.api_version);
    differences.hold("service", "namespace", service.namespace(), &model.metadata.xml_namespace);
    let mut ours: Vec<_> = subject.operations.iter().map(|tables| tables.name).collect();
    ours.sort_unstable();
    let theirs: Vec<_> = model.operations.keys().map(|name| &**name).collect();
    differences.hold("service", "operations", ours, theirs);
    for tables in &subject.operations {
        if let Some(operation) = model.operations.get(tables.name) {
            compare_operation(subject, tables, operation, differences);
        }
    }
    for (name, shape) in &model.shapes {
        if shape.is_exception {
            compare_code(subject, name, differences);
        }
    }
}

fn compare_operation(
    subject: &Subject,
    tables: &Tables,
    operation: &Operation,
    differences: &mut Differences,
) {
    let name = tables.name;
    differences.hold(name, "name", name, &operation.name);
    differences.hold(name, "whether its name and types are of one action", tables.agree, true);
    let input = operation.input.as_ref().map(|input| &*input.shape);
    structures::compare(subject, name, tables.input, input, Direction::In, differences);
    compare_result(subject, tables, operation, differences);

    let errors = tables.errors.iter().map(ErrorCode::as_str).collect();
    let their_errors: Vec<_> =
        operation.errors.iter().map(|error| subject.model.code(&error.shape)).collect();
    differences.hold(name, "errors", errors, their_errors);
}

fn compare_result(
    subject: &Subject,
    tables: &Tables,
    operation: &Operation,
    differences: &mut Differences,
) {
    let place = format!("{}Result", tables.name);
    let element = tables.output.map(|_| &*place);
    let their_element = operation.output.as_ref().map(|output| &*output.wrapper);
    differences.hold(tables.name, "result", element, their_element);
    if let (Some(table), Some(output)) = (tables.output, &operation.output) {
        let shape = Some(&*output.shape);
        structures::compare(subject, &place, table, shape, Direction::Out, differences);
    }
}

/// Some errors have neither a code nor a status in the model. Smithy's awsQuery then says the shape's
/// name and 400.
fn compare_code(subject: &Subject, error: &str, differences: &mut Differences) {
    let name = subject.model.code(error);
    let code = ErrorCode::from(name);
    let (status, fault) = match &subject.model.shape(error).error {
        Some(error) if error.sender_fault => (error.http_status_code, Fault::Sender),
        Some(error) => (error.http_status_code, Fault::Receiver),
        None => (400, Fault::Sender),
    };
    differences.hold(name, "presence among all codes", ErrorCode::ALL.contains(&code), true);
    differences.hold(name, "status", code.status(), Some(status));
    differences.hold(name, "fault", code.fault(), Some(fault));
}
