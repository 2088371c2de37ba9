import { PermissionFlagsBits as Bit, OverwriteType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { Member, roleIn } from '../../adapters/chat/discord/member.ts';
import { Channel, can, channelRights, Guild, guildRights } from '../../adapters/chat/discord/rights.ts';
import { DAY } from '../../src/clock.ts';
import { MORNING } from '../fakes/fake-clock.ts';

const role = (id: string, ...bits: readonly bigint[]) => ({
  name: id,
  id,
  permissions: String(bits.reduce((sum, bit) => sum | bit, 0n)),
});
/** `1`: what everyone may. */
const guild = Guild.parse({
  id: '1',
  name: 'Acme',
  owner_id: '9',
  roles: [
    role('1', Bit.ViewChannel, Bit.SendMessages),
    role('2', Bit.ManageEvents),
    role('3', Bit.Administrator),
    role('4', Bit.ManageGuild),
  ],
});
const holder = (...roles: readonly string[]) => ({ user: '5', roles, silentUntil: null });
const silent = (...roles: readonly string[]) => ({ ...holder(...roles), silentUntil: MORNING + DAY });

type Change = { readonly allow?: bigint; readonly deny?: bigint };
const overwrite = (id: string, type: OverwriteType, { allow = 0n, deny = 0n }: Change) => ({
  id,
  type,
  allow: String(allow),
  deny: String(deny),
});
const channel = (...overwrites: readonly ReturnType<typeof overwrite>[]) =>
  Channel.parse({ id: '7', type: 0, guild_id: '1', permission_overwrites: overwrites });
const sees = (place: Channel, who = holder('2')) =>
  can(channelRights(guild, place, who, MORNING), Bit.ViewChannel);

const HIDDEN = { deny: Bit.ViewChannel };
const SHOWN = { allow: Bit.ViewChannel };
const everyone = (change: Change) => overwrite('1', OverwriteType.Role, change);
const group = (id: string, change: Change) => overwrite(id, OverwriteType.Role, change);
const person = (change: Change) => overwrite('5', OverwriteType.Member, change);

describe('rights in a server', () => {
  it('are those of all roles together, and all of them for an admin and the owner', () => {
    const may = (bit: bigint, who = holder('2')) => can(guildRights(guild, who, MORNING), bit);
    expect(may(Bit.SendMessages)).toBe(true);
    expect(may(Bit.ManageEvents)).toBe(true);
    expect(may(Bit.MentionEveryone)).toBe(false);
    expect(may(Bit.MentionEveryone, holder('3'))).toBe(true);
    expect(may(Bit.MentionEveryone, { ...holder(), user: '9' })).toBe(true);
  });

  it('shrink to looking on while somebody is on time-out, but for an admin', () => {
    const rights = guildRights(guild, silent('2'), MORNING);
    expect(can(rights, Bit.ViewChannel)).toBe(true);
    expect(can(rights, Bit.ManageEvents)).toBe(false);
    expect(can(guildRights(guild, silent('2'), MORNING + 2 * DAY), Bit.ManageEvents)).toBe(true);
    expect(can(guildRights(guild, silent('3'), MORNING), Bit.ManageEvents)).toBe(true);
  });
});

describe('seeing a channel', () => {
  it('goes from everyone to the roles to the member, each above the one before', () => {
    expect(sees(channel())).toBe(true);
    expect(sees(channel(everyone(HIDDEN)))).toBe(false);
    expect(sees(channel(everyone(HIDDEN), group('2', SHOWN)))).toBe(true);
    expect(sees(channel(group('2', SHOWN), everyone(HIDDEN), person(HIDDEN)))).toBe(false);
    expect(sees(channel(everyone(HIDDEN), group('2', HIDDEN), person(SHOWN)))).toBe(true);
  });

  it('is allowed when one of the roles allows what another denies', () => {
    const place = channel(group('2', HIDDEN), group('4', SHOWN));
    expect(sees(place, holder('2', '4'))).toBe(true);
    expect(sees(place, holder('2'))).toBe(false);
  });

  it('is not changed by what concerns others, and never taken from an admin', () => {
    expect(sees(channel(group('4', HIDDEN), overwrite('6', OverwriteType.Member, HIDDEN)))).toBe(true);
    expect(sees(channel(everyone(HIDDEN), person(HIDDEN)), holder('3'))).toBe(true);
  });

  it('gives nobody on time-out more than that', () => {
    const place = channel(person({ allow: Bit.MentionEveryone }));
    expect(can(channelRights(guild, place, holder(), MORNING), Bit.MentionEveryone)).toBe(true);
    expect(can(channelRights(guild, place, silent(), MORNING), Bit.MentionEveryone)).toBe(false);
  });
});

it('takes whoever has not agreed to the rules yet for a guest', () => {
  const member = (roles: readonly string[], pending: boolean, silentUntil: string | null = null) =>
    Member.parse({
      user: { id: '5', username: 'olga' },
      roles,
      pending,
      communication_disabled_until: silentUntil,
    });
  expect(roleIn(guild, member(['2'], true), MORNING)).toBe('guest');
  expect(roleIn(guild, member(['2'], false), MORNING)).toBe('creator');
  expect(roleIn(guild, member(['4'], true), MORNING)).toBe('admin');
  expect(roleIn(guild, member(['2'], false, '2026-11-25T09:00:00Z'), MORNING)).toBe('member');
});
