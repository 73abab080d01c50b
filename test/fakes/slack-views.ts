import { badArguments, isRefusal } from "./slack-api.ts";
import type { Method } from "./slack-api.ts";
import { blockFaults } from "./slack-blocks.ts";
import { plainText, withIds } from "./slack-elements.ts";
import type { Refusal } from "./slack-message.ts";
import { anything, byType, faultsOf, fields, isJson, text, truth } from "./slack-shapes.ts";
import type { Json } from "./slack-shapes.ts";

/** A modal or a home tab as Slack keeps it and sends it back. */
export type View = Json & { readonly id: string; readonly type: "modal" | "home"; readonly blocks: readonly Json[] };

export type ViewsOptions = {
  readonly now: () => number;
  readonly isUser: (id: string) => boolean;
  readonly app: { readonly botId: string; readonly appId: string; readonly team: string };
};

export type Views = ReturnType<typeof makeViews>;

/** Modals, home tabs and the trigger ids that open modals: docs.slack.dev/surfaces/modals */
export function makeViews({ now, isUser, app }: ViewsOptions) {
  const triggers = new Map<string, { readonly user: string; readonly at: number; used: boolean }>();
  const stacks = new Map<string, View[]>();
  const homes = new Map<string, View>();
  let made = 0;

  const stackOf = (user: string): View[] => stacks.get(user) ?? [];
  const all = (): View[] => [...[...stacks.values()].flat(), ...homes.values()];

  const kept = (given: Json, old?: View, previous?: View): View => {
    const id = old?.id ?? `V${String(++made).padStart(8, "0")}`;
    const blocks = withIds(given["blocks"] as Json[], () => `gen${String(++made)}`);
    return {
      private_metadata: "",
      callback_id: "",
      external_id: "",
      ...given,
      id,
      type: given["type"] as View["type"],
      blocks,
      team_id: app.team,
      app_id: app.appId,
      bot_id: app.botId,
      app_installed_team_id: app.team,
      hash: `${String(Math.floor(now() / 1000))}.${String(++made)}`,
      root_view_id: old?.["root_view_id"] ?? previous?.["root_view_id"] ?? id,
      previous_view_id: old?.["previous_view_id"] ?? previous?.id ?? null,
      state: { values: {} },
    };
  };

  const replace = (old: View, given: Json): View => {
    const view = kept(given, old);
    const swap = (each: View) => (each.id === old.id ? view : each);
    for (const [user, stack] of stacks) stacks.set(user, stack.map(swap));
    for (const [user, home] of homes) homes.set(user, swap(home));
    return view;
  };

  const exchange = (id: unknown): string | Refusal => {
    if (typeof id !== "string" || !triggerPattern.test(id)) return { error: "invalid_trigger_id" };
    const trigger = triggers.get(id);
    if (!trigger) return { error: "invalid_trigger_id" };
    if (trigger.used) return { error: "exchanged_trigger_id" };
    if (now() - trigger.at > triggerLivesMs) return { error: "expired_trigger_id" };
    trigger.used = true;
    return trigger.user;
  };

  const push = (user: string, given: Json): View | Refusal => {
    const stack = stackOf(user);
    if (stack.length >= deepestStack) return { error: "push_limit_reached" };
    const view = kept(given, undefined, stack.at(-1));
    stacks.set(user, [...stack, view]);
    return view;
  };

  const refusal = (given: unknown, type: View["type"], own?: View): Refusal | undefined => {
    const faults = viewFaults(given, type);
    if (faults.length > 0) return badArguments(...faults);
    if (JSON.stringify(given).length > largestView) return { error: "view_too_large" };
    const externalId = (given as Json)["external_id"];
    const isTaken = all().some((view) => view["external_id"] === externalId && view.id !== own?.id);
    return isTaken && externalId !== undefined && externalId !== "" ? { error: "duplicate_external_id" } : undefined;
  };

  const methods: Readonly<Record<string, Method>> = {
    "views.open": method((body) => {
      const refused = refusal(body["view"], "modal");
      const user = refused ?? exchange(body["trigger_id"]);
      if (typeof user !== "string") return user;
      stacks.set(user, []);
      const view = push(user, body["view"] as Json);
      return isRefusal(view) ? view : { view };
    }),
    "views.push": method((body) => {
      const refused = refusal(body["view"], "modal");
      const user = refused ?? exchange(body["trigger_id"]);
      if (typeof user !== "string") return user;
      const view = stackOf(user).length === 0 ? { error: "not_found" } : push(user, body["view"] as Json);
      return isRefusal(view) ? view : { view };
    }),
    "views.update": method((body) => {
      const { view_id: id, external_id: externalId, hash, view: given } = body;
      const old = all().find((view) => (id === undefined ? view["external_id"] === externalId : view.id === id));
      if ((id === undefined && externalId === undefined) || !old) return { error: "not_found" };
      const refused = refusal(given, old.type, old);
      if (refused) return refused;
      if (hash !== undefined && hash !== old["hash"]) return { error: "hash_conflict" };
      return { view: replace(old, given as Json) };
    }),
    "views.publish": method((body) => {
      const { user_id: user, hash, view: given } = body;
      if (typeof user !== "string") return badArguments("missing required field: user_id");
      if (!isUser(user)) return { error: "user_not_found" };
      const old = homes.get(user);
      const refused = refusal(given, "home", old);
      if (refused) return refused;
      if (hash !== undefined && hash !== old?.["hash"]) return { error: "hash_conflict" };
      const view = kept(given as Json, old);
      homes.set(user, view);
      return { view };
    }),
  };

  return {
    methods,
    /** A new trigger id, good for one modal within three seconds. */
    trigger(user: string): string {
      const id = `${String(++made)}.${String(1_000_000 + made)}.${made.toString(16).padStart(32, "0")}`;
      triggers.set(id, { user, at: now(), used: false });
      return id;
    },
    home: (user: string): View | undefined => homes.get(user),
    /** The modal on top of what this person has open. */
    modal: (user: string): View | undefined => stackOf(user).at(-1),

    /** What an answer to a submission does; gives what Slack finds wrong with it. */
    answerSubmission(user: string, view: View, answer: Json | undefined): readonly string[] {
      const stack = stackOf(user);
      const { response_action: action, view: next, errors } = answer ?? {};
      if (action === undefined) stacks.set(user, stack.slice(0, -1));
      else if (action === "clear") stacks.set(user, []);
      else if (action === "errors") return errorFaults(errors, view);
      else if (action !== "update" && action !== "push") return [`unknown response_action: ${JSON.stringify(action)}`];
      else {
        const refused = refusal(next, "modal", action === "update" ? view : undefined);
        if (refused) return [refused.error, ...(refused.reasons ?? [])];
        const shown = action === "update" ? replace(view, next as Json) : push(user, next as Json);
        if (isRefusal(shown)) return [shown.error];
      }
      return [];
    },
  };
}

