import {
  ActionRowBuilder,
  ApplicationIntegrationType,
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  type Interaction,
} from "discord.js";
import { describe, expect, test } from "vitest";
import { logIn, register } from "./discord-client.ts";
import { buttonsOf } from "./discord-messages.ts";
import type { CommandUse } from "./discord-send.ts";

describe("interactions", () => {
  test("a command, answered privately, is seen by its user alone", async () => {
    const { fake, client, errors } = await logIn(async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({ content: interaction.options.getString("question", true), flags: "Ephemeral" });
    });
    await register(client);
    const outcome = await fake.send.command({ name: "aws-ml", sub: "ask", options: { question: "drift?" } });
    expect(outcome).toMatchObject({ acked: true, late: false, type: 4, ephemeral: true, followUps: [], refused: [] });
    expect(outcome.message?.content).toBe("drift?");
    expect(fake.ephemerals(fake.ids.user)).toEqual([outcome.message]);
    expect(fake.ephemerals(fake.ids.manager)).toEqual([]);
    expect(fake.messages(fake.ids.channel)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test("a command in direct messages has a user and no member, and is answered there", async () => {
    const { fake, client, errors } = await logIn(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      expect([interaction.inGuild(), interaction.context, interaction.user.id]).toEqual([false, 1, fake.ids.manager]);
      await interaction.reply("in private");
    });
    await register(client);
    await fake.send.command({
      name: "aws-ml",
      sub: "ask",
      options: { question: "?" },
      dm: true,
      user: fake.ids.manager,
    });
    expect(fake.messages(fake.dmWith(fake.ids.manager)).map(({ content }) => content)).toEqual(["in private"]);
    expect(errors).toEqual([]);
  });

  test("what no user could do is refused, unless it is said to be forged", async () => {
    const { fake, client } = await logIn(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply(`forged ${interaction.commandName}`);
    });
    await register(client);
    const ask = (use: CommandUse) => fake.send.command(use);
    await expect(ask({ name: "nothing" })).rejects.toThrow('no command "nothing" is registered');
    await expect(ask({ name: "aws-ml" })).rejects.toThrow("needs a subcommand; it has ask");
    await expect(ask({ name: "aws-ml", sub: "ask" })).rejects.toThrow('requires "question"');
    await expect(ask({ name: "aws-ml", sub: "ask", options: { question: 5 } })).rejects.toThrow("takes a string");
    await expect(ask({ name: "settings" })).rejects.toThrow("only offered to members with the permissions 16");
    await expect(ask({ name: "settings", user: fake.ids.manager, dm: true })).rejects.toThrow("not offered in direct");
    await expect(fake.send.button({ customId: "made-up" })).rejects.toThrow("there is no made-up in sight");
    expect((await ask({ name: "settings", user: fake.ids.manager })).message?.content).toBe("forged settings");
    expect((await ask({ name: "nothing", forged: true })).message?.content).toBe("forged nothing");
  });

  test("deferred, edited, followed up, read and deleted", async () => {
    const { fake, client, errors } = await logIn(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: "Ephemeral" });
      await interaction.editReply({
        embeds: [{ title: "Clarify", image: { url: "attachment://bars.png" } }],
        files: [{ attachment: Buffer.from("png"), name: "bars.png" }],
      });
      const more = await interaction.followUp({ content: "more" });
      await interaction.webhook.editMessage(more, { content: "more and more" });
      expect((await interaction.fetchReply()).embeds[0]?.title).toBe("Clarify");
      await interaction.deleteReply();
    });
    await register(client);
    const outcome = await fake.send.command({ name: "aws-ml", sub: "ask", options: { question: "bias?" } });
    expect(outcome).toMatchObject({ type: 5, ephemeral: true, edits: 1 });
    expect(outcome.message?.files.map((file) => [file.name, file.bytes.toString()])).toEqual([["bars.png", "png"]]);
    await fake.until(() => outcome.message?.deleted === true);
    expect(outcome.followUps.map((message) => [message.content, message.edits, message.ephemeralFor])).toEqual([
      ["more and more", 1, undefined],
    ]);
    expect(fake.messages(fake.ids.channel)).toEqual(outcome.followUps);
    expect(fake.warnings).toEqual([]);
    expect(errors).toEqual([]);
  });

  test("buttons, selects and modals", async () => {
    const { fake, client, errors } = await logIn(async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({
          content: "Choose",
          components: [
            new ActionRowBuilder<ButtonBuilder>().addComponents(
              new ButtonBuilder().setCustomId("tell").setLabel("Tell us").setStyle(ButtonStyle.Primary),
              new ButtonBuilder().setURL("https://docs.aws.amazon.com/").setLabel("Docs").setStyle(ButtonStyle.Link),
            ),
            new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
              new StringSelectMenuBuilder().setCustomId("module").addOptions({ label: "One", value: "1" }),
            ),
          ],
        });
      else if (interaction.isButton())
        await interaction.showModal(
          new ModalBuilder()
            .setCustomId("note")
            .setTitle("Tell the maintainers")
            .addLabelComponents(
              new LabelBuilder()
                .setLabel("What was missing?")
                .setTextInputComponent(
                  new TextInputBuilder().setCustomId("text").setStyle(TextInputStyle.Paragraph).setMaxLength(100),
                ),
            ),
        );
      else if (interaction.isStringSelectMenu())
        await interaction.update({ content: `Module ${interaction.values.join()}`, components: [] });
      else if (interaction.isModalSubmit())
        await interaction.reply({ content: interaction.fields.getTextInputValue("text"), flags: "Ephemeral" });
    });
    await register(client);
    const asked = await fake.send.command({ name: "aws-ml", sub: "ask", options: { question: "?" } });
    if (asked.message === undefined) throw new Error("no answer");
    expect(buttonsOf(asked.message).map(({ label, url }) => [label, url])).toEqual([
      ["Tell us", ""],
      ["Docs", "https://docs.aws.amazon.com/"],
    ]);
    const pressed = await fake.send.button({ label: "Tell us", user: fake.ids.manager });
    expect(pressed).toMatchObject({ type: 9, modal: { custom_id: "note" } });
    const submit = (text: string, user = fake.ids.manager) => fake.send.modalSubmit({ values: { text }, user });
    await expect(submit("")).rejects.toThrow("text must be filled in");
    await expect(submit("x".repeat(101))).rejects.toThrow("text is too long");
    await expect(submit("hello", fake.ids.user)).rejects.toThrow("is on the screen of this user");
    expect((await submit("hello")).message?.content).toBe("hello");
    await expect(fake.send.select({ customId: "module", values: ["2"] })).rejects.toThrow("has no option 2");
    const chosen = await fake.send.select({ customId: "module", values: ["1"] });
    expect(chosen).toMatchObject({ type: 7, message: { content: "Module 1", edits: 1 } });
    await expect(fake.send.button({ customId: "tell" })).rejects.toThrow("there is no tell in sight");
    expect(errors).toEqual([]);
  });

  test("suggestions, and a message that somebody wrote", async () => {
    const { fake, client } = await logIn(async (interaction) => {
      if (interaction.isAutocomplete())
        await interaction.respond([{ name: interaction.options.getFocused(), value: "clarify" }]);
      else if (interaction.isMessageContextMenuCommand()) await interaction.reply(interaction.targetMessage.content);
    });
    await register(client);
    const typed = await fake.send.autocomplete({ name: "aws-ml", sub: "ask", focused: "question", value: "cla" });
    expect(typed).toMatchObject({ type: 8, choices: [{ name: "cla", value: "clarify" }] });
    const used = await fake.send.contextMenu({
      name: "Ask the tutor",
      targetMessage: { content: "who labels my images?", author: fake.ids.manager },
    });
    expect(used.message?.content).toBe("who labels my images?");
  });

  test("an answer after three seconds is refused, and so is a second one", async () => {
    let time = Date.UTC(2026, 10, 24);
    const { fake, client, errors } = await logIn(
      async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        if (interaction.options.getString("question") === "slow") time += 3001;
        await interaction.reply({ content: "first" });
      },
      { now: () => time },
    );
    await register(client);
    const slow = await fake.send.command({ name: "aws-ml", sub: "ask", options: { question: "slow" } });
    expect(slow).toMatchObject({ acked: false, late: true, ackedAfterMs: 3001 });
    expect(slow.refused).toEqual(["404 10062 Unknown interaction"]);
    fake.deliveries.duplicate();
    const twice = await fake.send.command({ name: "aws-ml", sub: "ask", options: { question: "twice" } });
    await fake.until(() => twice.secondAck !== undefined);
    expect(twice).toMatchObject({ acked: true, secondAck: { type: 4, afterMs: 0 } });
    expect(fake.messages(fake.ids.channel)).toHaveLength(1);
    await expect.poll(() => errors).toHaveLength(2);
    expect(errors.join()).toMatch(/10062.*40060/);
  });

  test("a token is good for a quarter of an hour", async () => {
    let time = Date.UTC(2026, 10, 24);
    const late: Interaction[] = [];
    const { fake, client } = await logIn(
      async (interaction) => {
        late.push(interaction);
        if (interaction.isRepliable()) await interaction.reply("at once");
      },
      { now: () => time },
    );
    await register(client);
    await fake.send.command({ name: "aws-ml", sub: "ask", options: { question: "?" } });
    const [interaction] = late;
    if (interaction?.isRepliable() !== true) throw new Error("no interaction came");
    await fake.until(() => fake.messages(fake.ids.channel).length === 1);
    await expect.poll(() => interaction.replied).toBe(true);
    time += 15 * 60_000;
    await interaction.editReply("in time");
    time += 1;
    await expect(interaction.editReply("too late")).rejects.toMatchObject({ code: 50027, status: 401 });
    await expect(interaction.followUp("too late")).rejects.toMatchObject({ code: 50027 });
  });

  test("ephemerality stays what the first response made it; a flag that comes later is a warning", async () => {
    const { fake, client } = await logIn(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.followUp({ content: "meant for one", flags: "Ephemeral" });
    });
    await register(client);
    const outcome = await fake.send.command({ name: "aws-ml", sub: "ask", options: { question: "?" } });
    expect(outcome).toMatchObject({ ephemeral: false, followUps: [], message: { content: "meant for one" } });
    expect(fake.warnings.map(({ kind }) => kind)).toEqual(["ephemeral"]);
  });

  test("a user install in a foreign guild has five follow-ups", async () => {
    const { fake, client, errors } = await logIn(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      expect(interaction.authorizingIntegrationOwners.userId).toBe(fake.ids.user);
      expect(interaction.guild).toBe(null);
      await interaction.reply("0");
      for (let count = 1; count <= 6; count += 1) await interaction.followUp(String(count));
    });
    await client.application.commands.set([
      {
        name: "ask",
        description: "Ask",
        integrationTypes: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
      },
    ]);
    const outcome = await fake.send.command({ name: "ask", userInstall: true });
    await expect.poll(() => errors).toHaveLength(1);
    expect(outcome.followUps).toHaveLength(5);
    expect(errors[0]).toContain("40094");
  });
});
