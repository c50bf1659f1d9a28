import { expect, test } from "vitest";
import { isSameProtocol, protocolVersionOf } from "./protocol-version.js";

test.each([
  ["pay", ""],
  ["", ""],
  ["pay.v1", "v1"],
  ["pay.v1beta1.types", "v1beta1"],
  ["v2.pay.v1p1alpha3", "v2.v1p1alpha3"],
  ["pay.v1x.env1.vendor.version", ""],
])("the versions in %j are %j", (name, versions) => {
  expect(protocolVersionOf(name)).toBe(versions);
});

test.each([
  ["pay.v1", "pay.v2", false],
  ["pay.v1.types", "pay.v2.types", false],
  ["pay.v1.types", "pay.v1.model", true],
  ["pay.v1", "pay", false],
  ["pay", "pay.v1", true],
  ["pay", "bill", true],
])("what is in %j may be in %j later: %j", (before, after, isSame) => {
  expect(isSameProtocol(before, after)).toBe(isSame);
});
