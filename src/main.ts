import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import dotenv from "dotenv";
import { openTutor } from "./compose.ts";
import { readConfig, type Config } from "./config.ts";
import { startWeb } from "./platforms/web/wire.ts";

/** The composition root: config, knowledge, tutor, platforms; stopped in reverse order. */

async function main(): Promise<void> {
  dotenv.config({ path: fileURLToPath(new URL("../.env", import.meta.url)), quiet: true });
  const read = readConfig(process.env);
  if ("problems" in read) {
    giveUp(["The settings have a problem; nothing was started.", ...read.problems].join("\n"));
    return;
  }
  const { library, tutor } = openTutor();
  const web = await startWeb(tutor, {
    host: read.config.HOST,
    port: read.config.PORT,
    secret: read.config.WEB_SECRET ?? randomUUID(),
    now: Date.now,
    newLearner: () => `web:${randomUUID()}`,
    health: () => ({ services: library.services.length, concepts: library.concepts.length }),
  }).catch((error: unknown) => {
    explainStart(error, read.config);
  });
  if (!web) return;

  console.log(`The AWS ML tutor is at ${web.address}`);
  console.log("Slack and Discord are not connected: README.md, “Slack and Discord”, says what to set for them.");
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      void web.stop();
    });
}

function giveUp(text: string): void {
  console.error(text);
  process.exitCode = 1;
}

function explainStart(error: unknown, { HOST, PORT }: Config): void {
  const code = (error as { code?: string }).code;
  if (code === "EADDRINUSE")
    giveUp(
      `Port ${String(PORT)} is taken. Stop what uses it, or set PORT to another, for example PORT=3001 npm start.`,
    );
  else if (code === "EACCES")
    giveUp(`Port ${String(PORT)} needs more rights than this process has. Set PORT to one above 1023.`);
  else if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    giveUp(`HOST ${JSON.stringify(HOST)} is no address of this machine. 127.0.0.1 always is.`);
  else throw error;
}

await main();
