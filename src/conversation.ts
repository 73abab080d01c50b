/**
 * The vocabulary that platforms and core share. A platform turns what it hears into a Request and draws the Reply;
 * the core knows nothing else of it. All of it is plain data.
 */

export const platforms = ["slack", "discord", "web", "shell"] as const;
export type Platform = (typeof platforms)[number];

/**
 * Where something was said. `id` tells one channel or direct message from another on that platform; `community` is the
 * workspace or server that it belongs to, where it belongs to one.
 */
export type Place = {
  readonly platform: Platform;
  readonly id: string;
  readonly private: boolean;
  readonly community?: string;
  /** The channel that it is a thread of, where it is one that has an id of its own. */
  readonly within?: string;
};

/** What somebody may manage: a place, or the workspace or server around it. */
export type Managed = "place" | "community";

/** A workspace or server, as `Place.community` tells it. */
export type Community = { readonly platform: Platform; readonly id: string };

/** A learner's own direct message with the tutor: its id is the learner's. */
export function directMessage(learner: string): Place {
  const platform = platforms.find((known) => learner.startsWith(`${known}:`));
  if (!platform) throw new Error(`"${learner}" is no learner's id: it begins with no platform`);
  return { platform, id: learner, private: true };
}

/** Of a thread, the channel that it is in. */
export function channelOf({ within, ...place }: Place): Place {
  return within === undefined ? place : { ...place, id: within };
}

/** A channel, of what was noted of it. */
export function channelFrom(platform: string, id: string, community: string | null): Place {
  return {
    ...{ platform: platform as Platform, id, private: false },
    ...(community === null ? {} : { community }),
  };
}

/** Where the tutor can write to somebody of its own accord; elsewhere it waits until they say something. */
export const hasDirectMessages: Readonly<Record<Platform, boolean>> = {
  slack: true,
  discord: true,
  web: false,
  shell: false,
};

/** What is wanted: a command word, and its arguments in written form (an id, a number, or a line of free text). */
export type Command = { readonly name: string; readonly arguments: readonly string[] };

export type Request = {
  /** Of this one press or message: the platform gives it the same again when it delivers it twice. */
  readonly id: string;
  /** Who: one id a person on a platform, `platform:…`, never a display name. */
  readonly learner: string;
  /** What the person is called there just now. */
  readonly name?: string;
  readonly place: Place;
  /** Everybody in the place will read the answer: there is no private way. */
  readonly inPublic?: true;
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** Whether the asker manages the place, where the platform says so unasked. */
  readonly mayManage?: boolean;
  /** Whether the asker manages the whole workspace or server, where the platform says so unasked. */
  readonly mayManageAll?: boolean;
  readonly command: Command;
};

/** What is answered, to whom. The texts hold no markup: a platform escapes them and adds its own. */
export type Reply = {
  readonly to: "everyone" | "asker";
  readonly parts: readonly Part[];
  /** The written command whose reply may be shown to the whole channel instead: never what the learner typed. */
  readonly share?: string;
  /** It takes the place of the private reply that the button or menu was on, where there is one. */
  readonly inPlace?: true;
};

export type Part =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "facts"; readonly facts: readonly Fact[] }
  | { readonly kind: "choices"; readonly choices: readonly Choice[] }
  | { readonly kind: "form"; readonly form: Form }
  | { readonly kind: "file"; readonly file: File }
  | { readonly kind: "picture"; readonly picture: Picture }
  /** `text`, and how long it still is until then, in milliseconds since 1970: as the platform shows it by itself. */
  | { readonly kind: "countdown"; readonly text: string; readonly until: number }
  | { readonly kind: "footer"; readonly text: string };

/** A labelled line; `link` is an https address that the platform shows with it. */
export type Fact = { readonly label: string; readonly text: string; readonly link?: string };

/** A button: its label, and the written command that pressing it says. */
export type Choice = { readonly label: string; readonly command: string };

