/** Takes secrets out of a line before it is logged: the given ones, and whatever looks like a token of a platform. */
export function makeRedact(secrets: readonly (string | undefined)[]): (line: string) => string {
  const given = secrets.filter((secret): secret is string => secret !== undefined && secret.length >= shortestSecret);
  return (line) => given.reduce((told, secret) => told.replaceAll(secret, hidden), line).replace(tokens, hidden);
}

/** Anything shorter would blot out ordinary words. */
const shortestSecret = 8;

const hidden = "[secret]";

/** Slack's tokens and hooks, Discord's bot tokens, and bearer headers. */
const tokens =
  /xox[a-z]-[\w-]{4,}|xapp-[\w-]{4,}|hooks\.slack\.com\/\S+|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}|(?:Bearer|Bot) [\w.-]{8,}/g;
