import { cleanTopic } from '../meeting/topic.ts';

/** Characters; longer names are cut. */
const LONGEST = 60;

/** A typed name as it is shown: one line of plain text, cleaned like a topic; empty when nothing of it can be seen. */
export function cleanName(typed: string): string {
  const name = [...cleanTopic(typed)].slice(0, LONGEST).join('').trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(name) ? name : '';
}

/** Whether two names look the same to somebody who glances at them: a guest's must not equal a member's. */
export const looksLike = (one: string, other: string): boolean => skeleton(one) === skeleton(other);

/**
 * What names that look alike have in common, whatever their case, accents, spaces, punctuation, full-width and
 * other forms (NFKC), and letters of other alphabets that are drawn the same (the everyday part of UTS 39).
 */
function skeleton(name: string): string {
  const clean = cleanName(name);
  const letters = clean
    .normalize('NFKC')
    .normalize('NFD')
    .replaceAll('|', 'l')
    .replace(/[\p{M}\p{Z}\p{P}\p{S}\p{C}]/gu, '');
  const drawn = [...letters]
    .map((letter) => LOOKALIKES.get(letter) ?? letter)
    .join('')
    .toLowerCase()
    .replace(/[i1]/g, 'l')
    .replaceAll('0', 'o')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
  // A name of nothing but signs looks like itself only.
  return drawn || clean;
}

/** Cyrillic and Greek letters, each followed by the Latin one that it is drawn like. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  (
    'АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ЅS ІI ЈJ ԚQ ԜW ӀI ' +
    'аa вb еe кk мm нh оo рp сc тt уy хx ѕs іi јj ԁd ԛq ԝw һh ӏl ' +
    'ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa βb εe ιi κk νv οo ρp τt υu χx ωw γy ' +
    'ıi ɑa ɡg'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
);
