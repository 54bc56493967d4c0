//! Results whose members are one element deeper than AWS has them.

use crate::engine::tolerant::{self, unexpected};
use crate::schema::structure::{StructureMut, Table};
use crate::wire::xml::oddity::{OddityKind, OddityList};
use crate::wire::xml::tree::Node;

/// Fills a result from its element, or from the one element inside it that has its members.
pub(super) fn read<'a>(
    structure: &mut dyn StructureMut<'a>,
    mut result: Node<'a>,
    oddities: &mut OddityList,
) {
    result.expect_no_text(oddities);
    let Some(at) = place_of_nested(structure.table(), &result.children) else {
        return tolerant::read(structure, result.children, result.start, oddities);
    };
    let nested = result.children.remove(at);
    result.children.iter().for_each(|other| unexpected(other, oddities));
    let mark = oddities.enter(nested.name);
    nested.expect_no_text(oddities);
    for member in nested.children.iter().filter(|node| is_member(structure.table(), node)) {
        oddities.note_in(member.name, OddityKind::Misplaced, member.start);
    }
    tolerant::read(structure, nested.children, nested.start, oddities);
    oddities.leave(mark);
}

/// Where the only element with members is, if none is where it belongs. A result without required members
/// may as well be empty, beside an element that is new.
fn place_of_nested(table: &Table, children: &[Node<'_>]) -> Option<usize> {
    let is_required = table.members.iter().any(|member| member.is_required);
    let has_own = children.iter().any(|child| is_member(table, child));
    if !is_required || has_own {
        return None;
    }
    let has_members = |child: &Node<'_>| child.children.iter().any(|node| is_member(table, node));
    let mut places = (0..children.len()).filter(|at| has_members(&children[*at]));
    places.next().filter(|_| places.next().is_none())
}

fn is_member(table: &Table, node: &Node<'_>) -> bool {
    table.members.iter().any(|member| member.name().eq_ignore_ascii_case(node.name))
}
