//! Which cases touch nothing but resources of their run.

use crate::cases::suite::Suite;
use crate::exchange::call::Call;
use crate::exchange::service::{is_known, is_of_sts};
use crate::plan::Plan;

/// Operations of settings that an account has once, although their requests hold a name of the run.
const OF_THE_ACCOUNT: [&str; 2] = ["CreateAccountAlias", "DeleteAccountAlias"];

/// How operations begin that change nothing.
const READS: [&str; 4] = ["Get", "List", "Simulate", "Generate"];

impl Suite {
    /// Leaves out cases that would change something besides resources of the run: each of their calls reads, or
    /// names a resource of the run, or one that an answer of the run has named. A case whose number or operation is
    /// among `named` stays. Returns the numbers of the others.
    ///
    /// ```
    /// use iam_parity::Suite;
    ///
    /// let mut suite = Suite::built_in();
    /// let left_out = suite.retain_own_resources(&["operations/12.1"])?;
    /// assert!(left_out.contains(&"operations/164.1".to_owned()), "UpdateAccountPasswordPolicy");
    /// assert!(suite.cases().iter().any(|case| case.operation() == "CreateUser"));
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A case uses a placeholder that is not known.
    pub fn retain_own_resources<S: AsRef<str>>(
        &mut self,
        named: &[S],
    ) -> Result<Vec<String>, String> {
        let mut left_out = Vec::new();
        for case in &self.cases {
            let plan = self.plan(case)?;
            let number = case.number();
            let is_named =
                named.iter().any(|name| [&*number, case.operation()].contains(&name.as_ref()));
            if !is_named && !touches_own_resources(&plan) {
                left_out.push(number);
            }
        }
        let is_out: std::collections::HashSet<_> = left_out.iter().collect();
        self.cases.retain(|case| !is_out.contains(&case.number()));
        Ok(left_out)
    }

    /// Every call of a run, in order: the number of its case, and its body. Names are those of exports.
    ///
    /// ```
    /// use iam_parity::Suite;
    ///
    /// let mut suite = Suite::built_in();
    /// suite.retain(&["operations/24.1"])?;
    /// let calls = suite.calls()?;
    /// assert_eq!(calls[0].1, "Action=CreateUser&Version=2010-05-08&UserName=parity-operations-24-1-new");
    /// assert_eq!(calls.len(), 3);
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A case uses a placeholder that is not known.
    pub fn calls(&self) -> Result<Vec<(String, String)>, String> {
        let mut all = Vec::new();
        for case in &self.cases {
            let plan = self.plan(case)?;
            all.extend(calls(&plan).map(|(_, body)| (case.number(), body)));
        }
        Ok(all)
    }
}

/// Whether each call of a plan reads, or names a resource of the run.
fn touches_own_resources(plan: &Plan) -> bool {
    calls(plan).all(|(action, body)| is_own(action, &body))
}

/// The operations and bodies of all calls of a plan.
fn calls(plan: &Plan) -> impl Iterator<Item = (&str, String)> {
    let stored = plan.stored.iter().map(|stored| &stored.list);
    let given = plan.given.iter().map(|read| &read.read);
    let sent = plan.setup.iter().chain(given).chain([&plan.request]).chain(stored);
    let sent = sent.chain(plan.reads.iter().map(|read| &read.read));
    let undo = plan.setup.iter().rev().filter_map(|call| call.undo.as_ref());
    sent.map(|planned| (planned.action.as_str(), text(&planned.call)))
        .chain(plan.cleanup.iter().chain(undo).map(|call| ("", text(call))))
}

fn text(call: &Call) -> String {
    String::from_utf8_lossy(&call.body).into_owned() + &call.query
}

fn is_own(action: &str, body: &str) -> bool {
    let action = match action {
        "" => body.split(['=', '&']).nth(1).unwrap_or_default(),
        action => action,
    };
    // The signature is made up, so that an account refuses it.
    if body.contains("X-Amz-Signature=") {
        return false;
    }
    // Operations of STS change nothing.
    let is_unknown = !is_known(action) || is_of_sts(action);
    let reads = READS.iter().any(|verb| action.starts_with(verb));
    let names_own =
        body.contains("parity-") || body.replace("%24%7Baccount%7D", "").contains("%24%7B");
    is_unknown || reads || (names_own && !OF_THE_ACCOUNT.contains(&action))
}

#[cfg(test)]
mod tests;
