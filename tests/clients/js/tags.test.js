// The tag operations through the AWS SDK for JavaScript.

import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";

import * as sdk from "@aws-sdk/client-iam";

import { cases, client, requestIdHeader, sortedTags } from "./cases.js";

class Resource {
  constructor(row, identifier) {
    this.row = row;
    this.identifier = { [row.parameter]: identifier };
  }

  tag(tags) {
    return this.send(this.row.tag, { Tags: tags });
  }

  untag(keys) {
    return this.send(this.row.untag, { TagKeys: keys });
  }

  list(page) {
    return this.send(this.row.list, page);
  }

  send(operation, input) {
    const Command = sdk[`${operation}Command`];
    return client.send(new Command({ ...this.identifier, ...input }));
  }

  async tags() {
    return (await this.list()).Tags;
  }
}

function numberedTags(count) {
  return Array.from({ length: count }, (_, n) => ({
    Key: `key${String(n + 1).padStart(2, "0")}`,
    Value: "v",
  }));
}

async function assertRefused(call, exception, name, message) {
  const error = await call.then(
    () => assert.fail("accepted"),
    (error) => error,
  );
  assert.equal(error.constructor, exception);
  assert.equal(error.name, name);
  assert.equal(error.message, message);
  assert.equal(error.$fault, "client");
  assertRequestId(error);
}

function assertRequestId({ $metadata: { requestId } }) {
  assert.match(requestId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.equal(requestId, requestIdHeader());
}

for (const row of cases.resources) {
  describe(row.tag.replace(/^Tag/, ""), () => {
    const resource = new Resource(row, row.identifier);

    afterEach(async () => {
      const tags = await resource.tags();
      // IAM refuses an empty list of most types.
      if (tags.length > 0) await resource.untag(tags.map((tag) => tag.Key));
    });

    test("lists tags in order", async () => {
      await resource.tag(cases.tags);
      const page = await resource.list();
      assert.deepEqual(page.Tags, sortedTags(row));
      assert.equal(page.IsTruncated, false);
      assert.equal(page.Marker, undefined);
    });

    test("overwrites a value", async () => {
      await resource.tag(cases.tags);
      await resource.tag([{ Key: "dept", Value: "legal" }]);
      const expected = sortedTags(row).map((tag) =>
        tag.Key === "dept" ? { ...tag, Value: "legal" } : tag,
      );
      assert.deepEqual(await resource.tags(), expected);
    });

    test("untags", async () => {
      await resource.tag(cases.tags);
      await resource.untag(row.untagged);
      const left = sortedTags(row).filter((tag) => !row.untagged.includes(tag.Key));
      assert.deepEqual(await resource.tags(), left);
      await resource.untag(left.map((tag) => tag.Key));
      assert.deepEqual(await resource.tags(), []);
    });

    test("keys differ by case where AWS says so", async () => {
      await resource.tag([{ Key: "dept", Value: "1" }]);
      await resource.tag([{ Key: "Dept", Value: "2" }]);
      const upper = { Key: "Dept", Value: "2" };
      const lower = { Key: "dept", Value: "1" };
      assert.deepEqual(await resource.tags(), row.ignores_key_case ? [upper] : [upper, lower]);
      await resource.untag(["dept"]);
      assert.deepEqual(await resource.tags(), row.ignores_key_case ? [] : [upper]);
    });

    test("pages", async () => {
      await resource.tag(cases.tags);
      const paginate = sdk[`paginate${row.list}`];
      const input = { ...resource.identifier }; // the paginator writes its marker there
      const pages = [];
      for await (const page of paginate({ client, pageSize: 4 }, input)) {
        pages.push(page);
      }
      assert.deepEqual(
        pages.map((page) => page.Tags.length),
        [4, 4, 3],
      );
      assert.deepEqual(
        pages.map((page) => page.IsTruncated),
        [true, true, false],
      );
      assert.deepEqual(
        pages.map((page) => page.Marker !== undefined),
        [true, true, false],
      );
      assert.deepEqual(
        pages.flatMap((page) => page.Tags),
        sortedTags(row),
      );
    });

    test("refuses a foreign marker", async () => {
      const call = resource.list({ Marker: "foreign" });
      await assertRefused(call, sdk.IAMServiceException, "ValidationError", cases.bad_marker);
    });

    test("misses an absent resource", async () => {
      const missing = new Resource(row, row.missing);
      const refusal = [sdk.NoSuchEntityException, "NoSuchEntityException", row.no_such_entity];
      await assertRefused(missing.tag(cases.tags), ...refusal);
      await assertRefused(missing.untag(["dept"]), ...refusal);
      await assertRefused(missing.list(), ...refusal);
    });

    test("refuses duplicate keys", async () => {
      const call = resource.tag(row.duplicates.map((key) => ({ Key: key, Value: "v" })));
      await assertRefused(
        call,
        sdk.InvalidInputException,
        "InvalidInputException",
        row.duplicate_keys,
      );
      assert.deepEqual(await resource.tags(), []);
    });

    test("refuses a bad value", async () => {
      const { tags, message } = cases.bad_value;
      await assertRefused(resource.tag(tags), sdk.IAMServiceException, "ValidationError", message);
      assert.deepEqual(await resource.tags(), []);
    });

    test("refuses the fifty-first tag", async () => {
      await resource.tag(numberedTags(50));
      await resource.tag([{ Key: "key50", Value: "overwritten" }]);
      const call = resource.tag([{ Key: "key51", Value: "v" }]);
      await assertRefused(
        call,
        sdk.LimitExceededException,
        "LimitExceededException",
        cases.limit_exceeded,
      );
      const tags = await resource.tags();
      tags.sort((a, b) => (a.Key < b.Key ? -1 : 1));
      assert.deepEqual(tags, [
        ...numberedTags(49),
        { Key: "key50", Value: "overwritten" },
      ]);
    });

    test("request id is in metadata and header", async () => {
      assertRequestId(await resource.tag(cases.tags));
      assertRequestId(await resource.list());
      assertRequestId(await resource.untag(["dept"]));
    });
  });
}
