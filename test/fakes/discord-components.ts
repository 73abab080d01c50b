import {
  allComponents,
  buttonFaults,
  Component,
  idFaults,
  selectFaults,
  selectTypes,
  wrongType,
} from "./discord-controls.ts";
import { isMissing, listOf, numberOf, objectOf, objectsOf, stringOf, type Json } from "./discord-json.ts";
import { choiceFaults, lengthFaults, numberFaults, textFaults, urlFaults } from "./discord-limits.ts";
import { fault } from "./discord-refusal.ts";

/**
 * What is wrong with the components of a message.
 *
 * @param v2 whether the message has the flag IS_COMPONENTS_V2
 * @param files the names of the files that the message carries, for `attachment://name`
 */
export function messageComponentFaults(components: unknown, v2: boolean, files: readonly string[]): string[] {
  const all = allComponents(components);
  const top = objectsOf(components);
  const text = all.filter((each) => each["type"] === Component.text).map((each) => stringOf(each["content"]).length);
  const total = text.reduce((sum, length) => sum + length, 0);
  return [
    ...(!v2 && top.length > 5 ? lengthFaults("components", top.length, { max: 5 }) : []),
    ...(v2 && all.length > 40
      ? [fault("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "Must be 40 or fewer components in total.")]
      : []),
    ...(v2 && total > 4000
      ? [fault("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "Text must be 4000 or fewer in total.")]
      : []),
    ...idFaults(all),
    ...top.flatMap((each, at) => faultsOf(each, `components.${String(at)}`, v2 ? topV2 : [Component.row], files)),
  ];
}

function faultsOf(each: Json, path: string, allowed: readonly number[], files: readonly string[]): string[] {
  const type = numberOf(each["type"], -1);
  if (!allowed.includes(type)) return [wrongType(path, allowed)];
  const inside = (kinds: readonly number[]) =>
    objectsOf(each["components"]).flatMap((child, at) =>
      faultsOf(child, `${path}.components.${String(at)}`, kinds, files),
    );
  const count = listOf(each["components"]).length;
  switch (type) {
    case Component.row:
      return rowFaults(each, path, files);
    case Component.button:
      return buttonFaults(each, path);
    case Component.section:
      return [
        ...lengthFaults(`${path}.components`, count, { min: 1, max: 3 }),
        ...inside([Component.text]),
        ...faultsOf(objectOf(each["accessory"]), `${path}.accessory`, [Component.button, Component.thumbnail], files),
      ];
    case Component.text:
      return textFaults(`${path}.content`, each["content"], { min: 1, max: 4000 });
    case Component.thumbnail:
      return mediaFaults(each["media"], `${path}.media`, files);
    case Component.gallery:
      return [
        ...lengthFaults(`${path}.items`, listOf(each["items"]).length, { min: 1, max: 10 }),
        ...objectsOf(each["items"]).flatMap((item, at) =>
          mediaFaults(item["media"], `${path}.items.${String(at)}.media`, files),
        ),
      ];
    case Component.file:
      return mediaFaults(each["file"], `${path}.file`, files);
    case Component.separator:
      return isMissing(each["spacing"]) ? [] : choiceFaults(`${path}.spacing`, each["spacing"], [1, 2]);
    case Component.container:
      return [
        ...lengthFaults(`${path}.components`, count, { min: 1, max: 40 }),
        ...numberFaults(`${path}.accent_color`, each["accent_color"], 0, 0xffffff),
        ...inside(topV2.filter((kind) => kind !== Component.container)),
      ];
    default:
      return selectFaults(each, path);
  }
}

function rowFaults(row: Json, path: string, files: readonly string[]): string[] {
  const children = objectsOf(row["components"]);
  const selects = children.filter((child) => selectTypes.includes(numberOf(child["type"])));
  return [
    ...lengthFaults(`${path}.components`, children.length, { min: 1, max: 5 }),
    ...(selects.length > 0 && children.length > 1
      ? [
          fault(
            `${path}.components`,
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "The specified component exceeds the maximum width",
          ),
        ]
      : []),
    ...children.flatMap((child, at) =>
      faultsOf(child, `${path}.components.${String(at)}`, [Component.button, ...selectTypes], files),
    ),
  ];
}

function mediaFaults(media: unknown, path: string, files: readonly string[]): string[] {
  const url = stringOf(objectOf(media)["url"]);
  if (url === "") return [fault(`${path}.url`, "BASE_TYPE_REQUIRED", "This field is required")];
  const name = /^attachment:\/\/(.*)$/.exec(url)?.[1];
  return name === undefined || files.includes(name)
    ? urlFaults(`${path}.url`, url, 2048)
    : [fault(`${path}.url`, "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", `No file ${name} in the message`)];
}

const topV2: readonly number[] = [
  Component.row,
  Component.section,
  Component.text,
  Component.gallery,
  Component.file,
  Component.separator,
  Component.container,
];
