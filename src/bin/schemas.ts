import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { knowledgeFolder } from "../compose.ts";
import { drawSchemas } from "../knowledge/editor-schemas.ts";

/** `npm run schemas` writes the JSON Schemas that editors check knowledge files by, from the shapes in `src/knowledge`. */
for (const [name, text] of drawSchemas()) writeFileSync(join(knowledgeFolder, "schemas", name), text);
