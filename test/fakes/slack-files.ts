import { badArguments, isRefusal } from "./slack-api.ts";
import type { Method } from "./slack-api.ts";
import { postingChannel, threadOf } from "./slack-chat.ts";
import type { ChatOptions } from "./slack-chat.ts";
import type { Reply, Request } from "./slack-desk.ts";
import { isJson } from "./slack-shapes.ts";
import type { Json } from "./slack-shapes.ts";

export type SharedFile = {
  readonly id: string;
  readonly name: string;
  readonly altText: string;
  readonly bytes: Buffer;
  /** The channel it was shared in, if it was. */
  readonly channel?: string;
};

type Upload = {
  readonly name: string;
  readonly length: number;
  readonly altText: string;
  bytes?: Buffer;
  channel?: string;
  complete?: true;
};

/** The three steps of an upload: a URL, the bytes, the sharing. docs.slack.dev/messaging/working-with-files */
export function makeFiles(
  options: Pick<ChatOptions, "workspace" | "scopes" | "app"> & { readonly baseUrl: () => string },
) {
  const uploads = new Map<string, Upload>();

  const methods: Readonly<Record<string, Method>> = {
    "files.getUploadURLExternal": {
      token: "bot",
      scopes: ["files:write"],
      run: ({ filename, length, alt_txt: altText, alt_text: altTextToo }) => {
        const size = Number(length);
        if (typeof filename !== "string" || filename === "" || !(size > 0)) return { error: "missing_argument" };
        const described = [altText, altTextToo].find((each) => typeof each === "string") ?? "";
        if (size > largestFile) return { error: "file_upload_size_restricted" };
        if (described.length > longestAltText) return { error: "alt_txt_too_large" };
        const id = `F${String(uploads.size + 1).padStart(8, "0")}`;
        uploads.set(id, { name: filename, length: size, altText: described });
        return { upload_url: `${options.baseUrl()}/upload/${id}`, file_id: id };
      },
    },

    "files.completeUploadExternal": {
      token: "bot",
      scopes: ["files:write"],
      run: (body) => {
        const { files, channel_id: channelId, initial_comment: comment } = body;
        const ids = Array.isArray(files) ? files.map((file: unknown) => (isJson(file) ? file["id"] : undefined)) : [];
        if (ids.length === 0) return badArguments("missing required field: files");
        // A person's id will do for a message, not for a file: slackapi/node-slack-sdk#1653
        if (channelId !== undefined && !(typeof channelId === "string" && conversation.test(channelId)))
          return badArguments(`input must match regex pattern: ${conversation.source} [json-pointer:/channel_id]`);
        for (const id of ids) {
          const upload = typeof id === "string" ? uploads.get(id) : undefined;
          if (!upload?.bytes || upload.complete) return { error: "file_not_found" };
        }
        const done = ids as string[];
        const channel = channelId === undefined ? undefined : postingChannel(body, options);
        if (channel && isRefusal(channel)) return channel;
        if (channel) {
          const thread = threadOf(body, channel.id, options.workspace);
          if (isRefusal(thread)) return thread;
          const text = typeof comment === "string" ? comment : "";
          const via = "files.completeUploadExternal";
          options.workspace.say({
            ...thread,
            text,
            blocks: [],
            channel: channel.id,
            author: options.app.bot,
            via,
            files: done,
          });
        }
        for (const id of done) {
          const upload = uploads.get(id);
          if (upload) Object.assign(upload, { complete: true, ...(channel ? { channel: channel.id } : {}) });
        }
        return { files: done.map((id) => ({ id, title: uploads.get(id)?.name })) };
      },
    },
  };

  return {
    methods,

    /** What has been uploaded and completed, in order. */
    shared: (): readonly SharedFile[] =>
      [...uploads].flatMap(([id, { name, altText, bytes, channel, complete }]) =>
        bytes && complete ? [{ id, name, altText, bytes, ...(channel === undefined ? {} : { channel }) }] : [],
      ),

    /** Takes the bytes for a file id, raw or as a form; `length` in the body is how many came. */
    readUpload({ headers, bytes }: Request): Json {
      const boundary = /^multipart\/form-data; *boundary="?([^";]+)/.exec(headers["content-type"] ?? "")?.[1];
      const content = boundary === undefined ? bytes : filePart(bytes, boundary);
      return { length: content.length, bytes: content };
    },

    takeUpload(id: string, body: Json): Reply {
      const upload = uploads.get(id);
      if (!upload) return { status: 404, json: { ok: false, error: "file_not_found" } };
      if (body["length"] !== upload.length) return { status: 400, json: { ok: false, error: "length_mismatch" } };
      upload.bytes = body["bytes"] as Buffer;
      return { status: 200, json: { ok: true } };
    },
  };
}

const longestAltText = 1000;
/** In bytes: slack.com/help/articles/201330736-Add-files-to-Slack */
const largestFile = 1024 ** 3;
const conversation = /^[CGD][A-Z0-9]+$/;

/** The content of the form's first part; an upload has no other. */
function filePart(bytes: Buffer, boundary: string): Buffer {
  const start = bytes.indexOf("\r\n\r\n") + 4;
  return bytes.subarray(start, bytes.indexOf(`\r\n--${boundary}`, start));
}
