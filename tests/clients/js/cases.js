// The cases that every client runs, and the client that runs them here.

import { readFileSync } from "node:fs";

import { IAMClient } from "@aws-sdk/client-iam";

function read(name) {
  return JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));
}

export const cases = read("cases.json");
export const session = read("session.json");
export const client = new IAMClient();

/** All tags, in the order in which this type of resource lists them. */
export function sortedTags(row) {
  return cases[row.order].map((key) => cases.tags.find((tag) => tag.Key === key));
}

let latest;
client.middlewareStack.add(
  (next) => async (args) => {
    const result = await next(args);
    latest = result.response.headers["x-amzn-requestid"];
    return result;
  },
  { step: "deserialize", priority: "low" },
);

/** The request id in the header of the latest response. */
export function requestIdHeader() {
  return latest;
}
