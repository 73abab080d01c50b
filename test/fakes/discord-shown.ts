import { Component, selectTypes } from "./discord-controls.ts";
import { isObject, numberOf, objectsOf, type Json } from "./discord-json.ts";

/** Components as Discord gives them back: numbered, with what was left out filled in. */
export function shownComponents(components: readonly Json[]): Json[] {
  let last = 0;
  const shown = (each: Json): Json => {
    const type = numberOf(each["type"]);
    const id = numberOf(each["id"]) || (last += 1);
    return {
      ...(selectTypes.includes(type) ? { min_values: 1, max_values: 1 } : {}),
      ...(type === Component.container ? { accent_color: null, spoiler: false } : {}),
      ...(type === Component.separator ? { spacing: 1, divider: true } : {}),
      ...each,
      id,
      ...(Array.isArray(each["components"]) ? { components: objectsOf(each["components"]).map(shown) } : {}),
      ...(isObject(each["accessory"]) ? { accessory: shown(each["accessory"]) } : {}),
    };
  };
  return components.map(shown);
}

/** Embeds as Discord gives them back. */
export function shownEmbeds(embeds: readonly Json[]): Json[] {
  return embeds.map((embed) => ({
    ...embed,
    type: "rich",
    ...(Array.isArray(embed["fields"])
      ? { fields: objectsOf(embed["fields"]).map((field) => ({ inline: false, ...field })) }
      : {}),
  }));
}
