//! [`Identity`]: what callers are called.

use crate::state::{Account, Principal, Role, User};

/// A principal as STS names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) arn: String,
    pub(crate) id: String,
}

impl Account {
    /// The names of a principal; `None` if it was deleted.
    pub(crate) fn identity(&self, principal: &Principal) -> Option<Identity> {
        Some(match principal {
            Principal::Root => Identity { arn: self.arn("root", "", ""), id: self.id.clone() },
            Principal::User(id) => {
                let user = self.user_of_id(id)?;
                Identity { arn: self.arn("user", &user.path, &user.name), id: id.clone() }
            }
            Principal::Role(id, session) => self.session_of_role(self.role_of_id(id)?, session),
            Principal::FederatedUser(name) => Identity {
                arn: format!("arn:aws:sts::{}:federated-user/{name}", self.id),
                id: format!("{}:{name}", self.id),
            },
        })
    }

    /// The names of a role's session. The ARN leaves out the role's path (recorded).
    fn session_of_role(&self, role: &Role, session: &str) -> Identity {
        Identity {
            arn: format!("arn:aws:sts::{}:assumed-role/{}/{session}", self.id, role.name),
            id: format!("{}:{session}", role.id),
        }
    }

    pub(crate) fn user_of_id(&self, id: &str) -> Option<&User> {
        self.users.values().find(|user| user.id == id)
    }

    fn role_of_id(&self, id: &str) -> Option<&Role> {
        self.roles.values().find(|role| role.id == id)
    }
}