/**
 * Something to fill in. Sending it says `command`, followed by what was entered, in the order of the fields; of several
 * values in one field, with commas between. A line that was left empty leaves nothing, and what comes after it takes its
 * place: `command` then has to take words in any order. Where it cannot be shown it is told in words, as the command that
 * sending it would say: such as with lines and more than five fields in Discord.
 */
export type Form = {
  readonly title: string;
  readonly send: string;
  readonly command: string;
  readonly fields: readonly Field[];
  /**
   * For a place whose windows hold no menus: choosing in one field alone says this, followed by the field's number from
   * 1 and the values. It is answered with the form again, so far as it is filled in; without values, which asks to see
   * that field, nothing is changed. Sending the form says `command` alone.
   */
  readonly fill?: string;
};

export type Field = Line | Menu;

/** A line of text to type, or several; `value` stands in it beforehand. */
export type Line = {
  readonly kind: "line";
  readonly id: string;
  readonly label: string;
  readonly long: boolean;
  /** It may be left empty. */
  readonly optional?: true;
  readonly value?: string;
};

/**
 * Values to choose, exactly so many of them; `chosen` are those that were chosen before. Of more options than a platform
 * takes, 100 in Slack and 25 in Discord, the first are shown, with a line that says so.
 */
export type Menu = {
  readonly kind: "menu";
  readonly id: string;
  readonly label: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
  readonly count: number;
  readonly chosen: readonly string[];
};

/** A text file to keep; `about` says what is in it. */
export type File = { readonly name: string; readonly text: string; readonly about: string };

/** A drawing as SVG; `alt` says in words all that it shows. `name` has no ending. */
export type Picture = {
  readonly name: string;
  readonly svg: string;
  readonly alt: string;
  /** The reply's other parts say it all: where it cannot be shown, nothing is said in its place. */
  readonly repeats?: true;
};

/** What became of a post: made, or refused for want of being there, or not made for another reason. */
export type Posted = "posted" | "notThere" | "failed";

/** A post that nobody asked for just now: to a place, for everyone there. */
export type Delivery = {
  /** The same post twice has the same key, and is made once. */
  readonly key: string;
  readonly place: Place;
  readonly reply: Reply;
  /** The key of an earlier post that this one takes the place of. */
  readonly replaces?: string;
  /** It tells how things stand and will soon be outdated: others go before it. */
  readonly minor?: true;
  /** The key of an earlier post in whose thread it belongs, where the platform has threads. */
  readonly under?: string;
  /**
   * When it stops being worth making, in milliseconds since 1970: it is tried until then, and given up after it, also
   * when it waited for its platform that long. Left out, it is given up after a few tries.
   */
  readonly until?: number;
};

/** What came of one try to post. */
export type Attempt =
  /** It is there; `reference` finds it again, to edit it. */
  | { readonly kind: "done"; readonly reference: string }
  /** Not now: after so many milliseconds; `everywhere` if that goes for the whole platform. */
  | { readonly kind: "wait"; readonly ms: number; readonly everywhere: boolean }
  /** Never so: we are not there, it is gone, or it is not of the platform's form. */
  | { readonly kind: "refused"; readonly why: "notThere" | "gone" | "malformed"; readonly detail: string }
  /** It was surely not made; it may be tried again. */
  | { readonly kind: "failed"; readonly detail: string }
  /** It may have been made; whether it may be tried again is for the platform to know. */
  | { readonly kind: "unknown"; readonly detail: string };

/** Posts and edits for everyone in a place, a try at a time. */
export type Poster = {
  /** `under`: the reference of the post in whose thread it belongs. */
  readonly post: (delivery: Delivery, under?: string) => Promise<Attempt>;
  readonly edit: (reference: string, delivery: Delivery) => Promise<Attempt>;
  /** Whether a post may be tried again after an unknown outcome, because a repetition is recognised. */
  readonly knowsRepetitions: boolean;
  /** Milliseconds between two posts to one channel. */
  readonly channelPace: number;
  /** Milliseconds between two posts anywhere. */
  readonly platformPace: number;
  /** Milliseconds between two minor posts anywhere. */
  readonly minorPace: number;
};
