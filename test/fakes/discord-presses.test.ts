import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  ModalBuilder,
  TextInputBuilder,
  TextInputStyle,
  type Interaction,
} from "discord.js";
import { describe, expect, test } from "vitest";
import { logIn, register } from "./discord-client.ts";

const button = new ButtonBuilder().setCustomId("tell").setLabel("Tell us").setStyle(ButtonStyle.Primary);
const input = new TextInputBuilder().setCustomId("what").setStyle(TextInputStyle.Short).setMinLength(3);
const modal = new ModalBuilder()
  .setCustomId("note")
  .setTitle("A note")
  .addLabelComponents(new LabelBuilder().setLabel("What").setTextInputComponent(input));

/** Answers a command with a button, its press with a modal, and what is entered there with its text. */
async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand())
    await interaction.reply({ components: [new ActionRowBuilder<ButtonBuilder>().addComponents(button)] });
  else if (interaction.isButton()) await interaction.showModal(modal);
  else if (interaction.isModalSubmit())
    await interaction.reply({ content: interaction.fields.getTextInputValue("what"), flags: "Ephemeral" });
}

const ask = { name: "aws-ml", sub: "ask", options: { question: "drift?" } };

describe("who can press what", () => {
  test("nobody presses in the direct messages of others, nor in another channel than the button's", async () => {
    const { fake, client, errors } = await logIn(answer);
    await register(client);
    const { user, manager, closedChannel } = fake.ids;
    await fake.send.command({ ...ask, user, dm: true });
    const press = { customId: "tell" };
    await expect(fake.send.button({ ...press, user: manager })).rejects.toThrow("there is no tell in sight");
    await expect(fake.send.button({ ...press, user, channelId: closedChannel })).rejects.toThrow("no tell in sight");
    expect(await fake.send.button({ ...press, user, dm: true })).toMatchObject({ acked: true, type: 9 });
    expect(await fake.send.button({ ...press, user })).toMatchObject({ acked: true, type: 9 });
    await fake.send.command({ ...ask, user: manager, channelId: closedChannel });
    expect(await fake.send.button({ ...press, user, channelId: closedChannel })).toMatchObject({ acked: true });
    expect(errors).toEqual([]);
  });

  test("a modal is closed when its submission is answered, and stays where that is refused", async () => {
    let broken = true;
    const { fake, client, errors } = await logIn(async (interaction) => {
      if (interaction.isModalSubmit() && broken) await interaction.reply("x".repeat(2001));
      else await answer(interaction);
    });
    await register(client);
    await fake.send.command(ask);
    await fake.send.button({ customId: "tell" });
    const note = { customId: "note", values: { what: "drift" } };
    await expect(fake.send.modalSubmit({ values: { what: "no" } })).rejects.toThrow("what is too short");
    await expect(fake.send.modalSubmit({ ...note, user: fake.ids.manager })).rejects.toThrow("no modal note is on the");
    const refused = await fake.send.modalSubmit({ ...note, waitMs: 200 });
    expect(refused).toMatchObject({ acked: false, refused: [expect.stringContaining("data.content") as string] });
    broken = false;
    expect(await fake.send.modalSubmit(note)).toMatchObject({ acked: true, message: { content: "drift" } });
    await expect(fake.send.modalSubmit(note)).rejects.toThrow("no modal note is on the screen");
    expect(errors).toEqual([expect.stringContaining("Invalid Form Body")]);
  });
});
