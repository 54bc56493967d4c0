//! Operations, their errors, and the error codes.

use super::Differences;
use super::shapes::{Model, Operation};
use super::structures::{self, Direction};
use crate::message::error_code::{ErrorCode, Fault};
use crate::message::service::{Actions, Requests, Results};

/// Holds the tables of all operations of a service against its model.
pub(super) fn compare<R, O>(model: &Model, actions: &[R::Action], differences: &mut Differences)
where
    R: Requests<'static>,
    O: Results<'static, Action = R::Action>,
{
    let service = R::Action::SERVICE;
    differences.hold("service", "version", service.version(), &model.metadata.api_version);
    differences.hold("service", "namespace", service.namespace(), &model.metadata.xml_namespace);
    let mut ours: Vec<_> = actions.iter().map(|action| action.name()).collect();
    ours.sort_unstable();
    let theirs: Vec<_> = model.operations.keys().map(|name| &**name).collect();
    differences.hold("service", "operations", ours, theirs);
    for action in actions {
        if let Some(operation) = model.operations.get(action.name()) {
            compare_operation::<R, O>(model, *action, operation, differences);
        }
    }
    for (name, shape) in &model.shapes {
        if shape.is_exception {
            compare_code(model, name, differences);
        }
    }
}

fn compare_operation<R, O>(
    model: &Model,
    action: R::Action,
    operation: &Operation,
    differences: &mut Differences,
) where
    R: Requests<'static>,
    O: Results<'static, Action = R::Action>,
{
    let name = action.name();
    differences.hold(name, "name", name, &operation.name);
    differences.hold(name, "action of its name", R::Action::find(name) == Some(action), true);

    let (request, result) = (R::empty(action), O::empty(action));
    let is_input = request.known().is_some_and(|(known, _)| known == action);
    differences.hold(name, "action of its input", is_input, true);
    differences.hold(name, "action of its result", result.operation() == Some(action), true);

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

fn compare_result<'o>(
    model: &Model,
    name: &str,
    result: &impl Results<'o>,
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
