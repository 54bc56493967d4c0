// The life of everything else through the AWS SDK for JavaScript.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import * as sdk from "@aws-sdk/client-iam";

import { cases, client, session, sortedTags } from "./cases.js";

function send(operation, input) {
  return client.send(new sdk[`${operation}Command`](input));
}

/** What is at `User.UserName`. */
function at(path, output) {
  return path.split(".").reduce((value, name) => value?.[name], output);
}

/** Holds an output against what is expected of some of its members; null is an absent member. */
function assertGives(expected, output, path) {
  if (typeof output === "string" && typeof expected === "object" && expected !== null) {
    output = JSON.parse(decodeURIComponent(output)); // a policy, which the SDK leaves as it is
  }
  if (Array.isArray(expected)) {
    assert.equal(output?.length, expected.length, path);
  }
  if (typeof expected !== "object" || expected === null) {
    assert.equal(output ?? null, expected, path);
    return;
  }
  assert.equal(typeof output, "object", path);
  for (const [name, value] of Object.entries(expected)) {
    assertGives(value, output[name], `${path}.${name}`);
  }
}

async function assertRefused(call, [code, message], step) {
  const error = await call.then(
    () => assert.fail(`accepted: ${step}`),
    (error) => error,
  );
  assert.equal(error.name, `${code}Exception`, step);
  assert.equal(error.constructor, sdk[`${code}Exception`], step);
  assert.equal(error.message, message, step);
}

describe("a whole life", () => {
  for (const row of cases.resources) {
    test(row.tag.replace(/^Tag/, ""), async () => {
      const { create, get, all } = row;
      const created = await send(create.operation, { ...create.life, Tags: cases.tags });
      assert.deepEqual(at(create.tags, created), cases.tags);
      const identifier = at(create.identifier, created);
      const named = { [row.parameter]: identifier };
      const tags = async () => at(get.tags, await send(get.operation, named));

      assert.deepEqual(await tags(), sortedTags(row));
      const items = (await send(all.operation, {}))[all.items];
      const listed = items.filter((item) => item[all.identifier] === identifier);
      assert.equal(listed.length, 1);
      assert.equal(listed[0].Tags, undefined);

      await send(row.untag, { ...named, TagKeys: cases.tags.map((tag) => tag.Key) });
      assert.deepEqual((await tags()) ?? null, get.without_tags);
      await send(row.tag, { ...named, Tags: [{ Key: "dept", Value: "legal" }] });
      assert.deepEqual(await tags(), [{ Key: "dept", Value: "legal" }]);
      await send(row.delete, named);
      await assert.rejects(send(get.operation, named), sdk.NoSuchEntityException);
    });
  }
});

test("a session", async () => {
  for (const step of session) {
    const call = send(step.call, step.input);
    if (step.refuses) {
      await assertRefused(call, step.refuses, step.call);
    } else {
      assertGives(step.gives ?? {}, await call, step.call);
    }
  }
});

test("lists come in pages", async () => {
  const names = ["page-1", "page-2", "page-3", "page-4", "page-5"];
  for (const name of names) {
    await send("CreateUser", { UserName: name, Path: "/pages/" });
  }
  const sizes = [];
  const listed = [];
  const pages = sdk.paginateListUsers({ client, pageSize: 2 }, { PathPrefix: "/pages/" });
  for await (const page of pages) {
    sizes.push(page.Users.length);
    listed.push(...page.Users.map((user) => user.UserName));
  }
  assert.deepEqual(sizes, [2, 2, 1]);
  assert.deepEqual(listed, names);
  for (const name of names) {
    await send("DeleteUser", { UserName: name });
  }
});

test("refuses what it does not serve", async () => {
  const { operation, input, code, message } = cases.not_served;
  const error = await send(operation, input).catch((error) => error);
  assert.equal(error.$metadata.httpStatusCode, 501);
  assert.equal(error.$fault, "server");
  assert.equal(error.name, code);
  assert.equal(error.message, message);
});