/** Everything for which Slack would refuse this view, in its own words. */
export function viewFaults(view: unknown, type: View["type"]): string[] {
  if (!isJson(view) || view["type"] !== type) return [`type must be ${type} [json-pointer:/view/type]`];
  const blocks: unknown = view["blocks"];
  const hasInput = Array.isArray(blocks) && blocks.some((block) => isJson(block) && block["type"] === "input");
  return [
    ...faultsOf(shape, view, "/view"),
    ...blockFaults(blocks ?? [], type),
    ...(type === "modal" && hasInput && view["submit"] === undefined
      ? ["submit is required where there is an input block [json-pointer:/view]"]
      : []),
  ];
}

const triggerLivesMs = 3000;
const triggerPattern = /^\d+\.\d+\.[0-9a-f]+$/;
const deepestStack = 3;
const largestView = 250_000;
const most = { title: 24, privateMetadata: 3000, id: 255 } as const;

const common = {
  private_metadata: text(most.privateMetadata, 0),
  callback_id: text(most.id, 0),
  external_id: text(most.id, 0),
};
const shape = byType({
  modal: fields(
    { title: plainText(most.title), blocks: anything },
    {
      ...common,
      submit: plainText(most.title),
      close: plainText(most.title),
      clear_on_close: truth,
      notify_on_close: truth,
    },
  ),
  home: fields({ blocks: anything }, common),
});

function method(run: (body: Json) => Json | Refusal): Method {
  return { token: "bot", scopes: [], run };
}

/** Errors go under input blocks of the view, by block id. */
function errorFaults(errors: unknown, view: View): string[] {
  if (!isJson(errors) || Object.keys(errors).length === 0) return ["errors must name at least one block"];
  const inputs = view.blocks.filter((block) => block["type"] === "input").map((block) => block["block_id"]);
  return Object.entries(errors).flatMap(([id, line]) =>
    inputs.includes(id) && typeof line === "string" && line !== ""
      ? []
      : [`errors: ${id} is no input block with a line`],
  );
}
