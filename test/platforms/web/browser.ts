import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

/** A real browser. On a machine without Chromium its tests are skipped, except in CI, where it must be there. */
export const chromiumPath = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));
if (!chromiumPath && process.env["CI"]) throw new Error("CI has no Chromium for the browser test; install it first");
if (!chromiumPath) console.warn("SKIPPED: the page in a browser. Install Chromium, or set CHROMIUM to its path.");

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath ?? "", args: quiet });
}

const quiet = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync"],
];
