// STS through the AWS SDK for JavaScript, with IAM on the same address.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
} from "@aws-sdk/client-iam";
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from "@aws-sdk/client-sts";

import { client as iam } from "./cases.js";

const account = "123456789012";
const RoleName = "sts-js";
const trust = {
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: ["sts:AssumeRole", "sts:TagSession"],
  },
};
const sts = new STSClient();
let role;

before(async () => {
  const AssumeRolePolicyDocument = JSON.stringify(trust);
  const created = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  role = created.Role;
});

after(() => iam.send(new DeleteRoleCommand({ RoleName })));

/** A client with the credentials of a session. */
function sessionOf({ AccessKeyId, SecretAccessKey, SessionToken }) {
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  return new STSClient({ credentials });
}

async function arnOf(client) {
  return (await client.send(new GetCallerIdentityCommand({}))).Arn;
}

test("an unknown key is the root user", async () => {
  const { Arn, UserId, Account } = await sts.send(new GetCallerIdentityCommand({}));
  assert.deepEqual([Arn, UserId, Account], [`arn:aws:iam::${account}:root`, account, account]);
});

test("a session of a role has tags and a name", async () => {
  const input = {
    RoleArn: role.Arn,
    RoleSessionName: "js",
    DurationSeconds: 900,
    Tags: [{ Key: "Team", Value: "R+D/東京" }],
    TransitiveTagKeys: ["Team"],
  };
  const begun = Date.now();
  const { AssumedRoleUser, Credentials } = await sts.send(new AssumeRoleCommand(input));
  const Arn = `arn:aws:sts::${account}:assumed-role/${RoleName}/js`;
  assert.deepEqual(AssumedRoleUser, { Arn, AssumedRoleId: `${role.RoleId}:js` });
  const seconds = (Credentials.Expiration.getTime() - begun) / 1000;
  assert.ok(seconds > 898 && seconds < 960, `${seconds}`);
  assert.equal(await arnOf(sessionOf(Credentials)), Arn);

  const longer = { ...input, Tags: [], TransitiveTagKeys: [], DurationSeconds: 3601 };
  await assert.rejects(sessionOf(Credentials).send(new AssumeRoleCommand(longer)), {
    message: "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
  });
});

test("a policy that is not one is refused with the SDK's own error", async () => {
  const input = { RoleArn: role.Arn, RoleSessionName: "js", Policy: "policy" };
  await assert.rejects(sts.send(new AssumeRoleCommand(input)), {
    name: "MalformedPolicyDocumentException",
  });
});

test("a user's session is the user, until the user is gone", async () => {
  const UserName = "sts-js";
  await iam.send(new CreateUserCommand({ UserName }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const user = sessionOf(AccessKey);
  const { Credentials } = await user.send(new GetSessionTokenCommand({}));
  const session = sessionOf(Credentials);
  assert.equal(await arnOf(session), `arn:aws:iam::${account}:user/${UserName}`);

  const { AccessKeyId } = AccessKey;
  await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  await iam.send(new DeleteUserCommand({ UserName }));
  await assert.rejects(arnOf(session), { name: "InvalidClientTokenId" });
});
