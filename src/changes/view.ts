import type { Part } from "../conversation.ts";
import type { ServiceChange } from "./unseen.ts";

/** One change, as it stands below an answer. */
export function changeView({ service, change }: ServiceChange): Part[] {
  return [
    { kind: "text", text: `Changed since you learned it: ${service.short}.` },
    {
      kind: "facts",
      facts: [
        { label: "Was", text: change.was },
        { label: "Now", text: change.is, link: change.source },
      ],
    },
  ];
}
