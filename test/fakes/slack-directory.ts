import { badArguments, missingScope } from "./slack-api.ts";
import type { Method } from "./slack-api.ts";
import type { Refusal, Warning } from "./slack-message.ts";
import { faultsOf, fields, list, text } from "./slack-shapes.ts";
import type { Json } from "./slack-shapes.ts";
import { kindOf } from "./slack-workspace.ts";
import type { Workspace } from "./slack-workspace.ts";

export type DirectoryOptions = {
  readonly workspace: Workspace;
  readonly scopes: ReadonlySet<string>;
  readonly app: { readonly bot: string; readonly botId: string; readonly team: string };
  readonly warn: (warning: Warning) => void;
  /** Whether the app has `agent_view` rather than the older `assistant_view`. */
  readonly agentView: boolean;
};

export type Prompts = { readonly title?: string; readonly prompts: readonly { title: string; message: string }[] };

/** Who and what there is: the app itself, conversations, people, and what an agent suggests in a direct message. */
export function makeDirectory({ workspace, scopes, app, warn, agentView }: DirectoryOptions) {
  const suggested = new Map<string, Prompts>();

  const methods: Readonly<Record<string, Method>> = {
    "auth.test": method([], () => ({
      url: "https://tutor-tests.slack.com/",
      team: "Tutor Tests",
      user: nameOf(app.bot),
      team_id: app.team,
      user_id: app.bot,
      bot_id: app.botId,
      is_enterprise_install: false,
    })),

    "users.info": method(["users:read"], ({ user }) => {
      if (typeof user !== "string") return badArguments("missing required field: user");
      return workspace.isUser(user) ? { user: userJson(user) } : { error: "user_not_found" };
    }),

    "conversations.info": method(Object.values(readScopes), ({ channel, include_num_members: count }) => {
      if (typeof channel !== "string") return badArguments("missing required field: channel");
      const kind = kindOf(channel);
      const isMember = workspace.isIn(channel, app.bot);
      if (!workspace.isChannel(channel) || (kind !== "public" && !isMember)) return { error: "channel_not_found" };
      if (!scopes.has(readScopes[kind])) return missingScope(readScopes[kind], scopes);
      const members = workspace.membersOf(channel);
      return {
        channel: {
          id: channel,
          ...(kind === "direct" ? { user: members.find((id) => id !== app.bot) } : { name: nameOf(channel) }),
          is_channel: kind === "public",
          is_group: kind === "private",
          is_im: kind === "direct",
          is_mpim: false,
          is_private: kind !== "public",
          is_archived: false,
          is_member: isMember,
          creator: members.find((id) => id !== app.bot),
          context_team_id: app.team,
          ...(isTrue(count) ? { num_members: members.length } : {}),
        },
      };
    }),

    "conversations.open": method(["im:write"], ({ users, channel }) => {
      if (typeof channel === "string")
        return kindOf(channel) === "direct" && workspace.isIn(channel, app.bot)
          ? { no_op: true, already_open: true, channel: { id: channel } }
          : { error: "channel_not_found" };
      if (typeof users !== "string" || users === "") return { error: "users_list_not_supplied" };
      // Several people make a group conversation, which the fake does not have.
      if (users.includes(",")) return { error: "not_in_this_fake" };
      if (!workspace.isUser(users) || users === app.bot) return { error: "user_not_found" };
      const closed = workspace.whyClosed(users);
      if (closed !== undefined) return { error: closed };
      const { id, wasOpen } = workspace.directChannel(users);
      return { no_op: wasOpen, already_open: wasOpen, channel: { id } };
    }),

    "assistant.threads.setSuggestedPrompts": method(["assistant:write"], (body) => {
      const { channel_id: channel, thread_ts: threadTs, prompts, title } = body;
      if (typeof channel !== "string" || kindOf(channel) !== "direct" || !workspace.isIn(channel, app.bot))
        return { error: "channel_not_found" };
      const faults = faultsOf(promptList, prompts, "/prompts");
      if (faults.length > 0) return badArguments(...faults);
      if (threadTs !== undefined && agentView) {
        // "Including it in a call for an agent app will cause the call to silently fail": the method's own page.
        warn({ kind: "thread_ts", where: "assistant.threads.setSuggestedPrompts", detail: "an agent app gives none" });
        return {};
      }
      if (threadTs === undefined && !agentView) return { error: "invalid_thread_ts" };
      suggested.set(channel, {
        ...(typeof title === "string" ? { title } : {}),
        prompts: prompts as Prompts["prompts"],
      });
      return {};
    }),
  };

  function userJson(id: string): Json {
    const name = nameOf(id);
    return {
      id,
      team_id: app.team,
      name,
      real_name: name,
      deleted: false,
      is_admin: workspace.isAdmin(id),
      is_owner: false,
      is_bot: id === app.bot,
      is_app_user: false,
      tz: "Europe/Berlin",
      tz_label: "Central European Time",
      tz_offset: 3600,
      locale: "en-US",
      profile: { real_name: name, display_name: name },
    };
  }

  return {
    methods,
    /** What stands above the composer of this direct message. */
    suggestedPrompts: (channel: string): Prompts | undefined => suggested.get(channel),
  };
}

/** What people and channels are called in a workspace of ids: `U0ANNA` is anna. */
export function nameOf(id: string): string {
  return id.slice(2).toLowerCase();
}

const readScopes = { public: "channels:read", private: "groups:read", direct: "im:read" } as const;
const mostPrompts = 4;
const promptList = list(fields({ title: text(3000), message: text(3000) }, {}), mostPrompts);

function method(scopes: readonly string[], run: (body: Json) => Json | Refusal): Method {
  return { token: "bot", scopes, run };
}

const isTrue = (value: unknown) => value === true || value === "true" || value === "1";
