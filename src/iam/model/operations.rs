//! Operations, their errors, and the error codes.

use super::differences::Differences;
use super::shapes::{Model, Operation};
use super::structures::{self, Direction};
use crate::iam::operations::{Action, OperationResult, Request, SERVICE};
use crate::message::error_code::{ErrorCode, Fault};
use crate::message::service::{Requests, Results};

pub(super) fn compare(model: &Model, differences: &mut Differences) {
    differences.hold("service", "version", crate::iam::VERSION, &model.metadata.api_version);
    differences.hold("service", "namespace", SERVICE.namespace(), &model.metadata.xml_namespace);
    let mut ours: Vec<_> = Action::ALL.iter().map(|action| action.as_str()).collect();
    ours.sort_unstable();
    let theirs: Vec<_> = model.operations.keys().map(|name| &**name).collect();
    differences.hold("service", "operations", ours, theirs);
    for action in Action::ALL {
        if let Some(operation) = model.operations.get(action.as_str()) {
            compare_operation(model, *action, operation, differences);
        }
    }
    for (name, shape) in &model.shapes {
        if shape.is_exception {
            compare_code(model, name, differences);
        }
    }
}

fn compare_operation(
    model: &Model,
    action: Action,
    operation: &Operation,
    differences: &mut Differences,
) {
    let name = action.as_str();
    differences.hold(name, "name", name, &operation.name);
    differences.hold(name, "action of its name", name.parse(), Ok(action));

    let request = Request::empty(action);
    let result = OperationResult::empty(action);
    differences.hold(name, "action of its input", request.action(), Some(action));
    differences.hold(name, "action of its result", result.action(), Some(action));

    if let Some((_, structure)) = request.known() {
        let input = operation.input.as_ref().map(|input| &*input.shape);
        structures::compare(model, name, structure.table(), input, Direction::In, differences);
    }
    compare_result(model, name, &result, operation, differences);

    let errors = action.errors().iter().map(ErrorCode::as_str).collect();
    let their_errors: Vec<_> =
        operation.errors.iter().map(|error| model.code(&error.shape)).collect();
    differences.hold(name, "errors", errors, their_errors);
}

fn compare_result(
    model: &Model,
    name: &str,
    result: &OperationResult<'_>,
    operation: &Operation,
    differences: &mut Differences,
) {
    let place = format!("{name}Result");
    let structure = result.output();
    let element = structure.map(|_| &*place);
    let their_element = operation.output.as_ref().map(|output| &*output.wrapper);
    differences.hold(name, "result", element, their_element);
    if let (Some(structure), Some(output)) = (structure, &operation.output) {
        let shape = Some(&*output.shape);
        structures::compare(model, &place, structure.table(), shape, Direction::Out, differences);
    }
}

/// Some errors have neither a code nor a status in the model. Smithy's awsQuery then says the shape's
/// name and 400.
fn compare_code(model: &Model, error: &str, differences: &mut Differences) {
    let name = model.code(error);
    let code = ErrorCode::from(name);
    let (status, fault) = match &model.shape(error).error {
        Some(error) if error.sender_fault => (error.http_status_code, Fault::Sender),
        Some(error) => (error.http_status_code, Fault::Receiver),
        None => (400, Fault::Sender),
    };
    differences.hold(name, "presence among all codes", ErrorCode::ALL.contains(&code), true);
    differences.hold(name, "status", code.status(), Some(status));
    differences.hold(name, "fault", code.fault(), Some(fault));
}
