/** Ends quietly where whoever reads stops early ("| head"). */
export function endWhenUnread(output: NodeJS.WriteStream): void {
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}
