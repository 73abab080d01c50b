/** One part of a multipart body; `name` and `type` only where it is a file. */
export type Part = { readonly key: string; readonly name: string; readonly type: string; readonly bytes: Buffer };

/**
 * The parts of a `multipart/form-data` body, in order.
 *
 * @param contentType the header, with the boundary
 * @throws Error where it has none
 */
export function multipart(body: Buffer, contentType: string): Part[] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error("multipart without a boundary");
  const mark = Buffer.from(`\r\n--${boundary}`);
  const whole = Buffer.concat([Buffer.from("\r\n"), body]);
  const parts: Part[] = [];
  let start = whole.indexOf(mark) + mark.length;
  for (let end = whole.indexOf(mark, start); end >= 0; end = whole.indexOf(mark, start)) {
    parts.push(part(whole.subarray(start + 2, end)));
    start = end + mark.length;
  }
  return parts;
}

function part(bytes: Buffer): Part {
  const headEnd = bytes.indexOf("\r\n\r\n");
  const head = bytes.subarray(0, headEnd).toString("utf8");
  return {
    key: /[ ;]name="([^"]*)"/i.exec(head)?.[1] ?? "",
    name: /filename="([^"]*)"/i.exec(head)?.[1] ?? "",
    type: /^content-type: *(.*)$/im.exec(head)?.[1]?.trim() ?? "text/plain",
    bytes: bytes.subarray(headEnd + 4),
  };
}
