import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Directory, Role } from '../../src/ports/directory.ts';

/** A platform with one workspace and a few people, set up for one test. */
export type DirectoryWorld = {
  readonly directory: Directory;
  readonly workspace: ForeignId;
  /** Somebody per role that the platform knows; `none` is somebody who left or never came. */
  readonly people: Readonly<Partial<Record<Role, ForeignId>>>;
  /** A conversation, somebody in it and somebody who cannot see it. */
  readonly conversation: { readonly id: ForeignId; readonly inside: ForeignId; readonly outside: ForeignId };
  /** What people type after the @ for whom; null where the platform has no such names. */
  readonly handle: { readonly text: string; readonly person: ForeignId } | null;
  /** A group that the asker may open, and its people; null where there are no groups. */
  readonly group: {
    readonly id: ForeignId;
    readonly asker: ForeignId;
    readonly people: readonly ForeignId[];
    /** Somebody who may not mention it; null where everybody may. */
    readonly stranger: ForeignId | null;
  } | null;
  close(): Promise<void>;
};

const NOBODY = asId<ForeignId>('nobody-at-all');

/** What every directory must do. `setup` makes a fresh platform for each test. */
export function directoryContract(name: string, setup: () => Promise<DirectoryWorld>): void {
  describe(`${name} as a directory`, () => {
    let world: DirectoryWorld;
    beforeEach(async () => {
      world = await setup();
    });
    afterEach(() => world.close());

    const open = (id: ForeignId, asker: ForeignId) =>
      world.directory.expand(world.workspace, asker, { kind: 'group', foreignId: id, name: 'group' });

    it('says what each person is in the workspace', async () => {
      for (const [role, person] of Object.entries(world.people))
        expect([person, await world.directory.roleOf(world.workspace, person)]).toEqual([person, role]);
    });

    it('gives no role to somebody it does not know', async () => {
      expect(await world.directory.roleOf(world.workspace, NOBODY)).toBe('none');
    });

    it('tells who can see a conversation', async () => {
      const { id, inside, outside } = world.conversation;
      expect(await world.directory.isIn(id, inside)).toBe(true);
      expect(await world.directory.isIn(id, outside)).toBe(false);
      expect(await world.directory.isIn(NOBODY, inside)).toBe(false);
    });

    it('describes a person by id', async () => {
      const { inside } = world.conversation;
      const person = await world.directory.profile(world.workspace, inside);
      expect(person).toMatchObject({ foreignId: inside, bot: false });
      expect(person?.name).not.toBe('');
      expect(() => new Intl.Locale(person?.locale ?? '')).not.toThrow();
    });

    it('knows no person of an unknown id or name', async () => {
      expect(await world.directory.profile(world.workspace, NOBODY)).toBeNull();
      const found = await world.directory.find(world.workspace, 'nobody_at_all');
      // A platform that looks up no names cannot tell.
      expect(found).toBeOneOf(world.handle === null ? [null, 'unmet'] : [null]);
    });

    it('finds a person by what people type', async () => {
      if (world.handle === null) return;
      const { text, person } = world.handle;
      expect(await world.directory.find(world.workspace, text)).toMatchObject({ foreignId: person });
    });

    it('opens a group into its people', async () => {
      if (world.group === null) return;
      const { id, asker, people } = world.group;
      const opened = await open(id, asker);
      if (opened.kind !== 'people') return expect.fail(`it was ${opened.kind}`);
      expect(opened.people.map(({ foreignId }) => foreignId).sort()).toEqual([...people].sort());
    });

    it('opens no group for somebody who may not mention it', async () => {
      if (world.group === null || world.group.stranger === null) return;
      expect(await open(world.group.id, world.group.stranger)).toEqual({ kind: 'refused' });
    });

    it('says that a group is unknown', async () => {
      expect(await open(NOBODY, world.conversation.inside)).toEqual({ kind: 'unknown' });
    });
  });
}
