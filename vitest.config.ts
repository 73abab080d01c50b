import { defineConfig } from "vitest/config";

const inCi = Boolean(process.env["CI"]);

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 20_000,
    reporters: inCi ? ["default", ["json", { outputFile: "test-results.json" }]] : ["default"],
  },
});
