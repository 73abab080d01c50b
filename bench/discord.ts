export { openSlack as openDiscord } from "./slack.ts";
