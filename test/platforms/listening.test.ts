import { expect, test } from "vitest";
import { whyNotListening } from "../../src/platforms/listening.ts";

const at = (value: number) => ({
  host: { setting: "HOST", value: "no.such.host" },
  port: { setting: "PORT", value },
});

/** `PORT=3001` was suggested for a PORT that is taken, which is where Slack is taken unless told. */
test.each([
  [3000, "PORT=3010"],
  [3001, "PORT=3011"],
  [65_535, "PORT=65525"],
])("for port %i that is taken, %s is suggested", (port, suggestion) => {
  expect(whyNotListening({ code: "EADDRINUSE" }, at(port))).toContain(`${suggestion} npm start`);
});

test.each([
  ["EACCES", "Port 80 needs more rights than this process has. Set PORT to one above 1023."],
  ["EADDRNOTAVAIL", 'HOST "no.such.host" is no address of this machine. 127.0.0.1 always is.'],
  ["ENOTFOUND", 'HOST "no.such.host" is no address of this machine. 127.0.0.1 always is.'],
  ["ECONNREFUSED", undefined],
])("%s is %j", (code, line) => {
  expect(whyNotListening({ code }, at(80))).toBe(line);
});

test("what is no system error is none of listening", () => {
  expect([undefined, new Error("a fault")].map((error) => whyNotListening(error, at(80)))).toEqual([
    undefined,
    undefined,
  ]);
});
