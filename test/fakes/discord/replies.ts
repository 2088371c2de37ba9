import { EventEmitter } from 'node:events';
import { z } from 'zod';
import { CALLBACK } from './interaction-methods.ts';
import { shown, shownModal } from './shown.ts';
import type { DiscordState, Interaction, StoredMessage } from './state.ts';
import type { Choice, Json, Reply } from './types.ts';

/** Milliseconds: who presses waits so long for more than the acknowledgement, and who was told "thinking" for the answer. */
const PATIENCE = { update: 5000, deferred: 20_000 } as const;

const answerData = z.record(z.string(), z.unknown());
const choices = z.object({
  choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })),
});

/** Watches what comes of interactions, for those who caused them. */
export class Replies {
  readonly #state: DiscordState;
  readonly #within: number;
  readonly #changes = new EventEmitter().setMaxListeners(0);
  /** Data of first answers that are no messages, by interaction. */
  readonly #data = new Map<string, Json>();

  constructor(state: DiscordState, acknowledgeWithin: number) {
    this.#state = state;
    this.#within = acknowledgeWithin;
  }

  changed(interaction: string): void {
    this.#changes.emit(interaction);
  }

  keep(interaction: string, data: unknown): void {
    this.#data.set(interaction, answerData.safeParse(data).data ?? {});
  }

  /** What the person sees once nothing more is to come. */
  async of(interaction: Interaction): Promise<Reply> {
    await this.#acknowledged(interaction);
    const { id } = interaction;
    switch (interaction.answered) {
      case CALLBACK.message:
        return this.#message(interaction, interaction.original, 'message');
      case CALLBACK.update:
        return this.#message(interaction, interaction.source, 'updated');
      case CALLBACK.modal:
        return {
          kind: 'modal',
          ephemeral: true,
          interaction: id,
          modal: shownModal(id, this.#data.get(id) ?? {}),
        };
      case CALLBACK.deferred:
        if (!(await this.until(id, () => !interaction.loading, PATIENCE.deferred))) {
          throw new Error('the application thinks for ever');
        }
        return this.#thought(interaction);
      default:
        return this.#updated(interaction);
    }
  }

  async choicesOf(interaction: Interaction): Promise<Choice[]> {
    await this.#acknowledged(interaction);
    return choices.parse(this.#data.get(interaction.id)).choices;
  }

  /** Whether it became so within `ms`. */
  async until(interaction: string, settled: () => boolean, ms: number): Promise<boolean> {
    if (settled()) return true;
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (settled()) resolve();
    };
    const timer = setTimeout(resolve, ms);
    this.#changes.on(interaction, look);
    await promise;
    clearTimeout(timer);
    this.#changes.off(interaction, look);
    return settled();
  }

  async #acknowledged(interaction: Interaction): Promise<void> {
    const settled = () => interaction.answered !== null || interaction.late;
    await this.until(interaction.id, settled, this.#within);
    if (interaction.answered !== null) return;
    throw new Error('The application did not respond');
  }

  /** A deferred answer may be deleted, and another one posted instead: public or not is fixed when it is deferred. */
  async #thought(interaction: Interaction): Promise<Reply> {
    if (interaction.original) return this.#message(interaction, interaction.original, 'message');
    await this.until(interaction.id, () => this.#posted(interaction) !== null, PATIENCE.update);
    return this.#message(interaction, this.#posted(interaction), 'message');
  }

  /** What was posted on an interaction, besides the message that was pressed in. */
  #posted(interaction: Interaction): StoredMessage | null {
    return this.#state.messagesOf(interaction).find((one) => one !== interaction.source) ?? null;
  }

  async #updated(interaction: Interaction): Promise<Reply> {
    const { source } = interaction;
    const before = { edited: source?.edited ?? null, components: source?.components };
    const gone = () => source !== null && this.#state.message(source.id) === null;
    const changed = () =>
      source !== null && (source.edited !== before.edited || source.components !== before.components);
    await this.until(
      interaction.id,
      () => changed() || gone() || this.#posted(interaction) !== null,
      PATIENCE.update,
    );
    const message = this.#posted(interaction);
    if (message) return this.#message(interaction, message, 'message');
    return changed() ? this.#message(interaction, source, 'updated') : this.#nothing(interaction);
  }

  #message({ id }: Interaction, message: StoredMessage | null, kind: 'message' | 'updated'): Reply {
    if (!message) return { kind: 'nothing', ephemeral: true, interaction: id };
    return { kind, ephemeral: message.only !== null, interaction: id, message: shown(this.#state, message) };
  }

  #nothing({ id }: Interaction): Reply {
    return { kind: 'nothing', ephemeral: true, interaction: id };
  }
}
