/** An address to listen on, and the names of the settings that it came from. */
export type Listening = {
  readonly host: { readonly setting: string; readonly value: string };
  readonly port: { readonly setting: string; readonly value: number };
};

/** Why nothing can listen there, and which setting helps; nothing for a failure of another kind. */
export function whyNotListening(error: unknown, { host, port }: Listening): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  const { setting, value } = port;
  if (code === "EADDRINUSE")
    return `Port ${String(value)} is taken. Stop what uses it, or set ${setting} to another, for example ${setting}=${String(anotherPort(value))} npm start.`;
  if (code === "EACCES")
    return `Port ${String(value)} needs more rights than this process has. Set ${setting} to one above 1023.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `${host.setting} ${JSON.stringify(host.value)} is no address of this machine. 127.0.0.1 always is.`;
  return undefined;
}

/** Ten away: the ports beside PORT and SLACK_PORT are each other's. */
function anotherPort(port: number): number {
  return port + 10 > highestPort ? port - 10 : port + 10;
}

const highestPort = 65_535;
